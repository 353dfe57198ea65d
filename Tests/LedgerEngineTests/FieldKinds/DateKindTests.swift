// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import Testing

@Suite("Days and months are read as offices write them")
struct DateKindTests {
    @Test(
        "A day of any spelling",
        arguments: [
            "2026-03-05", "2026.3.5", "2026/3/5", "2026年3月5日", "2026 年 3 月 5 日", "二〇二六年三月五日", "二零二六年三月五日",
            "20260305", "46086", "２０２６．３．５", "2026-03-05 00:00:00", "2026-03-05T09:30:00", "2026年3月5号",
            "2026.03.05.", "2026年3月5日（星期四）", "2026-3-5 周四",
        ])
    func spellings(text: String) {
        let reading = FieldSamples.read(text, FieldSamples.field(.date))
        #expect(reading == FieldReading(FieldSamples.number("2026-03-05")), "\(text)")
    }

    @Test("Serial numbers of workbooks: with a time of the day, and of the other epoch")
    func serials() {
        let field = FieldSamples.field(.date)
        let expected = FieldReading(FieldSamples.number("2026-03-05"))
        #expect(field.read(FieldInput("46086.75", isNumber: true), FieldSamples.directory) == expected)
        #expect(field.read(FieldInput("44624", isNumber: true, isFrom1904: true), FieldSamples.directory) == expected)
        #expect(
            field.read(FieldInput("9497", isNumber: true), FieldSamples.directory).value
                == FieldSamples.number("1925-12-31"))
        for text in ["60", "2026", "109600"] {
            #expect(names(field.read(FieldInput(text, isNumber: true), FieldSamples.directory)) == ["notADate"])
        }
        #expect(names(FieldSamples.read("9497", field)) == ["notADate"])
    }

    @Test("The twentieth and tenth day in characters")
    func tens() {
        let field = FieldSamples.field(.date)
        #expect(FieldSamples.read("二〇二五年十二月二十日", field).value == FieldSamples.number("2025-12-20"))
        #expect(FieldSamples.read("二〇二五年十月十日", field).value == FieldSamples.number("2025-10-10"))
        #expect(FieldSamples.read("二〇二五年十一月三十一日", field).value == nil)
    }

    @Test(
        "What is no single day is refused, with the day it may be",
        arguments: [
            ("2026年3月", "noDay", "2026-03-01"), ("2026.3", "noDay", "2026-03-01"),
            ("26.3.5", "shortYear", "2026-03-05"),
            ("2026-02-30", "noSuchDay", "2026-02-28"), ("2024-02-30", "noSuchDay", "2024-02-29"),
            ("2026年3月5日至7日", "severalDays", "2026-03-05"), ("2026.3.5-2026.3.7", "notADate", nil),
            ("3月5日", "notADate", nil), ("三月上旬", "notADate", nil), ("2026-13-05", "notADate", nil),
            ("5/3/2026", "notADate", nil), ("20261305", "notADate", nil), ("约2026年", "notADate", nil),
        ] as [(String, String, String?)])
    func noDay(text: String, problem: String, proposal: String?) {
        let reading = FieldSamples.read(text, FieldSamples.field(.date))
        #expect(names(reading) == [problem], "\(text): \(reading)")
        #expect(reading.problems.first?.proposal == proposal)
    }

    @Test(
        "A month of any spelling, and the month of a day",
        arguments: ["2026-03", "2026.3", "2026年3月", "二〇二六年三月", "202603", "2026/03", "2026年3月份", "2026-03-31"])
    func months(text: String) {
        #expect(FieldSamples.read(text, FieldSamples.field(.month)) == FieldReading(.number(2026 * 12 + 2)), "\(text)")
    }

    @Test(
        "A list of months, also from one to another",
        arguments: [
            "2026-01、2026-02、2026-03", "2026.1-2026.3", "2026年1月至3月", "2026-01\n2026-02;2026-03", "2026-01~2026-03",
        ])
    func monthLists(text: String) {
        let first: Int64 = 2026 * 12
        let expected = FieldValue.list([.number(first), .number(first + 1), .number(first + 2)])
        #expect(FieldSamples.read(text, FieldSamples.field(.month, many: true)) == FieldReading(expected), "\(text)")
    }
}
