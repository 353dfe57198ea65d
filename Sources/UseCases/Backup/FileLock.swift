// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Keeps stored files from being swept while a backup copies them or an upload adds one: whoever copies shares the
/// lock, whoever removes holds it alone. It ends with the process that holds it, however that ends.
struct FileLock: ~Copyable {
    private let descriptor: Int32
    private let close: (Int32) -> Void

    /// Waits until nobody removes files.
    static func sharing(_ folder: String) throws -> FileLock { try FileLock(folder, LOCK_SH) }

    /// nil where somebody is copying files at this moment: what is to be removed can wait.
    static func alone(
        _ folder: String, closing close: @escaping (Int32) -> Void = { _ = Foundation.close($0) }
    ) -> FileLock? {
        try? FileLock(folder, LOCK_EX | LOCK_NB, closing: close)
    }

    private init(
        _ folder: String, _ operation: Int32, closing close: @escaping (Int32) -> Void = { _ = Foundation.close($0) }
    ) throws {
        self.close = close
        let path = folder + "/files.lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw BackupError.unusable(path: path, detail: String(cString: strerror(errno)))
        }
        while flock(descriptor, operation) != 0 {
            guard errno == EINTR else {
                // The descriptor is closed by `deinit`, which runs although this throws; closing it here too would close
                // what another thread has opened meanwhile.
                let detail = String(cString: strerror(errno))
                throw BackupError.unusable(path: path, detail: detail)
            }
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
