// SPDX-License-Identifier: Apache-2.0

/// Whose rows a register's figure in a filing is made of.
package enum FigureExtent: String, CaseIterable, Sendable {
    /// Those that the body itself entered.
    case body
    /// Those of the body's city.
    case side
    /// Those of both cities.
    case pairing
}

/// What a register's figure came to when the filing was handed in.
package struct FilingFigure: Hashable, Sendable {
    /// The indicator's key.
    package let indicator: String
    package let extent: FigureExtent
    /// In the unit of the stored numbers; nil: there was nothing to divide by.
    package let amount: Int64?
    /// What it came to for the period before.
    package let before: Int64?
    /// The rows about which the sides differed.
    package let disputed: Int64
    package let at: Instant

    package init(
        indicator: String, extent: FigureExtent, amount: Int64?, before: Int64?, disputed: Int64, at: Instant
    ) {
        (self.indicator, self.extent, self.amount) = (indicator, extent, amount)
        (self.before, self.disputed, self.at) = (before, disputed, at)
    }
}
