// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// The moment that RFC 3339 prints as `text`, or nil; a leap second is the last moment of its minute.
func readMoment(_ text: String) -> Instant? {
    let pattern = #/(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d+)?(?:[Zz]|([+-])(\d{2}):(\d{2}))/#
        .asciiOnlyDigits()
    guard let match = text.wholeMatch(of: pattern)?.output, let day = CalendarDate(iso: match.1),
        let hours = Int64(match.2), let minutes = Int64(match.3), let seconds = Int64(match.4), hours < 24,
        minutes < 60,
        seconds <= 60
    else { return nil }
    let (offsetHours, offsetMinutes) = (match.7.flatMap { Int64($0) } ?? 0, match.8.flatMap { Int64($0) } ?? 0)
    guard offsetHours < 24, offsetMinutes < 60 else { return nil }
    let offset = (offsetHours * 60 + offsetMinutes) * (match.6 == "-" ? -60 : 60)
    let fraction = match.5.flatMap { Double("0" + $0) } ?? 0
    let inDay = hours * 3600 + minutes * 60 + min(seconds, 59)
    let whole = (days(to: day) * 86_400 + inDay - offset) * 1000
    return Instant(milliseconds: whole + (seconds == 60 ? 999 : Int64((fraction * 1000).rounded())))
}

/// The days from 1970-01-01 to a day of the Gregorian calendar.
private func days(to day: CalendarDate) -> Int64 {
    // Years begin in March here, so that the day that leap years add comes last.
    let year = Int64(day.month > 2 ? day.year : day.year - 1)
    let month = Int64(day.month > 2 ? day.month - 3 : day.month + 9)
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + Int64(day.day) - 1 - 719_468
}

extension Instant {
    /// `2026-01-05T08:30:00.000Z`
    var printed: String {
        // Whole seconds only go through Foundation: its fractions are cut, not rounded.
        let seconds = milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000
        let fraction = String(milliseconds - seconds * 1000)
        let date = Date(timeIntervalSince1970: Double(seconds)).formatted(Date.ISO8601FormatStyle())
        return date.dropLast() + "." + String(repeating: "0", count: 3 - fraction.count) + fraction + "Z"
    }
}

extension Shape.Field {
    static func moment(_ name: String, _ value: @escaping @Sendable (Value) -> Instant) -> Self {
        Self(name, .moment) { .text(value($0).printed) }
    }
    static func optionalMoment(_ name: String, _ value: @escaping @Sendable (Value) -> Instant?) -> Self {
        Self(name, .moment.nullable) { .optional(value($0)?.printed) }
    }
}
