// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Bytes that can be read from any place: a file, or what lies inside an encrypted one.
package protocol ByteSource: AnyObject {
    var size: Int64 { get }
    /// Reads from `place` on into `buffer`. Returns how many bytes came: fewer than asked for only at the end.
    func read(at place: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// The bytes of a file.
package final class FileSource: ByteSource {
    package let size: Int64
    private let descriptor: Int32

    /// Throws `ZipError.unreadable` where the file can't be opened.
    package init(path: String) throws(ZipError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .unreadable("not a file")
        }
        size = Int64(status.st_size)
    }

    deinit { close(descriptor) }

    package func read(at place: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var count = 0
        while count < buffer.count {
            let got = pread(
                descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count, off_t(place) + count)
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw ZipError.unreadable(String(cString: strerror(errno))) }
            if got == 0 { break }
            count += got
        }
        return count
    }
}

/// Bytes that are held in memory.
package final class MemorySource: ByteSource {
    package let size: Int64
    private let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { (self.bytes, size) = (bytes, Int64(bytes.count)) }

    package func read(at place: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let start = Int(max(0, min(place, size)))
        let count = min(buffer.count, bytes.count - start)
        buffer.copyBytes(from: bytes[start..<start + count])
        return count
    }
}

extension ByteSource {
    /// The bytes from `place` on, at most `count`.
    package func bytes(at place: Int64, count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = try bytes.withUnsafeMutableBytes { try read(at: place, into: $0) }
        bytes.removeLast(count - got)
        return bytes
    }
}
