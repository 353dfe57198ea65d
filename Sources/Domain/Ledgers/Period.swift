// SPDX-License-Identifier: Apache-2.0

/// A month, quarter, half-year or year (GB/T 7408.1-2023), printed `2026-03`, `2026Q1`, `2026H1`, `2026`.
package struct Period: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// How many months a period has.
    package enum Length: Int, CaseIterable, Sendable {
        case month = 1
        case quarter = 3
        case halfYear = 6
        case year = 12
    }
    package let length: Length
    /// The first month, as months since January of the year 0.
    package let firstMonth: Int64

    /// The period of that length in which a month lies.
    package init(_ length: Length, holding month: Int64) {
        self.length = length
        firstMonth = month - month % Int64(length.rawValue)
    }

    /// The period of that length in which a day lies.
    package init(_ length: Length, holding day: CalendarDate) { self.init(length, holding: day.monthNumber) }

    /// The period printed as `2026-03`, `2026Q1`, `2026H1` or `2026`; nil where the text is none. Years 1 to 9999.
    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ $0 < 128 }), text.count >= 4, let year = Self.number(text.prefix(4)), year > 0
        else { return nil }
        let rest = text.dropFirst(4)
        let january = year * 12
        if rest.isEmpty {
            self.init(.year, holding: january)
        } else if rest.first == "-", rest.count == 3, let month = Self.number(rest.dropFirst()),
            (1...12).contains(month)
        {
            self.init(.month, holding: january + month - 1)
        } else if rest.first == "Q", rest.count == 2, let part = Self.number(rest.dropFirst()), (1...4).contains(part) {
            self.init(.quarter, holding: january + (part - 1) * 3)
        } else if rest.first == "H", rest.count == 2, let part = Self.number(rest.dropFirst()), (1...2).contains(part) {
            self.init(.halfYear, holding: january + (part - 1) * 6)
        } else {
            return nil
        }
    }

    private static func number(_ digits: Substring) -> Int64? {
        digits.utf8.allSatisfy { (48...57).contains($0) } ? Int64(digits) : nil
    }

    package var year: Int { Int(firstMonth / 12) }
    /// Which of its kind in the year, from 1.
    package var part: Int { Int(firstMonth % 12) / length.rawValue + 1 }
    package var lastMonth: Int64 { firstMonth + Int64(length.rawValue) - 1 }
    package var months: ClosedRange<Int64> { firstMonth...lastMonth }
    package var next: Period { Period(length, holding: lastMonth + 1) }
    package var previous: Period { Period(length, holding: firstMonth - 1) }
    /// The same part of the year before.
    package var yearBefore: Period { Period(length, holding: firstMonth - 12) }

    /// The first and the last day; nil beyond the years 1 to 9999.
    package var days: ClosedRange<CalendarDate>? {
        guard let first = CalendarDate(year: year, month: Int(firstMonth % 12) + 1, day: 1),
            let after = CalendarDate(
                year: Int((lastMonth + 1) / 12), month: Int((lastMonth + 1) % 12) + 1, day: 1)
        else { return nil }
        return first...after.dayBefore
    }

    package func contains(_ day: CalendarDate) -> Bool { months.contains(day.monthNumber) }

    package var description: String {
        let digits = String(year)
        let year = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return switch length {
        case .month: year + (part < 10 ? "-0" : "-") + String(part)
        case .quarter: year + "Q" + String(part)
        case .halfYear: year + "H" + String(part)
        case .year: year
        }
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.firstMonth, left.length.rawValue) < (right.firstMonth, right.length.rawValue)
    }
}
