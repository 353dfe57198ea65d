// SPDX-License-Identifier: Apache-2.0
import CArchive

/// A zip container in memory: the names that it lists, and the contents of those that are asked for.
package struct ZipArchive: Sendable {
    /// The names of the entries in the order of the container; folders are left out.
    package let names: [String]
    private let bytes: [UInt8]
    private let limits: ZipLimits

    /// Reads the list of entries; nothing is unpacked.
    package init(bytes: [UInt8], limits: ZipLimits = ZipLimits()) throws(ZipError) {
        guard bytes.starts(with: [0x50, 0x4B]) else { throw .notAnArchive }
        guard ZipArchive.hasDirectory(bytes) else { throw .truncated }
        (self.bytes, self.limits) = (bytes, limits)
        var names: [String] = []
        var declared = 0
        try ZipArchive.walk(bytes) { (entry, name, _) throws(ZipError) in
            names.append(name)
            guard names.count <= limits.entries else { throw .tooManyEntries(limits.entries) }
            declared = declared.addingReportingOverflow(Int(max(0, archive_entry_size(entry)))).partialValue
            guard declared >= 0, !limits.isExcessive(declared, packed: bytes.count) else { throw .bomb }
            return true
        }
        self.names = names
    }

    /// The unpacked contents of the named entries; a name that the container lacks has none.
    ///
    /// Sizes are counted while unpacking, because what an entry says of its own size may be false.
    package func contents(of wanted: Set<String>) throws(ZipError) -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        var total = 0
        let (limits, packed) = (limits, bytes.count)
        try ZipArchive.walk(bytes) { (entry, name, archive) throws(ZipError) in
            guard wanted.contains(name), found[name] == nil else { return true }
            guard archive_entry_is_encrypted(entry) == 0 else { throw .encrypted }
            found[name] = try ZipArchive.unpack(archive) { size in
                total += size
                return total <= limits.unpackedBytes && !limits.isExcessive(total, packed: packed)
            }
            return found.count < wanted.count
        }
        return found
    }
}

/// How much a container may hold.
package struct ZipLimits: Hashable, Sendable {
    package var entries = 10_000
    /// The most bytes that are unpacked in all.
    package var unpackedBytes = 256 << 20
    /// The most bytes that may come out of one byte of the container, once `freeBytes` have come out.
    package var ratio = 200
    /// What may come out whatever the ratio: text that repeats itself packs very small without being a bomb.
    package var freeBytes = 32 << 20

    package init() {}

    fileprivate func isExcessive(_ unpacked: Int, packed: Int) -> Bool {
        unpacked > freeBytes && unpacked / max(1, packed) > ratio
    }
}

/// Why a container could not be read.
package enum ZipError: Error, Hashable, Sendable {
    case notAnArchive
    /// The directory at the end is missing.
    case truncated
    case encrypted
    case tooManyEntries(Int)
    case bomb
    /// The file can't be opened or read; the text is the system's.
    case unreadable(String)
    /// The text is the library's, for the log.
    case damaged(String)
}

extension ZipArchive {
    private typealias Visit = (_ entry: OpaquePointer, _ name: String, _ archive: OpaquePointer) throws(ZipError) ->
        Bool

    /// Calls `visit` for each file of the container until it returns false.
    private static func walk(_ bytes: [UInt8], _ visit: Visit) throws(ZipError) {
        guard let archive = archive_read_new() else { throw .damaged("out of memory") }
        defer { archive_read_free(archive) }
        archive_read_support_format_zip_seekable(archive)
        let result: Result<Void, ZipError> = bytes.withUnsafeBytes { buffer in
            Result { () throws(ZipError) in
                try check(archive_read_open_memory(archive, buffer.baseAddress, buffer.count), archive)
                var entry: OpaquePointer?
                while true {
                    let status = archive_read_next_header(archive, &entry)
                    if status == ARCHIVE_EOF { return }
                    try check(status, archive)
                    guard let entry, let name = name(of: entry), !name.hasSuffix("/") else { continue }
                    guard try visit(entry, name, archive) else { return }
                }
            }
        }
        try result.get()
    }

    private static func name(of entry: OpaquePointer) -> String? {
        (archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)).map { String(cString: $0) }
    }

    /// Unpacks the entry at which the reader stands; `mayGrow` hears of each further piece and may refuse it.
    private static func unpack(
        _ archive: OpaquePointer, mayGrow: (Int) -> Bool
    ) throws(ZipError) -> [UInt8] {
        var content: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = piece.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, $0.count) }
            if count == 0 { return content }
            guard count > 0 else { throw failure(archive) }
            guard mayGrow(count) else { throw .bomb }
            content.append(contentsOf: piece[..<count])
        }
    }

    private static func check(_ status: Int32, _ archive: OpaquePointer) throws(ZipError) {
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw failure(archive) }
    }

    private static func failure(_ archive: OpaquePointer) -> ZipError {
        .damaged(archive_error_string(archive).map { String(cString: $0) } ?? "unknown")
    }

    /// Whether the end-of-directory record stands in the last 64 KiB, where the format wants it. Without this test
    /// the library would read a cut container from the front and give back what is left of it.
    private static func hasDirectory(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 22 else { return false }
        let first = max(0, bytes.count - 22 - 0xFFFF)
        var place = bytes.count - 22
        while place >= first {
            if bytes[place] == 0x50, bytes[place + 1] == 0x4B, bytes[place + 2] == 5, bytes[place + 3] == 6 {
                return true
            }
            place -= 1
        }
        return false
    }
}
