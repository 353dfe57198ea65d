// SPDX-License-Identifier: Apache-2.0

/// Writes JSON with the keys in the order in which they are given.
struct JSONWriter {
    private var bytes: [UInt8] = []
    private let isPretty: Bool
    private var depth = 0
    /// Nothing has been written yet in the object or array that is open.
    private var isFresh = true

    init(pretty: Bool) { isPretty = pretty }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func object(_ body: (inout JSONWriter) -> Void) { nest("{", "}", body) }

    mutating func array<Elements: Sequence>(_ elements: Elements, _ body: (inout JSONWriter, Elements.Element) -> Void)
    {
        nest("[", "]") { writer in
            for element in elements {
                writer.separate()
                body(&writer, element)
            }
        }
    }

    mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        if isPretty { bytes.append(UInt8(ascii: " ")) }
    }

    /// A key that is not known when the program is written.
    mutating func member(_ name: String) {
        separate()
        string(name)
        bytes.append(UInt8(ascii: ":"))
        if isPretty { bytes.append(UInt8(ascii: " ")) }
    }

    mutating func string(_ value: String?) {
        guard let value else { return raw("null") }
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 { escape(byte) }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func integer(_ value: Int?) { raw(value.map { String($0) } ?? "null") }

    /// A number; whole ones without a fraction.
    mutating func number(_ value: Double?) {
        guard let value, value.isFinite else { return raw("null") }
        raw(Int(exactly: value).map { String($0) } ?? value.description)
    }

    mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

    mutating func null() { raw("null") }

    private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
        case UInt8(ascii: "\n"): raw("\\n")
        case 0..<0x20:
            let hex = String(byte, radix: 16)
            raw("\\u00" + (hex.count == 1 ? "0" : "") + hex)
        default: bytes.append(byte)
        }
    }

    private mutating func nest(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void) {
        bytes.append(UInt8(ascii: open))
        (isFresh, depth) = (true, depth + 1)
        body(&self)
        depth -= 1
        if !isFresh { breakLine() }
        bytes.append(UInt8(ascii: close))
        isFresh = false
    }

    private mutating func separate() {
        if !isFresh { bytes.append(UInt8(ascii: ",")) }
        isFresh = false
        breakLine()
    }

    private mutating func breakLine() {
        guard isPretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth))
    }
}
