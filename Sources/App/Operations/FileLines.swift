// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The lines of a file, read one by one, without their ends.
struct FileLines: Sequence {
    let path: String

    /// Throws where the file can't be opened.
    init(_ path: String) throws {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw CocoaError(.fileReadNoSuchFile, userInfo: [NSFilePathErrorKey: path])
        }
        self.path = path
    }

    func makeIterator() -> Lines { Lines(path) }

    final class Lines: IteratorProtocol {
        private let file: UnsafeMutablePointer<FILE>?
        private var line: UnsafeMutablePointer<CChar>?
        private var capacity = 0

        init(_ path: String) { file = fopen(path, "r") }

        deinit {
            free(line)
            if let file { fclose(file) }
        }

        func next() -> [UInt8]? {
            guard let file else { return nil }
            let count = getline(&line, &capacity, file)
            guard count >= 0, let line else { return nil }
            return line.withMemoryRebound(to: UInt8.self, capacity: count) { bytes in
                Array(UnsafeBufferPointer(start: bytes, count: count))
            }
        }
    }
}
