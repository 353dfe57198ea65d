// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import Testing

@Suite("What makes a row unique")
struct UniqueKeyTests {
    private let ledger = RowSamples.ledger(
        fields: [
            FieldSamples.field(.code, key: "code"), FieldSamples.field(.text, key: "name"),
            FieldSamples.field(.organisation, key: "firm"), FieldSamples.field(.date, key: "start"),
            FieldSamples.field(.person, key: "person"), FieldSamples.field(.place, key: "places", many: true),
        ], unique: [["code"], ["firm", "name"], ["person", "places"]])

    private func key(_ values: [String: FieldValue]) -> String? { uniqueKey(of: values, ledger: ledger) }

    @Test(
        "Spellings of one name are one key",
        arguments: [
            ("甲市 电子产业园", "甲市电子产业园"), ("ＡＢＣ项目（一期）", "abc项目(一期)"), ("甲·乙", "甲乙"), ("赣发〔2026〕3号", "赣发[2026]3号"),
            ("项目 ①", "项目1"),
        ])
    func same(left: String, right: String) {
        let keys = [left, right].map { key(["firm": .text("org-1"), "name": .text($0)]) }
        #expect(keys[0] == keys[1])
        #expect(keys[0] != nil)
    }

    @Test(
        "Different things keep different keys",
        arguments: [("2026-1-12", "2026-11-2"), ("1.5", "15"), ("一期", "二期"), ("第1-2号", "第12号")])
    func different(left: String, right: String) {
        #expect(normalised(left) != normalised(right))
    }

    @Test("Where a field of the first key is missing the next key is taken, and the two never meet")
    func fallback() {
        let values: [String: FieldValue] = ["firm": .text("x"), "name": .text("y")]
        let first = key(values.merging(["code": .text("x")]) { $1 })
        #expect(first == "0\u{1F}x")
        #expect(key(values) == "1\u{1F}x\u{1F}y")
        #expect(key(["name": .text("y")]) == nil)
        #expect(possibleKeys(of: values.merging(["code": .text("x")]) { $1 }, ledger: ledger).count == 2)
    }

    @Test(
        "A person is known by the number, whatever the spelling of the name; places by what they are, not their order")
    func persons() {
        let one = key(["person": .text("张三|11010519491231002X"), "places": .list([.text("360721"), .text("360722")])])
        let other = key([
            "person": .text("张叁|11010519491231002X"), "places": .list([.text("360722"), .text("360721")]),
        ])
        #expect(one == other)
        let namesake = key(["person": .text("张三"), "places": .list([.text("360721"), .text("360722")])])
        #expect(one != namesake)
    }

    @Test("A body that nobody knows is never one that is known")
    func unknownBodies() {
        #expect(
            key(["firm": .text("?org-1"), "name": .text("y")]) != key(["firm": .text("org-1"), "name": .text("y")]))
        #expect(
            key(["firm": .text("?甲公司（分）"), "name": .text("y")]) == key(["firm": .text("?甲公司(分)"), "name": .text("y")]))
    }

    @Test("A key with a personal field says so")
    func personal() {
        var field = FieldSamples.field(.person, key: "name")
        #expect(!RowSamples.ledger(fields: [field]).hasPersonalKey)
        field = LedgerField(key: "name", kind: .person, title: field.title, isPersonal: true)
        #expect(RowSamples.ledger(fields: [field]).hasPersonalKey)
    }
}
