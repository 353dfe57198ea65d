// SPDX-License-Identifier: Apache-2.0

/// A day of the Gregorian calendar, without a time zone (GB/T 7408.1-2023, ISO 8601).
package struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let year: Int
    package let month: Int
    package let day: Int

    /// The day, or nil where the calendar has no such day. Years 1 to 9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The day printed as `2026-01-05`, or nil.
    package init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// `2026-01-05`
    package var description: String { pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2) }

    /// The day before; the first day of the calendar is its own.
    package var dayBefore: CalendarDate {
        if day > 1 { return Self(uncheckedYear: year, month, day - 1) }
        if month > 1 { return Self(uncheckedYear: year, month - 1, Self.days(in: month - 1, of: year)) }
        return year > 1 ? Self(uncheckedYear: year - 1, 12, 31) : self
    }

    /// 1970-01-01
    static let epoch = CalendarDate(uncheckedYear: 1970, 1, 1)

    private init(uncheckedYear year: Int, _ month: Int, _ day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// Whole years from the first day of `from` to the last day of `to`: the term of a pairing or of a plan.
package struct YearSpan: Hashable, Sendable {
    package let from: Int
    package let to: Int

    /// The span, or nil where it ends before it begins.
    package init?(from: Int, to: Int) {
        guard from <= to else { return nil }
        (self.from, self.to) = (from, to)
    }
}
