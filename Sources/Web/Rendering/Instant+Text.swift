// SPDX-License-Identifier: Apache-2.0
import Domain

extension Instant {
    /// `2026-01-05 09:30` in the time of Beijing, in which the whole country lives (UTC+08:00, GB/T 7408.1-2023).
    var minuteText: String {
        let (day, minute) = beijingDay()
        return day + " " + two(minute / 60) + ":" + two(minute % 60)
    }

    /// `2026-01-05` in the time of Beijing.
    var dayText: String { beijingDay().day }

    /// The day and the minute of that day, by the civil calendar counted from 0000-03-01 in eras of 400 years.
    private func beijingDay() -> (day: String, minute: Int) {
        let minutes = Int((Double(milliseconds) / 60_000).rounded(.down)) + 8 * 60
        let days = Int((Double(minutes) / 1440).rounded(.down))
        let shifted = days + 719_468
        let era = Int((Double(shifted) / 146_097).rounded(.down))
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
        let text = String(year) + "-" + two(month < 10 ? month + 3 : month - 9) + "-" + two(day)
        return (text, minutes - days * 1440)
    }

    private func two(_ number: Int) -> String { number < 10 ? "0" + String(number) : String(number) }
}
