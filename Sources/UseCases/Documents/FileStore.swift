// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation

/// The files that were handed in, each under the SHA-256 of its bytes: `files/ab/abcdef…`.
///
/// A file is there whole or not at all, and never changes. One that no document names (its upload failed) is swept.
struct FileStore: Sendable {
    let folder: String
    private let dataFolder: String

    init(dataFolder: String) { (folder, self.dataFolder) = (dataFolder + "/files", dataFolder) }

    func path(_ hash: String) -> String { "\(folder)/\(hash.prefix(2))/\(hash)" }

    /// The SHA-256 of a file in lower-case hexadecimal, and its size in bytes.
    func digest(of path: String) throws -> (hash: String, size: Int64) {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        var hasher = SHA256()
        var size: Int64 = 0
        while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty {
            hasher.update(data: chunk)
            size += Int64(chunk.count)
        }
        return (hexadecimal(hasher.finalize()), size)
    }

    /// Copies a file in, so that it survives a loss of power. One that is there already counts as new again, so that it
    /// is not swept before its document is written. Waits while files are swept; calls with the same `turn` wait for
    /// each other.
    func keep(_ path: String, hash: String, turn: UInt64) async throws {
        // Nobody removes files meanwhile: one that was found unneeded might go just after it counted as new again.
        // Its lock lies in the folder.
        try FileManager.default.createDirectory(atPath: dataFolder, withIntermediateDirectories: true)
        let lock = try await FileLock.sharing(dataFolder)
        defer { withExtendedLifetime(lock) {} }
        try await withoutBlocking(turn: turn) { try copy(path, hash: hash) }
    }

    private func copy(_ path: String, hash: String) throws {
        let target = self.path(hash)
        // `utimes` without times sets both to now, and fails where there is no such file.
        if utimes(target, nil) == 0 { return }
        let home = URL(filePath: target).deletingLastPathComponent()
        if !FileManager.default.fileExists(atPath: "\(folder)/\(hash.prefix(2))") {
            try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
            try flush(folder)
        }
        let temporary = home.appending(path: ".\(UUID().uuidString).part").path(percentEncoded: false)
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        try FileManager.default.copyItem(atPath: path, toPath: temporary)
        try flush(temporary)
        guard rename(temporary, target) == 0 else { throw CocoaError(.fileWriteUnknown) }
        try flush(home.path(percentEncoded: false))
    }

    /// The hashes of all files, with the paths of uploads that were cut off; only those untouched since `moment`.
    func old(before moment: Date) -> (hashes: [String], leftovers: [String]) {
        var found: (hashes: [String], leftovers: [String]) = ([], [])
        let files = FileManager.default.enumerator(
            at: URL(filePath: folder), includingPropertiesForKeys: [.contentModificationDateKey, .isRegularFileKey])
        for case let file as URL in files ?? FileManager.DirectoryEnumerator() {
            let values = try? file.resourceValues(forKeys: [.contentModificationDateKey, .isRegularFileKey])
            guard values?.isRegularFile == true, let changed = values?.contentModificationDate, changed < moment else {
                continue
            }
            if file.lastPathComponent.hasSuffix(".part") {
                found.leftovers.append(file.path(percentEncoded: false))
            } else {
                found.hashes.append(file.lastPathComponent)
            }
        }
        return found
    }

    /// Whether the file was last handed in before `moment`; false where it is gone.
    func isOlder(_ hash: String, than moment: Date) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path(hash))
        return (attributes?[.modificationDate] as? Date).map { $0 < moment } ?? false
    }

    func remove(_ hash: String) { try? FileManager.default.removeItem(atPath: path(hash)) }

    private func flush(_ path: String) throws {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw CocoaError(.fileNoSuchFile) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}

extension UseCases {
    var files: FileStore { FileStore(dataFolder: surroundings.dataFolder) }
}
