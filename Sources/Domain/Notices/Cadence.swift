// SPDX-License-Identifier: Apache-2.0

/// When a job is due, in the time of Beijing.
package enum Cadence: Hashable, Sendable {
    /// Counted anew from every midnight.
    case every(minutes: Int)
    case daily(hour: Int, minute: Int)
    /// Each day on which offices work.
    case workingDays(hour: Int, minute: Int)

    /// The first moment after `moment` at which the job is due.
    package func next(after moment: Instant, _ calendar: WorkingCalendar) -> Instant {
        let today = moment.day.dayNumber
        switch self {
        case .every(let minutes):
            let (start, step) = (Self.moment(today), Int64(max(1, minutes)) * 60_000)
            let passed = (moment.milliseconds - start.milliseconds) / step + 1
            let slot = Instant(milliseconds: start.milliseconds + passed * step)
            return min(slot, Self.moment(today + 1))
        case .daily(let hour, let minute):
            let slot = Self.moment(today, hour, minute)
            return slot > moment ? slot : Self.moment(today + 1, hour, minute)
        case .workingDays(let hour, let minute):
            // No calendar is free for a year on end.
            let days = (today...today + 366).lazy.filter { number in
                CalendarDate(dayNumber: number).map(calendar.isWorkingDay) ?? true
            }
            let slots = days.map { Self.moment($0, hour, minute) }
            return slots.first { $0 > moment } ?? Self.moment(today + 1, hour, minute)
        }
    }

    private static func moment(_ day: Int64, _ hour: Int = 0, _ minute: Int = 0) -> Instant {
        let start = Instant(startOf: CalendarDate(dayNumber: day) ?? CalendarDate.epoch)
        return start.advanced(bySeconds: Int64(hour * 3600 + minute * 60))
    }
}
