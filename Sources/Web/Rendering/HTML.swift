// SPDX-License-Identifier: Apache-2.0

/// A piece of HTML that is written by hand where a template would be too slow: the rows of the ledger and the source
/// of a draft. Text is escaped, markup is not.
struct HTML: Sendable {
    private var bytes: [UInt8] = []

    init() {}

    /// Adds markup as it is. Never pass what a person wrote.
    mutating func markup(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Adds text of a person, a document or a catalogue, escaped for element content and quoted attributes.
    mutating func text(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): markup("&amp;")
            case UInt8(ascii: "<"): markup("&lt;")
            case UInt8(ascii: ">"): markup("&gt;")
            case UInt8(ascii: "\""): markup("&quot;")
            case UInt8(ascii: "'"): markup("&#39;")
            default: bytes.append(byte)
            }
        }
    }

    mutating func number(_ value: Int) { bytes.append(contentsOf: String(value).utf8) }

    mutating func append(_ other: HTML) { bytes.append(contentsOf: other.bytes) }

    var string: String { String(decoding: bytes, as: UTF8.self) }
    var isEmpty: Bool { bytes.isEmpty }

    /// `text` escaped.
    static func escape(_ text: String) -> String {
        var html = HTML()
        html.text(text)
        return html.string
    }
}
