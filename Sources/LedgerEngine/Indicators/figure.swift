// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The figure of a period from the sums of months (months since January of the year 0): of a flow, what happened within
/// it; of a stock or a cumulative figure, everything until its end.
package func figure(_ window: Indicator.Window, _ period: Period, months: [Int64: Int64]) -> Int64 {
    months.reduce(0) { window.counts($1.key, in: period) ? $0 + $1.value : $0 }
}

/// How many keys there are in a period, from the sums of months of each.
package func figure(_ window: Indicator.Window, _ period: Period, byKey: [String: [Int64: Int64]]) -> Int64 {
    Int64(byKey.values.count { figure(window, period, months: $0) > 0 })
}

/// Hundredths of a percent of `part` by `whole`, rounded half away from zero; nil where there is nothing to divide by.
package func ratio(_ part: Int64, by whole: Int64) -> Int64? {
    guard whole != 0 else { return nil }
    let (above, below) = whole < 0 ? (-Int128(part), -Int128(whole)) : (Int128(part), Int128(whole))
    let (quotient, remainder) = (above * 10_000).quotientAndRemainder(dividingBy: below)
    let isUp = abs(remainder) * 2 >= below
    return Int64(clamping: quotient + (isUp ? (above < 0 ? -1 : 1) : 0))
}

extension Indicator.Window {
    /// Whether what a month holds counts in a period.
    package func counts(_ month: Int64, in period: Period) -> Bool {
        switch self {
        case .flow: period.months.contains(month)
        case .stock, .cumulative: month <= period.lastMonth
        }
    }
}
