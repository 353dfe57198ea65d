// SPDX-License-Identifier: Apache-2.0

/// The subset of SQL that SQLite, PostgreSQL and the databases that speak its protocol understand alike.
package enum PortabilityRules {
    /// What a literal of Storage may not hold, each with what to do instead.
    static let forbidden: [(pattern: String, instead: String)] = [
        (#"\b(BIG|SMALL)?SERIAL\b"#, "the program makes the ids"),
        (#"\bIDENTITY\b"#, "the program makes the ids"),
        (#"\bAUTOINCREMENT\b"#, "the program makes the ids"),
        (#"\bGENERATED\b"#, "compute the value in Swift"),
        (#"->>?|#>>?|@>|\bjson_|\bjsonb"#, "put what is searched into columns or a side table"),
        (#"\bLATERAL\b|\bGROUPING SETS\b|\bROLLUP\b|\bCUBE\b"#, "write plain joins and groups"),
        (#"\b(LISTEN|NOTIFY)\b|pg_advisory"#, "no server but PostgreSQL has it"),
        (#"\bUSING (GIN|GIST|BRIN)\b"#, "an accelerator belongs to the driver"),
        (#"\bILIKE\b|\bSIMILAR TO\b|~\*"#, "fold the case in Swift, or use lower()"),
        (#"\bSERIALIZABLE\b"#, "lock the rows, or compare a version column"),
        (#"\bREPLACE INTO\b|\bINSERT OR\b"#, "use the upsert of the dialect"),
        (#"[=(,]\s*''(\s|[),;]|$)"#, "empty text is NULL"),
    ]

    /// Statements of Storage stay inside the subset.
    package static func unportable(_ file: SourceFile) throws -> [Violation] {
        guard file.target == "Storage" else { return [] }
        let rules = try forbidden.map { (try Regex($0.pattern), $0.instead) }
        return LiteralRules.literals(of: file).flatMap { literal in
            rules.compactMap { rule, instead in
                guard let match = literal.text.firstMatch(of: rule) else { return nil }
                return Violation(file.path, literal.line, "not portable: \(literal.text[match.range]); \(instead)")
            }
        }
    }
}
