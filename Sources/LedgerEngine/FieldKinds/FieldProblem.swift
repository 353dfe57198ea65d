// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What is wrong with a value, or odd about it, in words that a person can act on.
package struct FieldProblem: Error, Hashable, Sendable {
    /// Whether the value can't stand, or may.
    package enum Weight: Hashable, Sendable {
        case error
        case warning
    }
    /// The field it is about; nil: the row as a whole.
    package let field: String?
    package let weight: Weight
    /// A sentence of the catalogues: `entry.problem.…`.
    package let messageKey: String
    package let arguments: [String: String]
    /// What the value could be instead, as it would be typed; nil where nothing better is known.
    package let proposal: String?

    package init(
        field: String?, weight: Weight, messageKey: String, arguments: [String: String] = [:], proposal: String? = nil
    ) {
        (self.field, self.weight, self.messageKey) = (field, weight, messageKey)
        (self.arguments, self.proposal) = (arguments, proposal)
    }
}

extension FieldProblem {
    /// A value that can't stand.
    static func error(
        _ field: LedgerField, _ messageKey: String, _ arguments: [String: String] = [:], proposal: String? = nil
    ) -> FieldProblem {
        FieldProblem(
            field: field.key, weight: .error, messageKey: messageKey, arguments: arguments, proposal: proposal)
    }

    /// A value that may stand.
    static func warning(
        _ field: LedgerField, _ messageKey: String, _ arguments: [String: String] = [:], proposal: String? = nil
    ) -> FieldProblem {
        FieldProblem(
            field: field.key, weight: .warning, messageKey: messageKey, arguments: arguments, proposal: proposal)
    }

    /// The sentence about a sum that is above its ceiling: `sum` and `value` are stored numbers, `entry` a field.
    package static let aboveCeiling = "entry.problem.aboveCeiling"

    /// The arguments for a sentence in a language: names of fields and stages become their titles, sums are printed.
    package func arguments(
        _ ledger: Ledger, _ codeLists: [String: CodeList], _ language: Language
    ) -> [String: String] {
        var arguments = arguments
        if let other = arguments["other"], let field = ledger.field(other) {
            arguments["other"] = field.title[language]
        }
        if messageKey == Self.aboveCeiling, let summed = field.flatMap({ ledger.field($0) }) {
            for name in ["sum", "value"] {
                guard let number = arguments[name].flatMap({ Int64($0) }) else { continue }
                arguments[name] = summed.screenText(.number(number), language, LedgerDirectory(codeLists: codeLists))
            }
            arguments["entry"] = arguments["entry"].flatMap { ledger.field($0)?.title[language] }
        }
        guard let plan = ledger.stages, field == plan.field else { return arguments }
        if let to = arguments["to"], let evidence = plan.evidence[to] { arguments["evidence"] = evidence[language] }
        let list = ledger.field(plan.field)?.codeList.flatMap { codeLists[$0] }
        for name in ["from", "to"] {
            if let title = arguments[name].flatMap({ list?.value($0)?.title[language] }) { arguments[name] = title }
        }
        return arguments
    }
}
