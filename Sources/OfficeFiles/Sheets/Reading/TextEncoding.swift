// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The encodings in which files of separated values come.
package enum TextEncoding: String, Hashable, Sendable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case gb18030 = "GB18030"

    /// What the bytes show: a byte-order mark, else valid UTF-8, else the pattern of UTF-16, else GB 18030. Throws
    /// `WorkbookError.noText` where the bytes are none of these.
    init(of source: any ByteSource) throws {
        let beginning = try source.bytes(at: 0, count: Int(min(source.size, 1 << 16)))
        if beginning.starts(with: [0xFF, 0xFE]) { self = .utf16LittleEndian; return }
        if beginning.starts(with: [0xFE, 0xFF]) { self = .utf16BigEndian; return }
        let zeros = [0, 1].map { parity in
            stride(from: parity, to: beginning.count, by: 2).count { beginning[$0] == 0 }
        }
        if zeros[0] + zeros[1] > 0 {
            // Separators and digits are ASCII: one of their two bytes is zero.
            guard zeros.max() ?? 0 > 4 * (zeros.min() ?? 0) else { throw WorkbookError.noText }
            self = zeros[1] > zeros[0] ? .utf16LittleEndian : .utf16BigEndian
            return
        }
        let controls = beginning.count { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1A && $0 != 0x1B }
        guard controls * 200 <= beginning.count else { throw WorkbookError.noText }
        self = try isUTF8(source) ? .utf8 : .gb18030
    }
}

/// Whether the whole source is well-formed (Unicode 15, table 3-7, but for the narrower second bytes).
private func isUTF8(_ source: any ByteSource) throws -> Bool {
    var missing = 0
    var place: Int64 = 0
    while place < source.size {
        let piece = try source.bytes(at: place, count: Int(min(source.size - place, 1 << 18)))
        guard !piece.isEmpty else { return false }
        for byte in piece {
            switch byte {
            case 0x80...0xBF where missing > 0: missing -= 1
            case _ where missing > 0: return false
            case 0x00...0x7F: break
            case 0xC2...0xDF: missing = 1
            case 0xE0...0xEF: missing = 2
            case 0xF0...0xF4: missing = 3
            default: return false
            }
        }
        place += Int64(piece.count)
    }
    return missing == 0
}

/// The text of a source as UTF-8, piece by piece, without its byte-order mark.
struct TextStream {
    private let source: any ByteSource
    private let encoding: TextEncoding

    init(_ source: any ByteSource, _ encoding: TextEncoding) { (self.source, self.encoding) = (source, encoding) }

    func forEachPiece(_ body: (ArraySlice<UInt8>) throws -> Void) throws {
        if encoding == .utf8 { return try forEachRawPiece { piece, _ in try body(piece) } }
        guard let converter = iconv_open("UTF-8", encoding.rawValue), converter != iconv_t(bitPattern: -1) else {
            throw WorkbookError.noText
        }
        defer { iconv_close(converter) }
        var rest: [UInt8] = []
        try forEachRawPiece { piece, isLast in
            rest.append(contentsOf: piece)
            let (output, used) = try convert(rest, converter)
            rest.removeFirst(used)
            guard rest.count < 8, !isLast || rest.isEmpty else { throw WorkbookError.noText }
            try body(output[...])
        }
    }

    private func forEachRawPiece(_ body: (ArraySlice<UInt8>, _ isLast: Bool) throws -> Void) throws {
        var place: Int64 = 0
        while place < source.size {
            let piece = try source.bytes(at: place, count: Int(min(source.size - place, 1 << 17)))
            guard !piece.isEmpty else { throw WorkbookError.container(.truncated) }
            let mark =
                switch encoding {
                case _ where place > 0: 0
                case .utf8: piece.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
                case .utf16LittleEndian: piece.starts(with: [0xFF, 0xFE]) ? 2 : 0
                case .utf16BigEndian: piece.starts(with: [0xFE, 0xFF]) ? 2 : 0
                case .gb18030: 0
                }
            place += Int64(piece.count)
            try body(piece.dropFirst(mark), place >= source.size)
        }
    }

    /// What the bytes say, and how many of them; the last ones may be half a sign.
    private func convert(_ bytes: [UInt8], _ converter: iconv_t) throws -> (output: [UInt8], used: Int) {
        var input = bytes
        var output = [UInt8](repeating: 0, count: bytes.count * 4 + 16)
        let capacity = output.count
        var (used, written, isDamaged) = (0, 0, false)
        input.withUnsafeMutableBytes { source in
            output.withUnsafeMutableBytes { target in
                var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
                var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                var (left, room) = (source.count, target.count)
                let result = iconv(converter, &from, &left, &to, &room)
                isDamaged = result == Int(bitPattern: UInt.max) && errno == EILSEQ
                (used, written) = (source.count - left, capacity - room)
            }
        }
        guard !isDamaged else { throw WorkbookError.noText }
        output.removeLast(capacity - written)
        return (output, used)
    }
}
