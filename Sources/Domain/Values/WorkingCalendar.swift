// SPDX-License-Identifier: Apache-2.0

/// On which days offices work: Monday to Friday but for national holidays, and the weekend days that stand in for them.
package struct WorkingCalendar: Hashable, Sendable {
    /// The years whose holidays are known; in others Saturdays and Sundays alone are free.
    package let knownYears: Set<Int>
    /// By the numbers of days.
    private let free: Set<Int64>
    private let extra: Set<Int64>

    package init(knownYears: Set<Int>, free: some Sequence<CalendarDate>, working extra: some Sequence<CalendarDate>) {
        self.knownYears = knownYears
        (self.free, self.extra) = (Set(free.map(\.dayNumber)), Set(extra.map(\.dayNumber)))
    }

    package func isWorkingDay(_ day: CalendarDate) -> Bool { isWorking(day.dayNumber) }

    /// How many working days lie after `start`, up to and with `end`; negative where `end` lies before.
    package func workingDays(after start: CalendarDate, through end: CalendarDate) -> Int {
        guard start <= end else { return -workingDays(after: end, through: start) }
        return ((start.dayNumber + 1)..<(end.dayNumber + 1)).count(where: isWorking)
    }

    /// The day on which so many working days have passed since `start`, itself not counted; for a negative count the
    /// day from which as many lead to `start`. nil beyond the years 1 to 9999.
    package func day(_ count: Int, workingDaysAfter start: CalendarDate) -> CalendarDate? {
        var (number, rest) = (start.dayNumber, abs(count))
        let step: Int64 = count < 0 ? -1 : 1
        while rest > 0 {
            number += step
            guard CalendarDate(dayNumber: number) != nil else { return nil }
            if isWorking(number) { rest -= 1 }
        }
        return CalendarDate(dayNumber: number)
    }

    private func isWorking(_ number: Int64) -> Bool {
        if extra.contains(number) { return true }
        // 1970-01-01 was a Thursday: Saturdays and Sundays leave 2 and 3.
        let weekday = number - CalendarDate.floor(number, 7) * 7
        return weekday != 2 && weekday != 3 && !free.contains(number)
    }
}
