// SPDX-License-Identifier: Apache-2.0
import Foundation
package import SQLCore
import Storage

/// The data folder that a backup is restored into. While that lasts a mark in it says so, and nothing else may use it.
package struct RestoreFolder: Sendable {
    let path: String
    private var mark: String { path + "/restore-unfinished" }

    package init(_ path: String) { self.path = path }

    /// Throws `unfinished` where a restore into the folder was cut off, unless `database` is the one that it filled.
    ///
    /// The rows come last and all at once, and with them the name that stands in the mark: where it is in the database
    /// too, every file was there before.
    package func checkFinished(_ database: any SQLDatabase) async throws {
        guard FileManager.default.fileExists(atPath: mark) else { return }
        let id = (try? String(contentsOfFile: mark, encoding: .utf8)) ?? ""
        let isEmpty = try await database.read { try SchemaQueries($0).isEmpty() }
        guard !isEmpty, !id.isEmpty,
            try await database.read({ try SettingQueries($0).value(Self.settingKey) }) == id
        else { throw BackupError.unfinished(path) }
        finish()
    }

    /// Where the database says which restore filled it, until its mark is gone.
    static let settingKey = "restore"

    /// Marks the folder with the name of a restore. Returns false where one that was cut off had marked it. Throws
    /// `folderNotEmpty` where something of an installation lies in it that no cut-off restore left there.
    func begin(_ id: String) throws -> Bool {
        let manager = FileManager.default
        guard !manager.fileExists(atPath: mark) else {
            try writeMark(id)
            return false
        }
        if manager.fileExists(atPath: path + "/" + StoredPath.secret) { throw BackupError.folderNotEmpty(path) }
        for part in ["/files", "/ledgers"] {
            let files = manager.enumerator(
                at: URL(filePath: path + part), includingPropertiesForKeys: [.isRegularFileKey])
            for case let file as URL in files ?? FileManager.DirectoryEnumerator() {
                let isFile = try? file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile
                if isFile == true { throw BackupError.folderNotEmpty(path) }
            }
        }
        try manager.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try writeMark(id)
        return true
    }

    private func writeMark(_ id: String) throws {
        let bytes = Array(id.utf8)
        try PartFile(mark).writeWhole { sink in try bytes.withUnsafeBytes(sink) }
    }

    /// Takes back what a restore that failed has written: these files, the folders that are empty without them, and the
    /// mark where the restore made it.
    func undo(_ files: [String], isFresh: Bool) {
        var homes: Set<String> = []
        for file in files {
            unlink(path + "/" + file)
            var home = Substring(file)
            while let slash = home.lastIndex(of: "/") {
                home = home[..<slash]
                homes.insert(String(home))
            }
        }
        // The deepest first; rmdir leaves alone what is not empty.
        for home in homes.sorted(by: { $0.count > $1.count }) { rmdir(path + "/" + home) }
        if isFresh { unlink(mark) }
        try? flushFolder(path)
    }

    func finish() {
        unlink(mark)
        try? flushFolder(path)
    }

    func holds(_ file: BackupManifest.File) -> Bool { FileManager.default.fileExists(atPath: path + "/" + file.path) }

    /// Writes one stored file; an older one of the same path gives way.
    func write(
        _ file: BackupManifest.File, _ bytes: (_ take: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) throws {
        let target = path + "/" + file.path
        let home = URL(filePath: target).deletingLastPathComponent().path(percentEncoded: false)
        if !FileManager.default.fileExists(atPath: home) {
            try FileManager.default.createDirectory(
                atPath: home, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try flushFolder(URL(filePath: home).deletingLastPathComponent().path(percentEncoded: false))
        }
        try PartFile(target).writeWhole { sink in try bytes(sink) }
    }
}

extension PartFile {
    fileprivate func writeWhole(
        _ body: (_ sink: @escaping (UnsafeRawBufferPointer) throws -> Void) throws -> Void
    ) throws {
        do {
            try write(body)
            try finish(replacing: true)
        } catch {
            discard()
            throw error
        }
    }
}
