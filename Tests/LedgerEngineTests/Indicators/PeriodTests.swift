// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@Suite("Periods")
struct PeriodTests {
    @Test(
        "A period is printed as it is read, and holds its days",
        arguments: [
            ("2026-03", "2026-03-01", "2026-03-31"), ("2026Q1", "2026-01-01", "2026-03-31"),
            ("2026Q4", "2026-10-01", "2026-12-31"), ("2026H1", "2026-01-01", "2026-06-30"),
            ("2026H2", "2026-07-01", "2026-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026", "2026-01-01", "2026-12-31"),
        ])
    func printed(text: String, first: String, last: String) throws {
        let period = try #require(Period(text))
        #expect(period.description == text)
        #expect(period.days == FieldSamples.day(first)...FieldSamples.day(last))
        #expect(period.contains(FieldSamples.day(first)) && period.contains(FieldSamples.day(last)))
        #expect(period.next.previous == period)
        #expect(period.next.days?.lowerBound.dayBefore == FieldSamples.day(last))
    }

    @Test(
        "What is no period",
        arguments: ["", "26Q1", "2026Q5", "2026Q0", "2026H3", "2026-13", "2026-1", "2026q1", "0000"])
    func refused(text: String) { #expect(Period(text) == nil) }

    @Test("The day number of a date is the same there and back, over four centuries")
    func dayNumbers() {
        #expect(FieldSamples.day("1970-01-01").dayNumber == 0)
        #expect(FieldSamples.day("2026-03-05").dayNumber == 20_517)
        for number in stride(from: Int64(-146_097), to: 146_097, by: 13) {
            #expect(CalendarDate(dayNumber: number)?.dayNumber == number)
        }
        #expect(CalendarDate(dayNumber: -719_163) == nil)
    }
}
