// SPDX-License-Identifier: Apache-2.0

/// Text that is no JSON: where, in bytes from 0.
struct JSONFault: Error, Hashable, Sendable {
    let place: Int
}

extension JSON {
    /// Reads one value (RFC 8259). Throws where the bytes are not UTF-8, an object names a member twice, a surrogate
    /// stands alone, or values lie more than 64 deep.
    init(reading bytes: [UInt8]) throws(JSONFault) {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw JSONFault(place: 0) }
        var reader = JSONReader(bytes: bytes)
        self = try reader.whole()
    }
}

/// Reads the bytes of one JSON text from front to back.
private struct JSONReader {
    let bytes: [UInt8]
    var place = 0

    static let deepest = 64

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func whole() throws(JSONFault) -> JSON {
        let value = try value(depth: 0)
        skipSpace()
        guard place == bytes.count else { throw fault }
        return value
    }

    private var fault: JSONFault { JSONFault(place: place) }
    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { place += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) throws(JSONFault) {
        guard next == UInt8(ascii: character) else { throw fault }
        place += 1
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSON {
        guard depth < Self.deepest else { throw fault }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSON) throws(JSONFault) -> JSON {
        guard bytes[place...].starts(with: word.utf8) else { throw fault }
        place += word.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSON {
        var members: [JSON.Member] = []
        var names: Set<String> = []
        try take("{")
        skipSpace()
        if next == UInt8(ascii: "}") {
            place += 1
            return .object([])
        }
        while true {
            skipSpace()
            let name = try text()
            guard names.insert(name).inserted else { throw fault }
            skipSpace()
            try take(":")
            members.append(JSON.Member(name: name, value: try value(depth: depth + 1)))
            skipSpace()
            guard next == UInt8(ascii: ",") else { break }
            place += 1
        }
        try take("}")
        return .object(members)
    }

    private mutating func list(depth: Int) throws(JSONFault) -> JSON {
        var items: [JSON] = []
        try take("[")
        skipSpace()
        if next == UInt8(ascii: "]") {
            place += 1
            return .list([])
        }
        while true {
            items.append(try value(depth: depth + 1))
            skipSpace()
            guard next == UInt8(ascii: ",") else { break }
            place += 1
        }
        try take("]")
        return .list(items)
    }

    private mutating func number() throws(JSONFault) -> JSON {
        let start = place
        if next == UInt8(ascii: "-") { place += 1 }
        let first = next
        guard digits() > 0, first != UInt8(ascii: "0") || bytes[place - 1] == first && isOneDigit(since: start) else {
            throw fault
        }
        if next == UInt8(ascii: ".") {
            place += 1
            guard digits() > 0 else { throw fault }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            place += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { place += 1 }
            guard digits() > 0 else { throw fault }
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if let whole = Int(text) { return .whole(whole) }
        guard let number = Double(text) else { throw fault }
        // JSON Schema calls 3.0 an integer.
        if let whole = Int(exactly: number) { return .whole(whole) }
        return .number(number)
    }

    private func isOneDigit(since start: Int) -> Bool {
        place - start == (bytes[start] == UInt8(ascii: "-") ? 2 : 1)
    }

    private mutating func digits() -> Int {
        let start = place
        while let byte = next, (0x30...0x39).contains(byte) { place += 1 }
        return place - start
    }

    private mutating func text() throws(JSONFault) -> String {
        try take("\"")
        var result: [UInt8] = []
        while let byte = next {
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: result, as: UTF8.self)
            case UInt8(ascii: "\\"): result += try escaped()
            case 0..<0x20: throw fault
            default: result.append(byte)
            }
        }
        throw fault
    }

    private mutating func escaped() throws(JSONFault) -> [UInt8] {
        guard let byte = next else { throw fault }
        place += 1
        switch byte {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "u"): return Array(String(Character(try scalar())).utf8)
        default: throw fault
        }
    }

    private mutating func scalar() throws(JSONFault) -> Unicode.Scalar {
        let high = try fourDigits()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard (0xD800..<0xDC00).contains(high) else { throw fault }
        try take("\\")
        try take("u")
        let low = try fourDigits()
        guard (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw fault }
        return scalar
    }

    private mutating func fourDigits() throws(JSONFault) -> UInt32 {
        guard place + 4 <= bytes.count else { throw fault }
        let digits = bytes[place..<place + 4]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw fault }
        place += 4
        return value
    }
}
