// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation

/// What `jiedui ledger check` says of definitions of registers and code lists.
package struct LedgerCheck: Sendable {
    /// Whether every file can be used.
    package let isGood: Bool
    /// What was understood, or what is wrong, a line each.
    package let lines: [String]

    /// Reads files beside the program's own definitions, in the place of those of the same key. Throws where the
    /// program's own catalogues are damaged.
    package init(files: [String]) throws {
        let messages = try MessageCatalogue()
        let language = terminalLanguage()
        func text(_ key: String, _ arguments: [String: String]) -> String { messages.text(key, language, arguments) }
        switch Self.read(files.map { URL(fileURLWithPath: $0) }) {
        case .success(let read):
            isGood = true
            lines = Self.summary(read.ledgers, read.codeLists, language, text)
        case .failure(let error):
            isGood = false
            lines = error.faults.map { line($0, text) }
        }
    }

    private static func read(_ files: [URL]) -> Result<CheckedLedgers, LedgerFaults> {
        do throws(LedgerFaults) { return .success(try LedgerBook.check(files)) } catch { return .failure(error) }
    }

    private static func summary(
        _ ledgers: [Ledger], _ lists: [CodeList], _ language: Language, _ text: (String, [String: String]) -> String
    ) -> [String] {
        ledgers.flatMap { ledger -> [String] in
            let head = text(
                "cli.ledger.register",
                [
                    "code": ledger.code, "key": ledger.key, "title": ledger.title[language],
                    "fields": String(ledger.fields.count), "indicators": String(ledger.indicators.count),
                ])
            let fields = ledger.fields.map { "  " + describe($0, language, text) }
            return [head] + fields + ledger.indicators.map { "  \($0.key)  \($0.title[language]) (\($0.unit))" }
        }
            + lists.map {
                text("cli.ledger.list", ["key": $0.key, "values": String($0.values.count)])
            }
    }

    private static func describe(
        _ field: LedgerField, _ language: Language, _ text: (String, [String: String]) -> String
    ) -> String {
        var words = [field.kind.rawValue]
        if let unit = field.unit { words.append(unit) }
        if let list = field.codeList ?? field.ledger ?? field.check?.rawValue { words.append(list) }
        if field.isMany { words.append(text("cli.ledger.many", [:])) }
        if field.isRequired { words.append(text("cli.ledger.required", [:])) }
        if field.isPersonal { words.append(text("cli.ledger.personal", [:])) }
        return "\(field.key)  \(field.title[language]) (\(words.joined(separator: ", ")))"
    }
}
