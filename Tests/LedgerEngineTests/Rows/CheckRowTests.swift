// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import Testing

@Suite("A row is checked as a whole")
struct CheckRowTests {
    private let ledger = RowSamples.ledger(
        fields: [
            FieldSamples.field(.text, key: "name", required: true),
            FieldSamples.field(.date, key: "start", required: true),
            FieldSamples.field(.date, key: "end", notBefore: "start"),
            FieldSamples.field(.count, key: "firms", least: 0),
            FieldSamples.field(.count, key: "large", notAbove: "firms"),
            FieldSamples.field(.place, key: "host"),
            FieldSamples.field(.place, key: "investor", outside: "host"),
            FieldSamples.field(.choice, key: "level"),
            FieldSamples.field(.month, key: "paid", many: true),
            FieldSamples.field(.code, key: "credit", check: .creditCode),
        ])

    private func problems(_ changes: [String: FieldValue?]) -> [String] {
        var values: [String: FieldValue] = [
            "name": .text("甲"), "start": FieldSamples.number("2025-03-05"), "firms": .number(10),
            "host": .text("360721"), "level": .text("county"),
        ]
        for (key, value) in changes { values[key] = value }
        return checkRow(
            values: values, ledger: ledger, codeLists: ["level": FieldSamples.levels],
            on: FieldSamples.day("2026-01-01")
        ).map { ($0.field ?? "-") + " " + names([$0])[0] }
    }

    @Test("A row that is right has no problems")
    func right() { #expect(problems([:]).isEmpty) }

    @Test(
        "What is wrong is named by field",
        arguments: [
            (["name": nil], "name required"), (["end": FieldSamples.number("2025-03-04")], "end notBefore"),
            (["firms": .number(-1)], "firms tooSmall"), (["large": .number(11)], "large notAbove"),
            (["investor": .text("360703")], "investor sameCity"), (["level": .text("gone")], "level notInList"),
            (["level": .text("old")], "level codeNotValid"), (["name": .number(1)], "name wrongKind"),
            (["name": .list([.text("甲")])], "name wrongKind"), (["paid": .number(24_300)], "paid wrongKind"),
            (["paid": .list([])], "paid wrongKind"), (["host": .text("36072")], "host wrongKind"),
            (["other": .text("x")], "- unknownField"), (["name": .text("")], "name wrongKind"),
            (["credit": .text("91350100M000100Y4X")], "credit checkDigit.creditCode"),
        ] as [([String: FieldValue?], String)])
    func wrong(changes: [String: FieldValue?], expected: String) { #expect(problems(changes) == [expected]) }

    @Test("A code that has ended may stand in a row of its time, and the bounds themselves are allowed")
    func bounds() {
        #expect(problems(["level": .text("old"), "start": FieldSamples.number("2024-12-31")]).isEmpty)
        #expect(problems(["end": FieldSamples.number("2025-03-05"), "large": .number(10)]).isEmpty)
        #expect(problems(["investor": .text("440300")]).isEmpty)
    }

    @Test("Districts of a municipality lie in one city")
    func municipality() {
        #expect(problems(["host": .text("310104"), "investor": .text("310000")]) == ["investor sameCity"])
        #expect(problems(["host": .text("310104"), "investor": .text("320500")]).isEmpty)
    }

    @Test("The title of another field stands in the sentence")
    func arguments() {
        let problem = FieldProblem(
            field: "end", weight: .error, messageKey: "entry.problem.notBefore", arguments: ["other": "start"])
        #expect(problem.arguments(ledger, [:], .english) == ["other": "Field start"])
    }
}
