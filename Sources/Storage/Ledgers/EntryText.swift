// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The values of a row as the one text in which they are stored, which the program alone reads.
///
/// Fields in the order of their names, each with its values; U+001E stands between fields, U+001F between name and
/// values, and a letter before each value says what it is: `n` a number, `t` text, `s` sealed text. A field that holds
/// many has `*` before its name.
package enum EntryText {
    /// A value that may be sealed.
    package enum Value: Hashable, Sendable {
        case plain(FieldValue)
        /// What is personal, with the name of the algorithm and of the key before it.
        case sealed(String)
    }

    /// No values are a hyphen: some servers hold empty text for NULL.
    package static func write(_ values: [String: Value]) -> String {
        if values.isEmpty { return "-" }
        return values.sorted { $0.key < $1.key }.map { field, value in
            switch value {
            case .sealed(let text): field + "\u{1F}s" + text
            case .plain(.list(let items)): "*" + field + items.map { "\u{1F}" + write($0) }.joined()
            case .plain(let single): field + "\u{1F}" + write(single)
            }
        }.joined(separator: "\u{1E}")
    }

    /// The values of a stored text; what is in no such form is left out.
    package static func read(_ text: String) -> [String: Value] {
        var values: [String: Value] = [:]
        for part in text.utf8.split(separator: 0x1E) {
            let pieces = part.split(separator: 0x1F)
            guard pieces.count >= 2 else { continue }
            let name = String(Substring(pieces[0]))
            if name.hasPrefix("*") {
                values[String(name.dropFirst())] = .plain(.list(pieces.dropFirst().compactMap { single($0) }))
            } else if pieces[1].first == UInt8(ascii: "s") {
                values[name] = .sealed(String(Substring(pieces[1].dropFirst())))
            } else if let value = single(pieces[1]) {
                values[name] = .plain(value)
            }
        }
        return values
    }

    private static func write(_ value: FieldValue) -> String {
        switch value {
        case .number(let number): "n" + String(number)
        case .text(let text): "t" + clean(text)
        case .list(let items): items.first.map(write) ?? "t"
        }
    }

    private static func single(_ text: Substring.UTF8View) -> FieldValue? {
        switch text.first {
        case UInt8(ascii: "n"): Int64(Substring(text.dropFirst())).map { .number($0) }
        case UInt8(ascii: "t"): .text(String(Substring(text.dropFirst())))
        default: nil
        }
    }

    /// Nobody types the separators; what comes as a file may hold them.
    private static func clean(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0 || $0 == 0x1E || $0 == 0x1F }) else { return text }
        return String(text.unicodeScalars.map { [0, 0x1E, 0x1F].contains($0.value) ? " " : Character($0) })
    }
}
