// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What makes a row unique within its pairing: the first of the register's keys of which every field has a value; nil
/// where none has.
///
/// It holds the values in the clear: of a key with a personal field (`Ledger.hasPersonalKey`) only a keyed hash is stored.
package func uniqueKey(of values: [String: FieldValue], ledger: Ledger) -> String? {
    possibleKeys(of: values, ledger: ledger).first
}

/// Every key that can be made of a row, the best first: a row that shares one with another may be the same row.
package func possibleKeys(of values: [String: FieldValue], ledger: Ledger) -> [String] {
    ledger.uniqueKeys.enumerated().compactMap { index, fields in
        var parts = [String(index)]
        for key in fields {
            guard let field = ledger.field(key), let value = values[key] else { return nil }
            parts.append(compared(value, field))
        }
        return parts.joined(separator: "\u{1F}")
    }
}

extension Ledger {
    /// Whether a field of a unique key is personal.
    package var hasPersonalKey: Bool {
        let keys = Set(uniqueKeys.joined())
        return fields.contains { $0.isPersonal && keys.contains($0.key) }
    }
}
