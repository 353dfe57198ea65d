// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A row that nobody entered.
package struct InventedRow: Hashable, Sendable {
    /// A stage that it reached, and the evidence in words.
    package struct Step: Hashable, Sendable {
        package let stage: String
        /// Days since 1970-01-01.
        package let day: Int64
        package let note: String?
    }
    package internal(set) var values: [String: FieldValue]
    package let side: Side
    package internal(set) var state = LedgerEntry.State.entered
    /// What the other side states of the fields that are compared, where it did.
    package internal(set) var stated: [String: FieldValue]?
    package internal(set) var steps: [Step] = []
}

/// Between whom invented rows happen.
package struct InventedPairing: Sendable {
    package let oldArea: PairingParty
    package let eastern: PairingParty
    /// Counties by the city that they lie in.
    package let counties: [DivisionCode: [DivisionCode]]

    package init(oldArea: PairingParty, eastern: PairingParty, counties: [DivisionCode: [DivisionCode]]) {
        (self.oldArea, self.eastern, self.counties) = (oldArea, eastern, counties)
    }

    /// One code of each place that is meant.
    func codes(_ place: FieldRecipe.Place) -> [DivisionCode] {
        switch place {
        case .oldArea: [oldArea.division]
        case .eastern: [eastern.division]
        case .oldAreaCounty: counties[oldArea.division] ?? [oldArea.division]
        case .easternCounty: counties[eastern.division] ?? [eastern.division]
        }
    }
}

/// A row of another register that invented rows can point to, with the values that they ask of it.
package struct PointedRow: Sendable {
    package let id: Identifier<LedgerEntry>
    package let values: [String: FieldValue]

    package init(id: Identifier<LedgerEntry>, values: [String: FieldValue]) { (self.id, self.values) = (id, values) }
}
