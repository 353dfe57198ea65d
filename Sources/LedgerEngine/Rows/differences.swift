// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A field whose value the two sides state differently.
package struct FieldDifference: Hashable, Sendable {
    package let field: String
    package let first: FieldValue
    package let second: FieldValue

    package init(field: String, first: FieldValue, second: FieldValue) {
        (self.field, self.first, self.second) = (field, first, second)
    }
}

/// The fields that are compared between the sides and lie further apart than their tolerance allows, in the order of the
/// register. What one side doesn't state is no difference.
package func differences(
    between first: [String: FieldValue], and second: [String: FieldValue], ledger: Ledger
) -> [FieldDifference] {
    differences(between: first, and: second, fields: ledger.fields)
}

/// The same of the fields of a form.
package func differences(
    between first: [String: FieldValue], and second: [String: FieldValue], fields: [LedgerField]
) -> [FieldDifference] {
    fields.compactMap { field in
        guard let agreement = field.agreement, let one = first[field.key], let other = second[field.key],
            !agree(one, other, field, agreement)
        else { return nil }
        return FieldDifference(field: field.key, first: one, second: other)
    }
}

private func agree(
    _ one: FieldValue, _ other: FieldValue, _ field: LedgerField, _ agreement: LedgerField.Agreement
) -> Bool {
    guard case .within(let basisPoints) = agreement, let left = one.number, let right = other.number else {
        return compared(one, field) == compared(other, field)
    }
    let apart = abs(Int128(left) - Int128(right))
    return apart * 10_000 <= Int128(basisPoints) * Int128(max(left.magnitude, right.magnitude))
}
