// SPDX-License-Identifier: Apache-2.0

/// On which days offices work: Monday to Friday but for national holidays, and the weekend days that stand in for them.
package struct WorkingCalendar: Hashable, Sendable {
    /// The years whose holidays are known; in others Saturdays and Sundays alone are free.
    package let knownYears: Set<Int>
    /// By the numbers of days.
    private let free: Set<Int64>
    private let extra: Set<Int64>
    /// Weekdays that are free and weekend days that are not, in order.
    private let freeWeekdays: [Int64]
    private let extraWeekends: [Int64]

    package init(knownYears: Set<Int>, free: some Sequence<CalendarDate>, working extra: some Sequence<CalendarDate>) {
        self.knownYears = knownYears
        let (free, extra) = (Set(free.map(\.dayNumber)), Set(extra.map(\.dayNumber)))
        (self.free, self.extra) = (free, extra)
        freeWeekdays = free.subtracting(extra).filter { !Self.isWeekend($0) }.sorted()
        extraWeekends = extra.filter(Self.isWeekend).sorted()
    }

    package func isWorkingDay(_ day: CalendarDate) -> Bool { isWorking(day.dayNumber) }

    /// How many working days lie after `start`, up to and with `end`; negative where `end` lies before.
    package func workingDays(after start: CalendarDate, through end: CalendarDate) -> Int {
        guard start <= end else { return -workingDays(after: end, through: start) }
        let (first, behind) = (start.dayNumber + 1, end.dayNumber + 1)
        return Self.weekdays(before: behind) - Self.weekdays(before: first)
            - freeWeekdays.count(from: first, before: behind) + extraWeekends.count(from: first, before: behind)
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
        return !Self.isWeekend(number) && !free.contains(number)
    }

    /// 1970-01-01 was a Thursday: Saturdays and Sundays leave 2 and 3.
    private static func isWeekend(_ number: Int64) -> Bool {
        let weekday = number - CalendarDate.floor(number, 7) * 7
        return weekday == 2 || weekday == 3
    }

    /// How many days from Monday to Friday lie from 1970-01-01 on before the day of this number; negative before that.
    private static func weekdays(before number: Int64) -> Int {
        let weeks = CalendarDate.floor(number, 7)
        return Int(weeks) * 5 + [0, 1, 2, 2, 2, 3, 4][Int(number - weeks * 7)]
    }
}

extension [Int64] {
    /// How many of these sorted numbers lie from `first` on before `behind`.
    fileprivate func count(from first: Int64, before behind: Int64) -> Int { place(of: behind) - place(of: first) }

    private func place(of number: Int64) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
