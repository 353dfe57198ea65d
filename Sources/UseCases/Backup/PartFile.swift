// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A file that takes its name only when it is whole: what is written goes to a temporary name beside it.
struct PartFile: Sendable {
    let path: String
    private let temporary: String
    private let folder: String

    init(_ path: String) {
        let url = URL(filePath: path).standardizedFileURL
        self.path = url.path(percentEncoded: false)
        folder = url.deletingLastPathComponent().path(percentEncoded: false)
        let name = ".\(url.lastPathComponent).\(UUID().uuidString).part"
        temporary = folder + (folder.hasSuffix("/") ? "" : "/") + name
    }

    var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// Writes the temporary file from its beginning, readable by its owner alone, and waits for the disk.
    func write(_ body: (_ sink: @escaping (UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        try body { piece in
            var rest = piece[...]
            while !rest.isEmpty {
                let count = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw failure() }
                rest = rest.dropFirst(count)
            }
        }
        guard fsync(descriptor) == 0 else { throw failure() }
    }

    /// Gives the file its name. Throws `fileExists` where another has it and `replacing` is false.
    func finish(replacing: Bool) throws {
        if replacing {
            guard rename(temporary, path) == 0 else { throw failure() }
        } else if link(temporary, path) == 0 {
            unlink(temporary)
        } else {
            // Some file systems know no links.
            guard errno != EEXIST, !exists else { throw BackupError.fileExists(path) }
            guard rename(temporary, path) == 0 else { throw failure() }
        }
        try flushFolder(folder)
    }

    func discard() { unlink(temporary) }

    private func failure() -> BackupError {
        .unusable(path: path, detail: String(cString: strerror(errno)))
    }
}

/// Waits until the names in a folder are on the disk.
func flushFolder(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw BackupError.unusable(path: path, detail: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
        throw BackupError.unusable(path: path, detail: String(cString: strerror(errno)))
    }
}
