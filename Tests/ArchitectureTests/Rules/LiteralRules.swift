// SPDX-License-Identifier: Apache-2.0

/// What the string literals of the program may hold.
package enum LiteralRules {
    /// SQL text lives in Storage and in the rooms of the databases below it.
    package static func sqlText(_ file: SourceFile) -> [Violation] {
        let homes: Set = ["Storage", "SQLCore", "SQLiteDriver", "PostgresDriver"]
        guard let target = file.target, !homes.contains(target) else { return [] }
        return literals(of: file).filter { looksLikeSQL($0.text) }.map {
            Violation(file.path, $0.line, "SQL text belongs to Storage: \($0.text.prefix(40))")
        }
    }

    /// Chinese text lives in the grammar of the document engine and in the definitions.
    package static func chineseText(_ file: SourceFile) -> [Violation] {
        let isGrammar = ["DocumentEngine", "LedgerEngine"].contains { file.path.hasPrefix("Sources/\($0)/Grammar/") }
        if isGrammar || file.target == "Definitions" { return [] }
        return literals(of: file).filter { unescaped($0.text).contains(where: isChinese) }.map {
            Violation(
                file.path, $0.line, "Chinese text belongs to Grammar, Definitions or a catalogue: \($0.text.prefix(20))"
            )
        }
    }

    /// The text with its characters that were written as numbers (`\u{3001}`) in their places.
    private static func unescaped(_ text: String) -> String {
        text.replacing(#/\\u\{([0-9A-Fa-f]{1,8})\}/#) { match in
            UInt32(match.output.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
        }
    }

    /// True for Han characters and Chinese punctuation.
    static func isChinese(_ character: Character) -> Bool {
        character.unicodeScalars.contains {
            (0x3000...0x303F).contains($0.value) || (0x3400...0x9FFF).contains($0.value)
                || (0xF900...0xFAFF).contains($0.value) || (0xFF01...0xFF5E).contains($0.value)
                || (0x20000...0x3FFFF).contains($0.value)
        }
    }

    static func literals(of file: SourceFile) -> [(line: Int, text: String)] {
        file.swift.lines.enumerated().flatMap { index, line in line.literals.map { (index + 1, $0) } }
    }

    /// SQL is told by its first two words, in capitals, so that a sentence such as "Select a file" is none.
    private static func looksLikeSQL(_ text: String) -> Bool {
        let words = text.split { $0 == " " || $0 == "\n" }.prefix(2)
        guard words.count == 2, let first = words.first, let second = words.last else { return false }
        let pairs: [Substring: Set<Substring>] = [
            "INSERT": ["INTO", "OR"], "DELETE": ["FROM"], "CREATE": ["TABLE", "INDEX", "UNIQUE", "TRIGGER", "VIEW"],
            "ALTER": ["TABLE"], "DROP": ["TABLE", "INDEX", "TRIGGER", "VIEW"],
        ]
        let alone: Set<Substring> = [
            "SELECT", "UPDATE", "PRAGMA", "BEGIN", "COMMIT", "ROLLBACK", "FROM", "WHERE", "ORDER",
        ]
        return alone.contains(first) || pairs[first]?.contains(second) == true
    }
}
