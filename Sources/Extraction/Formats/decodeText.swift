// SPDX-License-Identifier: Apache-2.0
import Domain
import Glibc

/// Decodes text by what its bytes show: a byte-order mark (which is taken off), else valid UTF-8, else UTF-16 by its
/// pattern of bytes, else the declared encoding, else GB 18030.
func decodeText(_ bytes: [UInt8], name: String, declared: String? = nil) throws(ExtractionError) -> String {
    guard !bytes.isEmpty else { throw .empty }
    let text = try decode(bytes, name: name, declared: declared)
    guard !isBinary(text) else { throw .binary(name: name) }
    return text
}

private func decode(_ bytes: [UInt8], name: String, declared: String?) throws(ExtractionError) -> String {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        guard let text = utf8(bytes.dropFirst(3)) else { throw .unknownEncoding(name: name) }
        return text
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return try utf16(bytes.dropFirst(2), isBigEndian: false, name) }
    if bytes.starts(with: [0xFE, 0xFF]) { return try utf16(bytes.dropFirst(2), isBigEndian: true, name) }
    if let isBigEndian = looksLikeUTF16(bytes) { return try utf16(bytes[...], isBigEndian: isBigEndian, name) }
    guard !hasBinaryBytes(bytes) else { throw .binary(name: name) }
    if let text = utf8(bytes[...]) { return text }
    if endsInsideUTF8(bytes) { throw .truncated(.text) }
    if let declared, let text = converted(bytes, from: declared) { return text }
    guard let text = converted(bytes, from: "GB18030") else { throw .unknownEncoding(name: name) }
    return text
}

private func utf8(_ bytes: ArraySlice<UInt8>) -> String? { String(validating: bytes, as: UTF8.self) }

private func utf16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool, _ name: String) throws(ExtractionError) -> String {
    guard bytes.count.isMultiple(of: 2) else { throw .truncated(.text) }
    let start = bytes.startIndex
    let units = (0..<bytes.count / 2).map { index -> UInt16 in
        let (first, second) = (UInt16(bytes[start + 2 * index]), UInt16(bytes[start + 2 * index + 1]))
        return isBigEndian ? first << 8 | second : second << 8 | first
    }
    guard let text = String(validating: units, as: UTF16.self) else { throw .unknownEncoding(name: name) }
    return text
}

/// Whether the bytes are UTF-16 without a mark, and which kind. Line breaks, spaces, digits and Latin letters show
/// it: their high byte is zero, and plain text of another encoding has no zero bytes.
private func looksLikeUTF16(_ bytes: [UInt8]) -> Bool? {
    guard bytes.count >= 2 else { return nil }
    let sample = bytes.prefix(8_192)
    let half = sample.count / 2
    let evenZeros = (0..<half).count { sample[2 * $0] == 0 && isPlain(sample[2 * $0 + 1]) }
    let oddZeros = (0..<half).count { sample[2 * $0 + 1] == 0 && isPlain(sample[2 * $0]) }
    let zeros = sample.count { $0 == 0 }
    guard zeros > 0 else { return nil }
    // A zero low byte occurs too (U+4E00), so one kind has to prevail, not to be alone.
    if oddZeros > 4 * evenZeros, oddZeros * 10 >= zeros * 8 { return false }
    if evenZeros > 4 * oddZeros, evenZeros * 10 >= zeros * 8 { return true }
    return nil
}

private func isPlain(_ byte: UInt8) -> Bool { (0x20...0x7E).contains(byte) || (0x09...0x0D).contains(byte) }

/// Control characters that no text holds: one in two hundred bytes is too many, and a zero is one too many.
private func hasBinaryBytes(_ bytes: [UInt8]) -> Bool {
    var controls = 0
    for byte in bytes.prefix(1 << 20) {
        if byte == 0 { return true }
        if byte < 0x20 && !(0x09...0x0D).contains(byte) && byte != 0x1A && byte != 0x1B { controls += 1 }
    }
    return controls * 200 > min(bytes.count, 1 << 20)
}

/// Whether all is UTF-8 with signs beyond ASCII, but for a last sign that was cut.
private func endsInsideUTF8(_ bytes: [UInt8]) -> Bool {
    for cut in 1...3 where bytes.count > cut {
        let lead = bytes[bytes.count - cut]
        guard lead >= 0xC2, lead <= 0xF4 else { continue }
        let kept = bytes.dropLast(cut)
        return kept.contains { $0 >= 0x80 } && utf8(kept) != nil
    }
    return false
}

/// The text in the named encoding; nil where the bytes are not of that encoding or the name is unknown.
private func converted(_ bytes: [UInt8], from encoding: String) -> String? {
    guard let converter = iconv_open("UTF-8", encoding), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var input = bytes
    // GB 18030 gives at most three bytes of UTF-8 for two of its own, other encodings at most four for one.
    var output = [UInt8](repeating: 0, count: bytes.count * 4 + 16)
    let capacity = output.count
    let written: Int? = input.withUnsafeMutableBytes { source in
        output.withUnsafeMutableBytes { target in
            var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
            var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
            var (left, room) = (source.count, target.count)
            let result = iconv(converter, &from, &left, &to, &room)
            return result == Int(bitPattern: UInt.max) || left > 0 ? nil : capacity - room
        }
    }
    return written.flatMap { utf8(output[..<$0]) }
}

/// Whether the text has signs that no document holds: unassigned or private ones in more than one of twenty places.
private func isBinary(_ text: String) -> Bool {
    var (count, strange) = (0, 0)
    for scalar in text.unicodeScalars.prefix(20_000) {
        count += 1
        switch scalar.properties.generalCategory {
        case .unassigned, .privateUse, .surrogate: strange += 1
        case .control: if scalar.value >= 0x7F || !isPlain(UInt8(scalar.value)) { strange += 1 }
        default: break
        }
    }
    return strange * 20 > count
}
