// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The texts that cells share, by number: a bounded part in memory, the rest in a file without a name.
final class SharedTexts: MarkupHearer {
    private let texts: SpilledBytes
    /// Where each text ends, eight bytes a number.
    private let ends: SpilledBytes
    private let limit: Int
    private var count = 0
    private var length = 0
    private var depth = (text: 0, phonetic: 0)
    private var recent: [(number: Int, text: String)]

    init(limits: WorkbookLimits) {
        texts = SpilledBytes(inMemory: limits.sharedTextInMemory)
        ends = SpilledBytes(inMemory: limits.sharedTextInMemory / 4)
        limit = limits.cellBytes
        recent = Array(repeating: (-1, ""), count: 4_096)
    }

    /// The text of a number; nil where the workbook has none.
    func text(_ number: Int) throws -> String? {
        guard (0..<count).contains(number) else { return nil }
        let place = number & 4_095
        if recent[place].number == number { return recent[place].text }
        let start = number == 0 ? 0 : try end(number - 1)
        let text = unescaped(String(decoding: try texts.bytes(start..<(try end(number))), as: UTF8.self))
        recent[place] = (number, text)
        return text
    }

    private func end(_ number: Int) throws -> Int {
        try ends.bytes(number * 8..<number * 8 + 8).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    func start(_ element: SheetElement, _ attributes: SheetAttributes) {
        switch element {
        case .shared: length = 0
        case .text: depth.text += 1
        case .phonetic: depth.phonetic += 1
        default: break
        }
    }

    func end(_ element: SheetElement) throws {
        switch element {
        case .shared:
            count += 1
            try withUnsafeBytes(of: UInt64(texts.count).littleEndian) { try ends.append($0) }
        case .text: depth.text -= 1
        case .phonetic: depth.phonetic -= 1
        default: break
        }
    }

    func text(_ bytes: UnsafeRawBufferPointer) throws {
        guard depth.text > 0, depth.phonetic == 0 else { return }
        length += bytes.count
        guard length <= limit else { throw WorkbookError.tooLarge }
        try texts.append(bytes)
    }
}

/// Control characters that workbooks write as `_x000D_` are what they stand for (ISO/IEC 29500-1, 22.9.2.19).
func unescaped(_ text: String) -> String {
    guard text.utf8.contains(0x5F), text.contains("_x") else { return text }
    var result = ""
    var rest = text[...]
    while let place = rest.range(of: "_x") {
        result += rest[..<place.lowerBound]
        let code = rest[place.upperBound...].prefix(4)
        let after = rest.index(place.upperBound, offsetBy: 4, limitedBy: rest.endIndex)
        if code.count == 4, let after, after < rest.endIndex, rest[after] == "_", let value = UInt32(code, radix: 16),
            let scalar = Unicode.Scalar(value)
        {
            if scalar != "\r" { result.unicodeScalars.append(scalar) }
            rest = rest[rest.index(after: after)...]
        } else {
            result += "_x"
            rest = rest[place.upperBound...]
        }
    }
    return result + rest
}

/// Bytes that grow at their end and are read anywhere: the first in memory, the rest in a file that has no name.
final class SpilledBytes {
    private(set) var count = 0
    private let bound: Int
    private var memory: [UInt8] = []
    private var waiting: [UInt8] = []
    private var written = 0
    private var descriptor: Int32 = -1

    init(inMemory bound: Int) { self.bound = bound }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func append(_ bytes: UnsafeRawBufferPointer) throws {
        let kept = min(bytes.count, max(0, bound - count))
        memory.append(contentsOf: bytes.prefix(kept))
        if kept < bytes.count { waiting.append(contentsOf: bytes.dropFirst(kept)) }
        count += bytes.count
        if waiting.count >= 1 << 20 { try spill() }
    }

    func bytes(_ range: Range<Int>) throws -> [UInt8] {
        guard range.upperBound > memory.count else { return Array(memory[range]) }
        if !waiting.isEmpty { try spill() }
        var found = range.lowerBound < memory.count ? Array(memory[range.lowerBound...]) : []
        let place = max(range.lowerBound, memory.count) - memory.count
        let missing = range.count - found.count
        let rest = [UInt8](unsafeUninitializedCapacity: missing) { buffer, filled in
            filled = max(0, pread(descriptor, buffer.baseAddress, missing, off_t(place)))
        }
        guard rest.count == missing else { throw unreadable() }
        found += rest
        return found
    }

    private func spill() throws {
        if descriptor < 0 {
            var pattern = Array((NSTemporaryDirectory() + "/jiedui-texts-XXXXXX").utf8CString)
            descriptor = mkstemp(&pattern)
            guard descriptor >= 0 else { throw unreadable() }
            unlink(pattern)
        }
        var place = 0
        while place < waiting.count {
            let taken = waiting.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress?.advanced(by: place), $0.count - place, off_t(written + place))
            }
            guard taken > 0 else { throw unreadable() }
            place += taken
        }
        written += waiting.count
        waiting.removeAll(keepingCapacity: true)
    }

    private func unreadable() -> WorkbookError { .container(.unreadable(String(cString: strerror(errno)))) }
}
