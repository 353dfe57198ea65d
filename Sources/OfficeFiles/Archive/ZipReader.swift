// SPDX-License-Identifier: Apache-2.0
import CArchive
import Foundation

/// Reads a zip container of any size entry by entry, in the order of its bytes, without holding an entry whole.
package struct ZipReader {
    private let source: any ByteSource

    /// Throws `ZipError` where the source is no container or lacks the directory at its end.
    package init(_ source: any ByteSource) throws {
        self.source = source
        guard try source.bytes(at: 0, count: 2) == [0x50, 0x4B] else { throw ZipError.notAnArchive }
        let tail = Int(min(source.size, 22 + 0xFFFF))
        let end = try source.bytes(at: source.size - Int64(tail), count: tail)
        guard Data(end).range(of: Data([0x50, 0x4B, 5, 6]), options: .backwards) != nil else {
            throw ZipError.truncated
        }
    }

    /// Calls `body` with each entry until it returns false. What `body` doesn't read of an entry is skipped unread.
    package func forEachEntry(_ body: (ZipEntry) throws -> Bool) throws {
        guard let archive = archive_read_new() else { throw ZipError.damaged("out of memory") }
        defer { archive_read_free(archive) }
        let cursor = SourceCursor(source)
        archive_read_support_format_zip_seekable(archive)
        try withExtendedLifetime(cursor) {
            try cursor.open(archive)
            var entry: OpaquePointer?
            while true {
                let status = archive_read_next_header(archive, &entry)
                if status == ARCHIVE_EOF { return }
                guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw cursor.reason(archive) }
                guard let entry, let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) else {
                    continue
                }
                let found = ZipEntry(
                    name: String(cString: name), isEncrypted: archive_entry_is_encrypted(entry) != 0, archive: archive,
                    cursor: cursor)
                guard try body(found) else { return }
            }
        }
    }
}

/// The entry at which a reader stands; of use only until the reader goes on.
package struct ZipEntry {
    package let name: String
    /// Whether a password is needed for its bytes.
    package let isEncrypted: Bool
    fileprivate let archive: OpaquePointer
    fileprivate let cursor: SourceCursor

    fileprivate init(name: String, isEncrypted: Bool, archive: OpaquePointer, cursor: SourceCursor) {
        (self.name, self.isEncrypted, self.archive, self.cursor) = (name, isEncrypted, archive, cursor)
    }

    /// Calls `body` with the unpacked bytes, piece by piece. Throws where they don't match the container's checksum.
    package func forEachPiece(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try withUnsafeTemporaryAllocation(byteCount: 1 << 17, alignment: 16) { buffer in
            while true {
                let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
                if count == 0 { return }
                guard count > 0 else { throw cursor.reason(archive) }
                try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
        }
    }

    /// All unpacked bytes. Throws `bomb` beyond `limit`.
    package func contents(limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try forEachPiece { piece in
            guard bytes.count + piece.count <= limit else { throw ZipError.bomb }
            bytes.append(contentsOf: piece)
        }
        return bytes
    }
}

/// Where the library reads in the source.
private final class SourceCursor {
    private let source: any ByteSource
    private var place: Int64 = 0
    private var failure: (any Error)?
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)

    init(_ source: any ByteSource) { self.source = source }

    deinit { buffer.deallocate() }

    func open(_ archive: OpaquePointer) throws {
        archive_read_set_read_callback(archive) { _, this, start in
            guard let this, let start else { return -1 }
            return Unmanaged<SourceCursor>.fromOpaque(this).takeUnretainedValue().read(start)
        }
        archive_read_set_skip_callback(archive) { _, this, count in
            guard let this else { return 0 }
            return Unmanaged<SourceCursor>.fromOpaque(this).takeUnretainedValue().skip(count)
        }
        archive_read_set_seek_callback(archive) { _, this, offset, whence in
            guard let this else { return -1 }
            return Unmanaged<SourceCursor>.fromOpaque(this).takeUnretainedValue().seek(offset, whence)
        }
        archive_read_set_callback_data(archive, Unmanaged.passUnretained(self).toOpaque())
        let status = archive_read_open1(archive)
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw reason(archive) }
    }

    /// What the source threw, or what the library says.
    func reason(_ archive: OpaquePointer) -> any Error {
        failure ?? ZipError.damaged(archive_error_string(archive).map { String(cString: $0) } ?? "unknown")
    }

    private func read(_ start: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
        do {
            let count = try source.read(at: place, into: buffer)
            place += Int64(count)
            start.pointee = UnsafeRawPointer(buffer.baseAddress)
            return count
        } catch {
            failure = failure ?? error
            return -1
        }
    }

    private func skip(_ count: Int64) -> Int64 {
        let step = max(0, min(count, source.size - place))
        place += step
        return step
    }

    private func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
        let base: Int64 =
            switch whence {
            case SEEK_SET: 0
            case SEEK_CUR: place
            default: source.size
            }
        place = max(0, min(base + offset, source.size))
        return place
    }
}
