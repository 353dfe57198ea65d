// SPDX-License-Identifier: Apache-2.0

extension CalendarDate {
    /// Days since 1970-01-01, by the civil calendar counted from 0000-03-01 in eras of 400 years.
    package var dayNumber: Int64 {
        let year = Int64(month <= 2 ? self.year - 1 : self.year)
        let era = Self.floor(year, 400)
        let yearOfEra = year - era * 400
        let month = Int64(self.month > 2 ? self.month - 3 : self.month + 9)
        let dayOfYear = (153 * month + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day so many days after 1970-01-01; nil beyond the years 1 to 9999.
    package init?(dayNumber days: Int64) {
        guard (-719_162...2_932_896).contains(days) else { return nil }
        let shifted = days + 719_468
        let era = Self.floor(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
        self.init(year: Int(year), month: Int(month < 10 ? month + 3 : month - 9), day: Int(day))
    }

    /// Months since January of the year 0.
    package var monthNumber: Int64 { Int64(year * 12 + month - 1) }

    static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}
