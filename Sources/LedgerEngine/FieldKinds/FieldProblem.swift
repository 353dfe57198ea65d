// SPDX-License-Identifier: Apache-2.0

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
    /// A sentence of the catalogues: `ledger.problem.…`.
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
