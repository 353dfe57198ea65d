// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import Testing

@Suite("Where the two sides differ")
struct DifferenceTests {
    private let ledger = RowSamples.ledger(fields: [
        FieldSamples.field(.count, key: "people", agreement: .exact),
        FieldSamples.field(.money, key: "amount", agreement: .within(basisPoints: 100)),
        FieldSamples.field(.text, key: "name", agreement: .exact), FieldSamples.field(.text, key: "note"),
    ])

    @Test(
        "Counts agree exactly, money within one percent of the greater value, names whatever their spelling",
        arguments: [
            ("people", .number(10), .number(10), false), ("people", .number(10), .number(11), true),
            ("amount", .number(10_000), .number(9900), false), ("amount", .number(10_000), .number(9899), true),
            ("amount", .number(9900), .number(10_000), false), ("amount", .number(0), .number(0), false),
            ("amount", .number(-10_000), .number(-9899), true),
            ("amount", .number(.max), .number(.min), true), ("name", .text("甲（一）"), .text("甲(一)"), false),
            ("name", .text("甲"), .text("乙"), true), ("note", .text("甲"), .text("乙"), false),
        ] as [(String, FieldValue, FieldValue, Bool)])
    func tolerance(field: String, first: FieldValue, second: FieldValue, differs: Bool) {
        let found = differences(between: [field: first], and: [field: second], ledger: ledger)
        #expect(found == (differs ? [FieldDifference(field: field, first: first, second: second)] : []))
    }

    @Test("What one side doesn't say is no difference; the others come in the order of the register")
    func several() {
        let found = differences(
            between: ["name": .text("甲"), "amount": .number(1), "people": .number(1)],
            and: ["people": .number(2), "amount": .number(2)], ledger: ledger)
        #expect(found.map(\.field) == ["people", "amount"])
    }
}
