// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import OfficeFiles
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Backups that are not as they were written")
struct DamagedBackupTests {
    /// The error of restoring `path` into an empty place, after which the place must be empty as before.
    private func failure(_ path: String, passphrase: String? = nil, into engine: TestEngine = .sqlite) async throws
        -> (any Error)?
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-refused-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await engine.withDatabase(isMigrated: false) { database in
            do {
                let backup = try BackupFile(path: path, passphrase: passphrase)
                try await restoreBackup(backup, into: database, RestoreFolder(folder.path()))
                return nil
            } catch {
                let isEmpty = try await database.read { try SchemaQueries($0).isEmpty() }
                #expect(isEmpty, "\(error) left tables behind")
                let left = FileManager.default.enumerator(atPath: folder.path())?.allObjects ?? []
                #expect(left.isEmpty, "\(error) left \(left) behind")
                return error
            }
        }
    }

    private func withBackup(
        passphrase: String? = nil, _ body: (_ office: Office, _ path: String, _ bytes: [UInt8]) async throws -> Void
    ) async throws {
        try await Office.open(.sqlite) { office in
            try await office.fill()
            // Mostly contents, as a real one: the names of many empty tables alone would be a good part of it.
            let bulk = (0..<6_000).map { _ in String(office.bench.number(), radix: 36) }.joined()
            try await office.useCases.database.write { try SettingQueries($0).set("test.bulk", to: bulk) }
            let path = try await office.backUp(passphrase: passphrase)
            try await body(office, path, [UInt8](try Data(contentsOf: URL(filePath: path))))
        }
    }

    @Test("A cut file is recognised wherever it was cut", arguments: [nil, "correct horse battery"])
    func truncated(passphrase: String?) async throws {
        try await withBackup(passphrase: passphrase) { office, _, bytes in
            let cut = office.folder.appending(path: "cut.backup")
            for length in [
                0, 1, 2, 63, 64, 65, 100, bytes.count / 3, bytes.count / 2, bytes.count - 100, bytes.count - 1,
            ] {
                try Data(bytes.prefix(length)).write(to: cut)
                let error = try await failure(cut.path(), passphrase: passphrase)
                #expect(error is BackupError, "\(length) of \(bytes.count) bytes")
            }
        }
    }

    private static let flips = 20

    @Test("A changed byte is found, or changes nothing that is restored", arguments: [nil, "correct horse battery"])
    func changed(passphrase: String?) async throws {
        try await withBackup(passphrase: passphrase) { office, path, bytes in
            let whole = try BackupFile(path: path, passphrase: passphrase).manifest
            let changed = office.folder.appending(path: "changed.backup")
            var found = 0
            for number in 0..<Self.flips {
                let place = bytes.count * number / Self.flips + number % 7
                var other = bytes
                other[place] ^= 1 << (number % 8)
                try Data(other).write(to: changed)
                if try await failure(changed.path(), passphrase: passphrase) != nil {
                    found += 1
                } else {
                    // Such as the time of an entry in the directory of the container.
                    let read = try BackupFile(path: changed.path(), passphrase: passphrase).manifest
                    #expect(passphrase == nil && read == whole)
                }
            }
            #expect(passphrase == nil ? found > Self.flips * 3 / 4 : found == Self.flips)
        }
    }

    @Test("What is no backup is refused")
    func foreign() async throws {
        try await Office.open(.sqlite) { office in
            let text = try office.file("a.txt", "no backup at all, but long enough to be one, if it were one of them")
            #expect(try await failure(text) as? BackupError == .notABackup(text))
            let path = office.folder.appending(path: "other.zip").path()
            try writeContainer(path) { try $0.add("word/document.xml") { _ in } }
            #expect(try await failure(path) as? BackupError == .notABackup(path))
            let missing = office.folder.appending(path: "nowhere").path()
            guard case .unusable? = try await failure(missing) as? BackupError else {
                Issue.record("a missing file is not told")
                return
            }
        }
    }

    private func writeContainer(_ path: String, _ fill: (ZipWriter) throws -> Void) throws {
        var bytes: [UInt8] = []
        let container = try ZipWriter { bytes.append(contentsOf: $0) }
        try fill(container)
        try container.close()
        try Data(bytes).write(to: URL(filePath: path))
    }

    /// The backup at `path` again, with its manifest or one table changed.
    private func rewrite(
        _ path: String, to other: String, _ change: (_ name: String, _ bytes: [UInt8]) throws -> [UInt8]?
    ) throws {
        try writeContainer(other) { container in
            try ZipReader(try FileSource(path: path)).forEachEntry { entry in
                let bytes = try entry.contents(limit: 1 << 30)
                if let kept = try change(entry.name, bytes) {
                    try container.add(entry.name) { write in try kept.withUnsafeBytes(write) }
                }
                return true
            }
        }
    }

    @Test("A newer schema and another format are refused by name")
    func newer() async throws {
        try await withBackup { office, path, _ in
            let other = office.folder.appending(path: "other.backup").path()
            try rewrite(path, to: other) { name, bytes in
                guard name == "manifest.json" else { return bytes }
                var manifest = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
                var migrations = try #require(manifest["migrations"] as? [[String: Any]])
                let next = migrations.count + 1
                migrations.append(["number": next, "name": "later", "checksum": "0", "appliedAt": 0])
                manifest["migrations"] = migrations
                return [UInt8](try JSONSerialization.data(withJSONObject: manifest))
            }
            let known = Migrations.all.count
            #expect(
                try await failure(other) as? MigrationError == .newerDatabase(found: known + 1, known: known))
            try rewrite(path, to: other) { name, bytes in
                name == "manifest.json" ? Array("{\"format\":\"jiedui/backup/9\"}".utf8) : bytes
            }
            #expect(try await failure(other) as? BackupError == .otherFormat("jiedui/backup/9"))
        }
    }

    @Test("A missing table, a changed row and a row too many are found", arguments: TestEngine.allCases)
    func rows(engine: TestEngine) async throws {
        try await withBackup { office, path, _ in
            let other = office.folder.appending(path: "other.backup").path()
            let changes: [([UInt8]) -> [UInt8]?] = [
                { _ in nil },
                { bytes in Array(String(decoding: bytes, as: UTF8.self).replacing("Fine", with: "Find").utf8) },
                { bytes in bytes + bytes },
                { bytes in Array(bytes.dropLast(bytes.count / 2)) },
                { _ in Array("[1,2]\n".utf8) },
            ]
            for change in changes {
                try rewrite(path, to: other) { name, bytes in
                    name == "tables/task_comment.ndjson" ? change(bytes) : bytes
                }
                #expect(
                    try await failure(other, into: engine) as? BackupError
                        == .damaged("tables/task_comment.ndjson"))
            }
        }
    }

    @Test("A file in the container cannot lead out of the data folder")
    func path() throws {
        for path in ["../x", "files/../../x", "files/ab/../x", "/etc/passwd", "files/ab", "jiedui.sqlite", ""] {
            #expect(StoredPath(path) == nil, "\(path)")
        }
        let hash = String(repeating: "ab", count: 32)
        #expect(StoredPath("files/ab/\(hash)")?.hash == hash)
        #expect(StoredPath("files/aa/\(hash)") == nil)
    }

    @Test("A place that is not empty is left as it is", arguments: TestEngine.allCases)
    func occupied(engine: TestEngine) async throws {
        try await withBackup { office, path, _ in
            let backup = try BackupFile(path: path)
            let folder = RestoreFolder(office.folder.path())
            try await engine.withDatabase { database in
                let free = RestoreFolder(office.folder.path() + "/free")
                await #expect(throws: BackupError.databaseNotEmpty) {
                    try await restoreBackup(backup, into: database, free)
                }
                #expect(!FileManager.default.fileExists(atPath: office.folder.path() + "/free"))
            }
            _ = try await engine.withDatabase(isMigrated: false) { database in
                await #expect(throws: BackupError.folderNotEmpty(office.folder.path())) {
                    try await restoreBackup(backup, into: database, folder)
                }
            }
        }
    }

    @Test("A restore that was cut off is not served, and can be done again")
    func unfinished() async throws {
        try await withBackup { office, path, bytes in
            let place = office.folder.appending(path: "place").path()
            let damaged = office.folder.appending(path: "damaged.backup").path()
            try rewrite(path, to: damaged) { name, bytes in name == "tables/plan.ndjson" ? Array("[1]\n".utf8) : bytes }
            try await TestEngine.sqlite.withDatabase(isMigrated: false) { database in
                await #expect(throws: BackupError.damaged("tables/plan.ndjson")) {
                    try await restoreBackup(BackupFile(path: damaged), into: database, RestoreFolder(place))
                }
                // A refused one leaves nothing; one whose process was killed leaves its mark.
                try await RestoreFolder(place).checkFinished(database)
                try Data().write(to: URL(filePath: place + "/restore-unfinished"))
                await #expect(throws: BackupError.damaged("tables/plan.ndjson")) {
                    try await restoreBackup(BackupFile(path: damaged), into: database, RestoreFolder(place))
                }
                await #expect(throws: BackupError.unfinished(place)) {
                    try await RestoreFolder(place).checkFinished(database)
                }
                try await restoreBackup(BackupFile(path: path), into: database, RestoreFolder(place))
                try await RestoreFolder(place).checkFinished(database)
            }
        }
    }

    @Test("A restore that was cut off is served with the database alone that it filled", arguments: TestEngine.allCases)
    func unfinishedElsewhere(engine: TestEngine) async throws {
        try await withBackup { office, path, _ in
            let (cutOff, whole) = (office.folder.path() + "/cut-off", office.folder.path() + "/whole")
            #expect(try RestoreFolder(cutOff).begin("one"))
            try await engine.withDatabase(isMigrated: false) { database in
                try await restoreBackup(BackupFile(path: path), into: database, RestoreFolder(whole))
                try await RestoreFolder(whole).checkFinished(database)
                for _ in 1...2 {
                    await #expect(throws: BackupError.unfinished(cutOff)) {
                        try await RestoreFolder(cutOff).checkFinished(database)
                    }
                }
                // As it stands where the program ended after the last row and before the mark was gone.
                try await database.write { try SettingQueries($0).set(RestoreFolder.settingKey, to: "one") }
                try await RestoreFolder(cutOff).checkFinished(database)
                #expect(!FileManager.default.fileExists(atPath: cutOff + "/restore-unfinished"))
            }
        }
    }

    @Test("A file of the same name stays unless it is to be replaced, and nothing half is left behind")
    func names() async throws {
        try await withBackup { office, path, bytes in
            var options = BackupOptions(program: "test")
            await #expect(throws: BackupError.fileExists(path)) {
                try await office.useCases.makeBackup(.local, to: path, options)
            }
            #expect(try Data(contentsOf: URL(filePath: path)) == Data(bytes))
            options.replaces = true
            _ = try await office.useCases.makeBackup(.local, to: path, options)
            #expect(try Data(contentsOf: URL(filePath: path)) != Data(bytes))
            let left = try FileManager.default.contentsOfDirectory(atPath: office.folder.path())
            #expect(!left.contains { $0.hasSuffix(".part") })
        }
    }

    @Test("A stored file that is missing or changed is told, and the rest is kept")
    func faultyFiles() async throws {
        try await Office.open(.sqlite) { office in
            try await office.fill()
            let hashes = try await office.useCases.database.read { connection in
                try connection.rows("SELECT hash FROM document ORDER BY hash").map { try $0.text(0) }
            }
            try FileManager.default.removeItem(atPath: office.useCases.files.path(hashes[0]))
            try Data("other".utf8).write(to: URL(filePath: office.useCases.files.path(hashes[1])))
            let path = try await office.backUp()
            let expected = hashes.map { StoredPath(hash: $0).text }
            #expect(try BackupFile(path: path).manifest.faultyFiles == expected)
            let folder = office.folder.appending(path: "scratch").path()
            try await TestEngine.sqlite.withDatabase(isMigrated: false) { database in
                let found = try await verifyBackup(
                    BackupFile(path: path), in: database,
                    Surroundings(now: { office.bench.now() }, random: { (1, 2) }, dataFolder: folder))
                #expect(found.faultyFiles == expected && found.chainFaults == [])
            }
        }
    }

    @Test("An encrypted backup opens with its passphrase alone")
    func passphrase() async throws {
        try await withBackup(passphrase: "correct horse battery") { office, path, bytes in
            #expect(throws: BackupError.passphraseMissing) { try BackupFile(path: path) }
            #expect(throws: BackupError.passphraseWrong) { try BackupFile(path: path, passphrase: "another one here") }
            #expect(!Data(bytes).contains(Data("manifest.json".utf8)))
            let error = try await failure(path, passphrase: "correct horse battery")
            #expect(error == nil)
            await #expect(throws: BackupError.passphraseShort) {
                _ = try await office.backUp("two.backup", passphrase: "short")
            }
        }
    }

    @Test("The files of a running backup are not swept")
    func lock() async throws {
        try await Office.open(.sqlite) { office in
            let path = try office.file("orphan.txt", "nobody names me")
            let files = office.useCases.files
            let hash = try files.digest(of: path).hash
            try await files.keep(path, hash: hash, turn: 0)
            do {
                let lock = try await FileLock.sharing(office.folder.path())
                #expect(try await office.useCases.sweepFiles() == 0)
                withExtendedLifetime(lock) {}
            }
            #expect(FileManager.default.fileExists(atPath: files.path(hash)))
            #expect(try await office.useCases.sweepFiles() == 1)
        }
    }
}

extension Data {
    fileprivate func contains(_ other: Data) -> Bool { range(of: other) != nil }
}
