// SPDX-License-Identifier: Apache-2.0
import Crypto
import Domain
import Foundation
import OfficeFiles
package import SQLCore
import Storage

/// How a backup is made.
package struct BackupOptions: Sendable {
    /// Replaces a file of the same name.
    package var replaces = false
    /// Encrypts the backup with this passphrase.
    package var passphrase: String?
    /// The binary logarithm of scrypt's cost, from 10 to 20: at 17 a guess takes a third of a second and 128 MiB.
    package var logRounds: UInt8 = 17
    /// The version of the program, for the manifest.
    package var program: String

    package init(program: String) { self.program = program }
}

extension UseCases {
    /// Copies the database and the stored files as they are at one moment into the file at `path`, while others go on
    /// working. The file is there whole, or not at all.
    package func makeBackup(
        _ caller: Caller, to path: String, _ options: BackupOptions,
        report: @escaping BackupProgress.Report = { _ in }
    ) async throws -> BackupManifest {
        try caller.require(.backUp, on: .installation, "backup", knowing: .readDirectory)
        let file = PartFile(path)
        if file.exists, !options.replaces { throw BackupError.fileExists(file.path) }
        let folder = surroundings.dataFolder
        guard FileManager.default.fileExists(atPath: folder + "/" + StoredPath.secret) else {
            throw BackupError.foreignFolder(folder)
        }
        let salt = SecretToken(random: surroundings.random).bytes
        let seal = try options.passphrase.map {
            try BackupSeal(passphrase: $0, salt: salt, logRounds: options.logRounds)
        }
        // Taken before the moment that the backup shows, so that every file of that moment stays until it is copied.
        let lock = try await FileLock.sharing(folder)
        defer { withExtendedLifetime(lock) {} }
        let manifest: BackupManifest
        do {
            manifest = try await database.read { connection in
                try BackupWriter(
                    connection: connection, folder: folder, id: UUID().uuidString.lowercased(),
                    program: options.program, now: surroundings.now, report: report
                ).write(to: file, seal)
            }
            try file.finish(replacing: options.replaces)
        } catch {
            file.discard()
            throw error
        }
        try await remember(manifest, caller)
        return manifest
    }

    /// Leaves word of the backup in the database. One with an older schema is left as it is.
    private func remember(_ manifest: BackupManifest, _ caller: Caller) async throws {
        guard try await Migrations.migrator.pending(database).isEmpty else { return }
        try await write { connection in
            try SettingQueries(connection).set(lastBackupKey, to: String(manifest.moment))
            try record(
                connection, caller, "backUp", .installation,
                after: ["id": manifest.id, "rows": String(manifest.rows), "files": String(manifest.files.count)])
        }
    }

    /// Leaves word in the record that the installation came out of a backup; with `endingSessions` also ends, in the
    /// same transaction, the sessions and tokens of the backup's moment. Called when the database has the newest schema.
    package func recordRestore(
        _ caller: Caller, of manifest: BackupManifest, endingSessions: Bool = false
    ) async throws {
        try caller.require(.backUp, on: .installation, "backup", knowing: .readDirectory)
        try await write { connection in
            var fields: [(String, String?)] = [
                ("id", manifest.id), ("rows", String(manifest.rows)), ("files", String(manifest.files.count)),
            ]
            if endingSessions {
                let now = surroundings.now()
                fields.append(("endedSessions", String(try SessionQueries(connection).endAll())))
                fields.append(("revokedTokens", String(try AccessTokenQueries(connection).revokeAll(at: now))))
            }
            try record(connection, caller, "restore", .installation, after: AuditFields(fields))
        }
    }
}

/// When the last backup was made, in UTC milliseconds; nil where none was.
package func lastBackup(of database: any SQLDatabase) async throws -> Int64? {
    try await database.read { try SettingQueries($0).value(lastBackupKey) }.flatMap { Int64($0) }
}

private let lastBackupKey = "lastBackup"

/// Writes the container of one backup inside the transaction that shows its moment.
private struct BackupWriter {
    let connection: any SQLConnection
    let folder: String
    let id: String
    let program: String
    let now: () -> Instant
    let report: BackupProgress.Report

    func write(to file: PartFile, _ seal: BackupSeal?) throws -> BackupManifest {
        try TableCopy(connection).takeTime()
        let schema = SchemaQueries(connection)
        // The first question fixes the moment.
        let migrations = try schema.migrations()
        guard !migrations.isEmpty else { throw BackupError.nothingToBackUp(folder) }
        try Migrations.migrator.check(migrations)
        let moment = now().milliseconds
        var manifest: BackupManifest?
        try file.write { sink in
            let sealed = try seal.map { try SealedWriter($0, to: sink) }
            let container = try ZipWriter(to: sealed.map { sealed in { try sealed.write($0) } } ?? sink)
            let tables = try schema.tables().map { try copy($0, to: container) }
            let files = try copyFiles(to: container)
            let made = BackupManifest(
                id: id, program: program, engine: connection.dialect.engine.rawValue, moment: moment,
                migrations: migrations, tables: tables, files: files.copied, faultyFiles: files.faulty)
            let json = try made.json()
            try container.add(BackupManifest.entryName) { write in try json.withUnsafeBytes(write) }
            try container.close()
            try sealed?.close()
            manifest = made
        }
        guard let manifest else { throw BackupError.nothingToBackUp(folder) }
        return manifest
    }

    private func copy(_ table: TableShape, to container: ZipWriter) throws -> BackupManifest.Table {
        var entry: BackupManifest.Table?
        try container.add(tableEntry(table.name)) { write in
            entry = try TableDigest.walk(table, connection, .copying, report) { try $0.withUnsafeBytes(write) }
        }
        guard let entry else { throw BackupError.damaged(table.name) }
        return entry
    }

    private func copyFiles(to container: ZipWriter) throws -> (copied: [BackupManifest.File], faulty: [String]) {
        var paths: [StoredPath] = StoredPath(StoredPath.secret).map { [$0] } ?? []
        for part in ["ledgers", "ledgers/codes", "forms"] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + part)) ?? []
            paths += names.sorted().compactMap { StoredPath(part + "/" + $0) }
        }
        try StoredFileQueries(connection).forEachHash { paths.append(StoredPath(hash: $0)) }
        var found: (copied: [BackupManifest.File], faulty: [String]) = ([], [])
        for path in paths {
            guard let file = try? FileHandle(forReadingFrom: URL(filePath: folder + "/" + path.text)) else {
                found.faulty.append(path.text)
                continue
            }
            defer { try? file.close() }
            let copied = try copy(file, path.text, to: container)
            found.copied.append(copied)
            if let hash = path.hash, hash != copied.sha256 { found.faulty.append(path.text) }
            report(BackupProgress(step: .copying, part: path.text, rows: 0, bytes: copied.bytes, isDone: true))
        }
        return found
    }

    private func copy(_ file: FileHandle, _ path: String, to container: ZipWriter) throws -> BackupManifest.File {
        var hasher = SHA256()
        var size: Int64 = 0
        try container.add(path) { write in
            while let piece = try file.read(upToCount: 1 << 18), !piece.isEmpty {
                hasher.update(data: piece)
                size += Int64(piece.count)
                try piece.withUnsafeBytes(write)
            }
        }
        return BackupManifest.File(path: path, bytes: size, sha256: hexadecimal(hasher.finalize()))
    }
}

/// The entry that holds a table's rows.
func tableEntry(_ name: String) -> String { "tables/\(name).ndjson" }
