// SPDX-License-Identifier: Apache-2.0
import Domain

/// A text with places that are filled in anew for each row: see demo-registers.yml for what may stand in braces.
struct TextPattern {
    enum Part {
        case literal(String)
        /// The number of the row's subject, with so many digits at least.
        case number(digits: Int)
        case numberOfKey
        case numberUpTo(Int)
        case year(digits: Int)
        case month
        case day
        case division
        case oldArea
        case eastern
        case identity
        case field(String)
        case word([String])
    }
    let parts: [Part]

    init(_ text: String, words: [String: [String]]) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { parts.append(.literal(String(rest[..<open]))) }
            let name = String(rest[rest.index(after: open)..<close])
            parts.append(Self.part(name, words))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.literal(String(rest))) }
        self.parts = parts
    }

    private static func part(_ name: String, _ words: [String: [String]]) -> Part {
        switch name {
        case "n": return .number(digits: 1)
        case "nth": return .numberOfKey
        case "yyyy": return .year(digits: 4)
        case "yy": return .year(digits: 2)
        case "mm": return .month
        case "dd": return .day
        case "division": return .division
        case "oldArea": return .oldArea
        case "eastern": return .eastern
        case "id": return .identity
        default:
            if let words = words[name] { return .word(words) }
            let rest = name.dropFirst()
            if name.hasPrefix("="), !rest.isEmpty { return .field(String(rest)) }
            if name.hasPrefix("#"), let most = Int(rest) { return .numberUpTo(most) }
            if name.hasPrefix("n:"), let digits = Int(name.dropFirst(2)) { return .number(digits: digits) }
            return .literal("{" + name + "}")
        }
    }

    /// The fields whose values it takes, the register's own date among them as the empty name.
    var fields: [String] {
        parts.compactMap { part in
            switch part {
            case .field(let key): key
            case .year, .month, .day: ""
            default: nil
            }
        }
    }
}

/// The number with zeros before it.
func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return text.utf8.count < digits ? String(repeating: "0", count: digits - text.utf8.count) + text : text
}
