// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import Testing

@Suite("What a row adds to the indicators")
struct ContributionTests {
    private let book: LedgerBook
    private let scope = EntryScope(
        oldArea: DivisionCode("360700")!, eastern: DivisionCode("440300")!,
        stageDays: ["started": FieldSamples.day("2026-05-20")])

    init() throws { book = try ShippedLedgers.book() }

    private func added(_ ledger: String, _ values: [String: FieldValue]) throws -> [String] {
        contributions(of: values, ledger: try #require(book[ledger]), scope: scope).map {
            let month = Period(.month, holding: $0.month).description
            return "\($0.indicator) \(month) \($0.amount)" + ($0.code.map { " by \($0)" } ?? "")
        }
    }

    @Test("A visit of the head of a city is a visit of the heads, a visit, and its people")
    func visit() throws {
        var values: [String: FieldValue] = [
            "direction": .text("toEastern"), "level": .text("cityHead"), "leader": .text("张某"),
            "start": FieldSamples.number("2026-03-31"), "end": FieldSamples.number("2026-04-02"), "people": .number(12),
        ]
        #expect(
            try added("visit", values) == [
                "V01 2026-03 1 by toEastern", "V02 2026-03 1 by cityHead", "V02p 2026-03 12 by cityHead",
            ])
        values["level"] = .text("county")
        values["people"] = nil
        #expect(try added("visit", values) == ["V02 2026-03 1 by county"])
    }

    @Test(
        "A stock holds until the day after its end: on the last day of a month it is still there",
        arguments: [
            (nil, ["2026-01 1"]), ("2026-03-31", ["2026-01 1", "2026-04 -1"]),
            ("2026-03-30", ["2026-01 1", "2026-03 -1"]),
            ("2026-01-30", []),
        ] as [(String?, [String])])
    func stock(end: String?, expected: [String]) throws {
        var values: [String: FieldValue] = [
            "person": .text("张三|11010519491231002X"), "start": FieldSamples.number("2026-01-15"),
            "direction": .text("toOldArea"),
        ]
        values["end"] = end.map(FieldSamples.number)
        let stock = try added("secondment", values).filter { $0.hasPrefix("C01") }
        #expect(stock == expected.map { "C01 \($0) by toOldArea" })
        #expect(try added("secondment", values).contains("C02 2026-01 1 by toOldArea"))
    }

    @Test("A project counts where its contract is formal and it is counted, on the day of each stage")
    func project() throws {
        let values: [String: FieldValue] = [
            "found": FieldSamples.number("2025-12-01"), "signed": FieldSamples.number("2026-02-01"),
            "contract": .text("formal"), "counts": .number(1), "investment": .number(35_000_000_00),
            "direction": .text("toOldArea"), "stage": .text("started"),
        ]
        #expect(
            try added("project", values) == [
                "P01 2026-02 1 by toOldArea", "P02 2026-02 3500000000 by toOldArea", "P03 2026-05 1 by toOldArea",
            ])
        let framework = values.merging(["contract": .text("framework")]) { $1 }
        #expect(try added("project", framework) == ["P03 2026-05 1 by toOldArea"])
        #expect(try added("project", values.merging(["counts": .number(0)]) { $1 }).isEmpty)
    }

    @Test("Wages of three months in a row make a placement steady, in the month of the third")
    func placement() throws {
        func month(_ text: String) -> FieldValue { .number(Period(text)?.firstMonth ?? 0) }
        let values: [String: FieldValue] = [
            "person": .text("李四"), "start": FieldSamples.number("2026-01-10"), "work": .text("440305"),
            "category": .text("lifted"),
            "paid": .list([month("2026-01"), month("2026-03"), month("2026-05"), month("2026-04"), month("2026-06")]),
        ]
        #expect(
            try added("placement", values) == [
                "L01 2026-01 1 by lifted", "L01s 2026-01 1 by lifted", "L02 2026-05 1 by lifted",
                "L03 2026-01 1 by lifted", "L03o 2026-01 1 by lifted",
            ])
        let near = values.merging(["work": .text("360722"), "paid": .list([month("2026-01"), month("2026-02")])]) { $1 }
        #expect(try added("placement", near) == ["L01 2026-01 1 by lifted", "L01s 2026-01 1 by lifted"])
    }

    @Test("Sales that are estimates don't count, a return takes away, a flag without a value is no")
    func sales() throws {
        let values: [String: FieldValue] = [
            "date": FieldSamples.number("2026-07-01"), "amount": .number(-12_345), "mode": .text("purchase"),
            "channel": .text("platform832"), "buyerKind": .text("budget"),
        ]
        #expect(try added("sale", values) == ["X01 2026-07 -12345 by purchase", "X02 2026-07 -12345 by budget"])
        #expect(try added("sale", values.merging(["estimated": .number(1)]) { $1 }).isEmpty)
        let helped = values.merging(["mode": .text("helped")]) { $1 }
        #expect(try added("sale", helped) == ["X01 2026-07 -12345 by helped"])
    }

    @Test("The same two schools have one key at every level of spelling; persons are known by their number")
    func keys() throws {
        func keys(_ ledger: String, _ values: [String: FieldValue]) throws -> Set<String?> {
            Set(contributions(of: values, ledger: try #require(book[ledger]), scope: scope).map(\.key))
        }
        let year: [String: FieldValue] = [
            "start": FieldSamples.number("2025-09-01"), "end": FieldSamples.number("2026-08-31"), "events": .number(1),
        ]
        let one = year.merging(["schoolA": .text("?甲市 第一中学"), "schoolB": .text("org-2")]) { $1 }
        let other = year.merging(["schoolA": .text("?甲市第一中学"), "schoolB": .text("org-2")]) { $1 }
        #expect(try keys("schoolPair", one) == keys("schoolPair", other))
        #expect(try keys("schoolPair", one).count == 1)
        #expect(try keys("schoolPair", one.merging(["events": .number(0)]) { $1 }).isEmpty)
        let start: [String: FieldValue] = ["start": FieldSamples.number("2025-09-01")]
        #expect(
            try keys("secondment", start.merging(["person": .text("张三|11010519491231002X")]) { $1 })
                == keys("secondment", start.merging(["person": .text("张 三|11010519491231002X")]) { $1 }))
    }
}
