// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What a row adds to the indicators of its register; ratios are made of others and get nothing.
///
/// A flow or a cumulative figure counts in the month of its day. A stock counts from the month of its begin on, and no
/// more from the month of the day after its end: who stays until March 31 is there at the end of March.
package func contributions(
    of values: [String: FieldValue], ledger: Ledger, scope: EntryScope
) -> [Contribution] {
    ledger.indicators.flatMap { indicator -> [Contribution] in
        guard let selection = indicator.formula.selection,
            selection.conditions.allSatisfy({ isMet($0, values, ledger, scope) }),
            let counted = counted(indicator.formula, values, ledger)
        else { return [] }
        let code = selection.breakdown.flatMap { values[$0] }.map { value in
            if case .text(let text) = value { return text }
            return compared(value)
        }
        guard counted.amount != 0 else { return [] }
        return months(selection.dating, values, ledger, scope).map { month, sign in
            Contribution(
                indicator: indicator.key, month: month, code: code, key: counted.key, amount: sign * counted.amount)
        }
    }
}

extension Indicator.Formula {
    /// Which rows count; nil of a ratio.
    package var selection: Indicator.Selection? {
        switch self {
        case .count(let selection), .sum(_, let selection), .distinct(_, let selection): selection
        case .ratio: nil
        }
    }

    /// Whether different values are counted, so that sums of months are not enough for a figure.
    package var isDistinct: Bool { if case .distinct = self { true } else { false } }
}

private func counted(
    _ formula: Indicator.Formula, _ values: [String: FieldValue], _ ledger: Ledger
) -> (amount: Int64, key: String?)? {
    switch formula {
    case .count: return (1, nil)
    case .sum(let field, _): return values[field]?.number.map { ($0, nil) }
    case .distinct(let fields, _):
        var parts: [String] = []
        for key in fields {
            guard let field = ledger.field(key), let value = values[key] else { return nil }
            parts.append(compared(value, field))
        }
        return (1, parts.joined(separator: "\u{1F}"))
    case .ratio: return nil
    }
}

private func months(
    _ dating: Indicator.Dating, _ values: [String: FieldValue], _ ledger: Ledger, _ scope: EntryScope
) -> [(month: Int64, sign: Int64)] {
    func month(_ field: String, after days: Int64 = 0) -> Int64? {
        values[field]?.number.flatMap { CalendarDate(dayNumber: $0 &+ days)?.monthNumber }
    }
    func once(_ month: Int64?) -> [(month: Int64, sign: Int64)] {
        guard let month else { return [] }
        return [(month: month, sign: 1)]
    }
    switch dating {
    case .ledgerDate: return once(month(ledger.dateField))
    case .field(let field): return once(month(field))
    case .stage(let stage): return once(scope.stageDays[stage]?.monthNumber)
    case .run(let field, let count):
        return once(endOfRun(values[field]?.elements.compactMap(\.number) ?? [], of: count))
    case .span(let from, let to):
        guard let first = month(from) else { return [] }
        guard let to, let after = month(to, after: 1) else { return once(first) }
        return after > first ? once(first) + [(month: after, sign: -1)] : []
    }
}

private func isMet(
    _ condition: Indicator.Condition, _ values: [String: FieldValue], _ ledger: Ledger, _ scope: EntryScope
) -> Bool {
    let isFlag = ledger.field(condition.field)?.kind == .flag
    guard let value = values[condition.field] ?? (isFlag ? .number(0) : nil) else { return false }
    switch condition.test {
    case .oneOf(let wanted): return value.elements.contains { wanted.contains($0) }
    case .atLeast(let least): return value.number.map { $0 >= least } ?? false
    case .monthsInARow(let count): return endOfRun(value.elements.compactMap(\.number), of: count) != nil
    case .inCity(let side):
        return value.elements.contains { $0.text.flatMap { DivisionCode($0) }?.city == scope.city(side).city }
    case .outsideProvince(let side):
        let province = scope.city(side).province
        return value.elements.contains { $0.text.flatMap { DivisionCode($0) }.map { $0.province != province } ?? false }
    }
}

/// The month in which so many months that follow each other were first complete; nil where they never were.
private func endOfRun(_ months: [Int64], of count: Int) -> Int64? {
    var length = 0
    var last: Int64?
    for month in Set(months).sorted() {
        length = last == month - 1 ? length + 1 : 1
        if length >= count { return month }
        last = month
    }
    return nil
}
