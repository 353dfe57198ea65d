// SPDX-License-Identifier: Apache-2.0

/// A JSON text taken apart.
enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// nil where the text is not JSON or is nested deeper than a draft ever is.
    init?(text: String) {
        var text = text
        let value: JSONValue? = text.withUTF8 { bytes in
            var parser = JSONParser(bytes: bytes)
            return parser.parseAll()
        }
        guard let value else { return nil }
        self = value
    }
}

/// RFC 8259, over the bytes of a text.
private struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    var at = 0
    /// A draft nests eight deep; more is an attack on the stack.
    private static let deepest = 64

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func parseAll() -> JSONValue? {
        guard let value = parse(depth: 0) else { return nil }
        skipSpace()
        return at == bytes.count ? value : nil
    }

    private mutating func parse(depth: Int) -> JSONValue? {
        skipSpace()
        guard at < bytes.count, depth < Self.deepest else { return nil }
        switch bytes[at] {
        case UInt8(ascii: "{"): return parseObject(depth: depth)
        case UInt8(ascii: "["): return parseArray(depth: depth)
        case UInt8(ascii: "\""): return parseString().map(JSONValue.string)
        case UInt8(ascii: "t"): return take("true") ? .bool(true) : nil
        case UInt8(ascii: "f"): return take("false") ? .bool(false) : nil
        case UInt8(ascii: "n"): return take("null") ? .null : nil
        default: return parseNumber()
        }
    }

    private mutating func parseObject(depth: Int) -> JSONValue? {
        var members: [String: JSONValue] = [:]
        at += 1
        skipSpace()
        if next(is: "}") { return .object(members) }
        repeat {
            skipSpace()
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\""), let key = parseString() else { return nil }
            skipSpace()
            guard next(is: ":"), let value = parse(depth: depth + 1) else { return nil }
            members[key] = value
            skipSpace()
        } while next(is: ",")
        return next(is: "}") ? .object(members) : nil
    }

    private mutating func parseArray(depth: Int) -> JSONValue? {
        var elements: [JSONValue] = []
        at += 1
        skipSpace()
        if next(is: "]") { return .array(elements) }
        repeat {
            guard let value = parse(depth: depth + 1) else { return nil }
            elements.append(value)
            skipSpace()
        } while next(is: ",")
        return next(is: "]") ? .array(elements) : nil
    }

    private mutating func parseString() -> String? {
        at += 1
        var start = at
        var text = ""
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                text += String(decoding: bytes[start..<at], as: UTF8.self)
                at += 1
                return text
            case UInt8(ascii: "\\"):
                text += String(decoding: bytes[start..<at], as: UTF8.self)
                at += 1
                guard let scalar = parseEscape() else { return nil }
                text.unicodeScalars.append(scalar)
                start = at
            case 0..<0x20: return nil
            default: at += 1
            }
        }
        return nil
    }

    private mutating func parseEscape() -> Unicode.Scalar? {
        guard at < bytes.count else { return nil }
        defer { at += 1 }
        switch bytes[at] {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"): return parseUnicode()
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(bytes[at])
        default: return nil
        }
    }

    /// After `\u`; leaves `at` on the last digit. Joins surrogate pairs.
    private mutating func parseUnicode() -> Unicode.Scalar? {
        guard let first = parseHex() else { return nil }
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
        guard at + 2 < bytes.count, bytes[at + 1] == UInt8(ascii: "\\"), bytes[at + 2] == UInt8(ascii: "u")
        else { return nil }
        at += 2
        guard let second = parseHex(), (0xDC00..<0xE000).contains(second) else { return nil }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private mutating func parseHex() -> UInt32? {
        guard at + 4 < bytes.count else { return nil }
        let digits = String(decoding: bytes[(at + 1)...(at + 4)], as: UTF8.self)
        at += 4
        return UInt32(digits, radix: 16)
    }

    private mutating func parseNumber() -> JSONValue? {
        let start = at
        while at < bytes.count, isNumeric(bytes[at]) { at += 1 }
        return Double(String(decoding: bytes[start..<at], as: UTF8.self)).map(JSONValue.number)
    }

    private func isNumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    private mutating func take(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard at + count <= bytes.count, word.withUTF8Buffer({ $0.elementsEqual(bytes[at..<(at + count)]) })
        else { return false }
        at += count
        return true
    }

    private mutating func next(is scalar: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: scalar) else { return false }
        at += 1
        return true
    }

    private mutating func skipSpace() {
        while at < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at += 1 }
    }
}
