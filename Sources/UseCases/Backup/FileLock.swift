// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Keeps stored files from being swept while a backup copies them or an upload adds one: whoever copies shares the
/// lock, whoever removes holds it alone. It ends with the process that holds it, however that ends.
struct FileLock: ~Copyable {
    private let descriptor: Int32
    private let close: (Int32) -> Void

    /// Waits until nobody removes files, on a thread of its own: whoever removes them may need the caller's to go on.
    static func sharing(_ folder: String) async throws -> FileLock {
        let lock = try FileLock(opening: folder)
        let descriptor = lock.descriptor
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "jiedui.file-lock").async {
                continuation.resume(with: Result { try take(descriptor, LOCK_SH, in: folder) })
            }
        }
        return lock
    }

    /// nil where somebody is copying files at this moment: what is to be removed can wait.
    static func alone(
        _ folder: String, closing close: @escaping (Int32) -> Void = { _ = Foundation.close($0) }
    ) -> FileLock? {
        guard let lock = try? FileLock(opening: folder, closing: close),
            (try? take(lock.descriptor, LOCK_EX | LOCK_NB, in: folder)) != nil
        else { return nil }
        return lock
    }

    private init(
        opening folder: String, closing close: @escaping (Int32) -> Void = { _ = Foundation.close($0) }
    ) throws {
        self.close = close
        descriptor = open(Self.path(folder), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        // `deinit` runs although this throws.
        guard descriptor >= 0 else { throw Self.failure(folder) }
    }

    private static func take(_ descriptor: Int32, _ operation: Int32, in folder: String) throws {
        while flock(descriptor, operation) != 0 {
            guard errno == EINTR else { throw failure(folder) }
        }
    }

    private static func path(_ folder: String) -> String { folder + "/files.lock" }

    private static func failure(_ folder: String) -> BackupError {
        .unusable(path: path(folder), detail: String(cString: strerror(errno)))
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
