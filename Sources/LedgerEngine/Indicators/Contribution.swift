// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What one row adds to an indicator in one month. Storage keeps sums of these and applies new minus old.
package struct Contribution: Hashable, Sendable {
    package let indicator: String
    /// Months since January of the year 0.
    package let month: Int64
    /// The value of the field by which the indicator is divided; nil: it isn't, or the row has none.
    package let code: String?
    /// Of an indicator that counts different values: what is counted once. It holds values in the clear, and is stored
    /// as a keyed hash where the field is personal.
    package let key: String?
    /// Rows, or the unit of the summed field; what ends takes away what its begin added.
    package let amount: Int64

    package init(indicator: String, month: Int64, code: String?, key: String?, amount: Int64) {
        (self.indicator, self.month, self.code, self.key) = (indicator, month, code, key)
        self.amount = amount
    }
}

/// What of a row stands outside its values and yet says whether it counts.
package struct EntryScope: Hashable, Sendable {
    /// The cities of the two sides of its pairing.
    package let oldArea: DivisionCode
    package let eastern: DivisionCode
    /// The day on which the row first reached each stage.
    package let stageDays: [String: CalendarDate]

    package init(oldArea: DivisionCode, eastern: DivisionCode, stageDays: [String: CalendarDate] = [:]) {
        (self.oldArea, self.eastern, self.stageDays) = (oldArea, eastern, stageDays)
    }

    func city(_ side: Side) -> DivisionCode { side == .oldArea ? oldArea : eastern }
}
