// SPDX-License-Identifier: Apache-2.0

extension Instant {
    /// `2026-01-05T09:30:00.250Z` (GB/T 7408.1-2023, ISO 8601), always with milliseconds.
    package var isoText: String {
        let (seconds, thousandths) = Self.divide(milliseconds, by: 1000)
        let (days, second) = Self.divide(seconds, by: 86_400)
        let (year, month, day) = Self.civil(days)
        return Self.pad(year, 4) + "-" + Self.pad(month, 2) + "-" + Self.pad(day, 2) + "T"
            + Self.pad(second / 3600, 2) + ":" + Self.pad(second / 60 % 60, 2) + ":" + Self.pad(second % 60, 2) + "."
            + Self.pad(thousandths, 3) + "Z"
    }

    /// The moment at which a day begins, `hours` east of Greenwich.
    package init(startOf day: CalendarDate, hours: Int64 = 0) {
        // Days from civil, counted in years that begin in March so that the leap day comes last.
        let year = Int64(day.month <= 2 ? day.year - 1 : day.year)
        let (era, yearOfEra) = Self.divide(year, by: 400)
        let month = Int64(day.month > 2 ? day.month - 3 : day.month + 9)
        let dayOfYear = (153 * month + 2) / 5 + Int64(day.day) - 1
        let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        self.init(milliseconds: (days * 86_400 - hours * 3600) * 1000)
    }

    /// The civil date of a day counted from 1970-01-01, in eras of 400 years from 0000-03-01.
    private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = divide(days + 719_468, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private static func divide(_ number: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let rest = ((number % divisor) + divisor) % divisor
        return ((number - rest) / divisor, rest)
    }

    private static func pad(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
