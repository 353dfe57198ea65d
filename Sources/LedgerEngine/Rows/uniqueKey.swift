// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What makes a row unique within its pairing: the first of the register's keys of which every field has a value; nil
/// where none has.
///
/// It holds the values in the clear: of a key with a personal field (`Ledger.hasPersonalKey`) only a keyed hash is stored.
package func uniqueKey(of values: [String: FieldValue], ledger: Ledger) -> String? {
    for number in ledger.uniqueKeys.indices {
        if let key = key(number, of: values, ledger) { return key }
    }
    return nil
}

/// Every key that can be made of a row, the best first: a row that shares one with another may be the same row.
package func possibleKeys(of values: [String: FieldValue], ledger: Ledger) -> [String] {
    ledger.uniqueKeys.indices.compactMap { key($0, of: values, ledger) }
}

/// nil where a field of the key has no value.
private func key(_ number: Int, of values: [String: FieldValue], _ ledger: Ledger) -> String? {
    var text = String(number)
    for key in ledger.uniqueKeys[number] {
        guard let field = ledger.field(key), let value = values[key] else { return nil }
        text += "\u{1F}" + compared(value, field)
    }
    return text
}

extension Ledger {
    /// Whether a field of a unique key is personal.
    package var hasPersonalKey: Bool {
        let keys = Set(uniqueKeys.joined())
        return fields.contains { $0.isPersonal && keys.contains($0.key) }
    }
}
