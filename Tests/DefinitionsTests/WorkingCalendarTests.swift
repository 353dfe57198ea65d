// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation
import Testing

@Suite("Working days")
struct WorkingCalendarTests {
    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso: text)) }

    @Test(
        "Holidays are free, and offices work on the weekends that stand in for them",
        arguments: [
            ("2026-02-13", true), ("2026-02-14", true), ("2026-02-15", false), ("2026-02-23", false),
            ("2026-02-24", true), ("2026-02-28", true), ("2026-03-01", false), ("2026-09-20", true),
            ("2026-10-07", false), ("2026-10-10", true), ("2026-10-11", false), ("2022-12-31", false),
            ("2031-10-01", true), ("2031-10-04", false),
        ])
    func days(text: String, isWorking: Bool) throws {
        #expect(try WorkingCalendar().isWorkingDay(try day(text)) == isWorking)
    }

    @Test(
        "A year has the working days that were announced",
        arguments: [2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248])
    func years(year: Int, count: Int) throws {
        let calendar = try WorkingCalendar()
        #expect(calendar.knownYears.contains(year))
        let days = calendar.workingDays(after: try day("\(year - 1)-12-31"), through: try day("\(year)-12-31"))
        #expect(days == count)
    }

    @Test(
        "Counting on and counting between agree, forwards and backwards",
        arguments: [
            ("2026-09-24", 1, "2026-09-28"), ("2026-09-30", 3, "2026-10-10"), ("2026-02-13", 2, "2026-02-24"),
            ("2026-02-24", -2, "2026-02-13"), ("2026-03-02", 0, "2026-03-02"), ("2026-06-19", 1, "2026-06-22"),
        ])
    func counts(start: String, count: Int, end: String) throws {
        let calendar = try WorkingCalendar()
        #expect(calendar.day(count, workingDaysAfter: try day(start)) == (try day(end)))
        #expect(calendar.workingDays(after: try day(start), through: try day(end)) == count)
    }

    @Test(
        "What can't be read is named by its line",
        arguments: [
            "years: [{year: 2027, free: [\"02-30\"]}]", "years: [{year: 2027, free: [\"10-07 10-01\"]}]",
            "years: [{year: 2027, work: [tomorrow]}]", "years: [{year: 2027}, {year: 2027}]", "years: 2027",
        ])
    func faults(text: String) throws {
        try withFolder(["working-days.yml": text]) { folder in
            _ = #expect(throws: DefinitionError.self) { try WorkingCalendar(folder: folder) }
        }
    }
}
