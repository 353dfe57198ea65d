// SPDX-License-Identifier: Apache-2.0

/// Which rows of a register are wanted, as it stands in addresses: `level:cityHead,county;start:2026-01-01..;leader~Li`.
///
/// Conditions are joined by semicolons and all have to hold. A condition is the key of a field and one of
/// - `field:a,b` one of these values,
/// - `field:a..b`, `field:a..`, `field:..b` from a to b, both included,
/// - `field~text` the text stands in it,
/// - `field:` nothing is there, `field:*` something is there.
///
/// Values are written as they are typed. A backslash takes its meaning from the sign behind it.
package struct EntryFilter: Hashable, Sendable {
    /// What one field has to be.
    package struct Condition: Hashable, Sendable {
        package let field: String
        package let test: Test

        package init(field: String, test: Test) { (self.field, self.test) = (field, test) }
    }

    /// What is asked of a field.
    package enum Test: Hashable, Sendable {
        case oneOf([String])
        case within(from: String?, to: String?)
        case contains(String)
        case missing
        case present
    }

    /// The part of a filter that can't be read.
    package struct Unreadable: Error, Hashable, Sendable {
        package let part: String
    }

    package var conditions: [Condition]

    package init(_ conditions: [Condition] = []) { self.conditions = conditions }

    /// Reads a filter; an empty text has no conditions.
    package init(text: String) throws(Unreadable) {
        var conditions: [Condition] = []
        for part in Self.split(text, at: [";"]) where !part.isEmpty { conditions.append(try Condition(part)) }
        self.conditions = conditions
    }

    /// The filter as it is read again.
    package var text: String { conditions.map(\.text).joined(separator: ";") }

    /// The conditions about a field.
    package func tests(of field: String) -> [Test] { conditions.filter { $0.field == field }.map(\.test) }

    /// The same without what it says about a field.
    package func without(_ field: String) -> EntryFilter { EntryFilter(conditions.filter { $0.field != field }) }

    /// Cuts at signs that no backslash stands before; the pieces keep their backslashes.
    fileprivate static func split(_ text: String, at signs: Set<Character>) -> [String] {
        var pieces = [""]
        var isEscaped = false
        for character in text {
            if isEscaped || !signs.contains(character) {
                pieces[pieces.count - 1].append(character)
                isEscaped = !isEscaped && character == "\\"
            } else {
                pieces.append("")
            }
        }
        return pieces
    }
}

extension EntryFilter.Condition {
    fileprivate init(_ part: String) throws(EntryFilter.Unreadable) {
        guard let end = part.firstIndex(where: { $0 == ":" || $0 == "~" }) else {
            throw EntryFilter.Unreadable(part: part)
        }
        let field = String(part[..<end])
        let rest = String(part[part.index(after: end)...])
        guard Self.isName(field) else { throw EntryFilter.Unreadable(part: part) }
        if part[end] == "~" {
            let text = Self.plain(rest)
            guard !text.isEmpty else { throw EntryFilter.Unreadable(part: part) }
            self.init(field: field, test: .contains(text))
        } else {
            self.init(field: field, test: Self.test(rest))
        }
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte) || byte == 95
            }
    }

    private static func test(_ rest: String) -> EntryFilter.Test {
        if rest.isEmpty { return .missing }
        if rest == "*" { return .present }
        if let (from, to) = bounds(rest) {
            return .within(from: from.isEmpty ? nil : plain(from), to: to.isEmpty ? nil : plain(to))
        }
        return .oneOf(EntryFilter.split(rest, at: [","]).map(plain).filter { !$0.isEmpty })
    }

    /// The halves around the first two points that no backslash stands before; nil where there are none, and where
    /// nothing else is there.
    private static func bounds(_ text: String) -> (String, String)? {
        var isEscaped = false
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if !isEscaped, text[index] == ".", next < text.endIndex, text[next] == "." {
                let halves = (String(text[..<index]), String(text[text.index(after: next)...]))
                return halves.0.isEmpty && halves.1.isEmpty ? nil : halves
            }
            isEscaped = !isEscaped && text[index] == "\\"
            index = next
        }
        return nil
    }

    /// The text without the backslashes that take a sign's meaning.
    private static func plain(_ text: String) -> String {
        var result = ""
        var isEscaped = false
        for character in text {
            if !isEscaped && character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
                isEscaped = false
            }
        }
        return result
    }

    /// The text with a backslash before every sign that means something.
    private static func escaped(_ text: String) -> String {
        if text == "*" { return "\\*" }
        var result = ""
        for (place, character) in text.enumerated() {
            // A point beside another, or at an end, could be one of the two between bounds.
            let isEnd = place == 0 || place == text.count - 1 || result.last == "."
            result += ("\\;,".contains(character) || character == "." && isEnd ? "\\" : "") + String(character)
        }
        return result
    }

    fileprivate var text: String {
        switch test {
        case .oneOf(let values): field + ":" + values.map(Self.escaped).joined(separator: ",")
        case .within(let from, let to):
            field + ":" + (from.map(Self.escaped) ?? "") + ".." + (to.map(Self.escaped) ?? "")
        case .contains(let text): field + "~" + Self.escaped(text)
        case .missing: field + ":"
        case .present: field + ":*"
        }
    }
}
