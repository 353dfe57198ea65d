// SPDX-License-Identifier: Apache-2.0

extension Instant {
    /// The day in the time of Beijing, in which the whole country lives (UTC+08:00, GB/T 7408.1-2023); of years beyond
    /// 1 to 9999 it is 1970-01-01.
    package var day: CalendarDate {
        CalendarDate(dayNumber: CalendarDate.floor(milliseconds + Self.offset, Self.dayLength)) ?? CalendarDate.epoch
    }

    /// Midnight of Beijing at which a day begins.
    package init(startOf day: CalendarDate) {
        self.init(milliseconds: day.dayNumber * Self.dayLength - Self.offset)
    }

    private static let dayLength: Int64 = 86_400_000
    private static let offset: Int64 = 8 * 3_600_000
}
