// SPDX-License-Identifier: Apache-2.0

extension Instant {
    /// The day in the time of Beijing, in which the whole country lives (UTC+08:00, GB/T 7408.1-2023).
    ///
    /// By the civil calendar counted from 0000-03-01 in eras of 400 years; of years beyond 1 to 9999 it is 1970-01-01.
    package var day: CalendarDate {
        let days = Self.floor(milliseconds + Self.offset, Self.dayLength)
        let shifted = days + 719_468
        let era = Self.floor(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
        let date = CalendarDate(year: Int(year), month: Int(month < 10 ? month + 3 : month - 9), day: Int(day))
        return date ?? CalendarDate.epoch
    }

    /// Midnight of Beijing at which a day begins.
    package init(startOf day: CalendarDate) {
        let year = Int64(day.month <= 2 ? day.year - 1 : day.year)
        let era = Self.floor(year, 400)
        let yearOfEra = year - era * 400
        let month = Int64(day.month > 2 ? day.month - 3 : day.month + 9)
        let dayOfYear = (153 * month + 2) / 5 + Int64(day.day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        self.init(milliseconds: days * Self.dayLength - Self.offset)
    }

    private static let dayLength: Int64 = 86_400_000
    private static let offset: Int64 = 8 * 3_600_000

    private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}
