// SPDX-License-Identifier: Apache-2.0
import CArchive

/// Writes a zip container of any size piece by piece, without going back: what was written can be sent on at once.
package final class ZipWriter {
    private let archive: OpaquePointer
    private let sink: (UnsafeRawBufferPointer) throws -> Void
    private var failure: (any Error)?
    private var isClosed = false

    /// `sink` takes the bytes of the container in their order.
    package init(to sink: @escaping (UnsafeRawBufferPointer) throws -> Void) throws {
        guard let archive = archive_write_new() else { throw ZipError.damaged("out of memory") }
        (self.archive, self.sink) = (archive, sink)
        try check(archive_write_set_format_zip(archive))
        // Many rows look alike: the quickest level packs them nearly as well. A library without the option has its own.
        archive_write_set_format_option(archive, "zip", "compression-level", "1")
        // No padding of the last block, which some readers take for a damaged end.
        try check(archive_write_set_bytes_in_last_block(archive, 1))
        let this = Unmanaged.passUnretained(self).toOpaque()
        try check(
            archive_write_open(
                archive, this, nil,
                { _, this, bytes, count in
                    guard let this else { return -1 }
                    return Unmanaged<ZipWriter>.fromOpaque(this).takeUnretainedValue()
                        .pass(UnsafeRawBufferPointer(start: bytes, count: count))
                }, nil))
    }

    deinit {
        // Frees without writing: a container that wasn't closed has no directory and is seen to be half.
        if !isClosed { archive_write_fail(archive) }
        archive_write_free(archive)
    }

    /// Adds an entry; `write` is called with a function that takes its bytes piece by piece.
    package func add(_ name: String, _ write: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws {
        guard let entry = archive_entry_new() else { throw ZipError.damaged("out of memory") }
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname_utf8(entry, name)
        // A regular file that its owner alone may read.
        archive_entry_set_filetype(entry, 0o100000)
        archive_entry_set_perm(entry, 0o600)
        archive_entry_unset_size(entry)
        try check(archive_write_header(archive, entry))
        try write { piece in
            var rest = piece[...]
            while !rest.isEmpty {
                let taken = archive_write_data(
                    self.archive, rest.base.baseAddress?.advanced(by: rest.startIndex), rest.count)
                guard taken > 0 else { throw self.reason() }
                rest = rest.dropFirst(taken)
            }
        }
        try check(archive_write_finish_entry(archive))
    }

    /// Writes the directory at the end. Nothing can be added afterwards.
    package func close() throws {
        isClosed = true
        try check(archive_write_close(archive))
    }

    private func pass(_ bytes: UnsafeRawBufferPointer) -> Int {
        do {
            try sink(bytes)
            return bytes.count
        } catch {
            failure = failure ?? error
            return -1
        }
    }

    private func check(_ status: Int32) throws {
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw reason() }
    }

    /// What the sink threw, or what the library says.
    private func reason() -> any Error {
        failure ?? ZipError.damaged(archive_error_string(archive).map { String(cString: $0) } ?? "unknown")
    }
}
