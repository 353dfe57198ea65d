// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine

/// Fields, a directory and short ways to read for the tests.
enum FieldSamples {
    static let levels = CodeList(
        key: "level", validFrom: day("2022-05-01"),
        values: [
            value("cityHead", "市级正职（党委、政府）", "Head of the city"),
            value("county", "县级", "County"),
            value("old", "旧类型", "Former kind", to: day("2024-12-31")),
        ])

    static func value(_ code: String, _ chinese: String, _ english: String, to: CalendarDate? = nil) -> CodeList.Value {
        CodeList.Value(
            code: code, title: LocalisedText(chinese: chinese, english: english), validFrom: nil, validTo: to)
    }

    static func day(_ text: String) -> CalendarDate { CalendarDate(iso: text) ?? CalendarDate(iso: "1970-01-01")! }

    static func number(_ text: String) -> FieldValue { .number(day(text).dayNumber) }

    static func field(
        _ kind: FieldKind, key: String = "f", many: Bool = false, required: Bool = false, unit: String? = nil,
        check: CodeCheck? = nil, least: Int64? = nil, most: Int64? = nil, notBefore: String? = nil,
        notAbove: String? = nil, outside: String? = nil, agreement: LedgerField.Agreement? = nil
    ) -> LedgerField {
        LedgerField(
            key: key, kind: kind, title: LocalisedText(chinese: "字段" + key, english: "Field " + key),
            isRequired: required, isMany: many, unit: unit, codeList: kind == .choice ? "level" : nil,
            ledger: kind == .entry ? "park" : nil, check: check, least: least, most: most, notBefore: notBefore,
            notAbove: notAbove, outside: outside, agreement: agreement)
    }

    /// Knows two bodies of one name, one by its alias, a county, a task and a park.
    static var directory: LedgerDirectory {
        let known: [LedgerDirectory.Reference: [String: String]] = [
            .organisation: ["甲市发改委": "org-1", "市发展改革委": "org-1", "org-1": "org-1", "91350100M000100Y43": "org-1"],
            .place: ["甲县": "360721", "360721": "360721", "甲市": "360700", "360700": "360700"],
            .task: ["3": "task-3", "task-3": "task-3"],
            .entry(ledger: "park"): ["甲园区": "park-1", "park-1": "park-1"],
        ]
        return LedgerDirectory(
            codeLists: ["level": levels],
            find: { reference, text in
                if text == "第一中学" { return .several(["甲市第一中学", "乙市第一中学"]) }
                if let found = known[reference]?[text] { return .found(found) }
                return .unknown(nearest: text.hasPrefix("甲市发") ? "甲市发改委" : nil)
            },
            name: { reference, stored, _ in
                known[reference]?.filter { $0.value == stored && $0.key != stored }.keys.min()
            })
    }

    static func read(_ text: String, _ field: LedgerField, unit: String? = nil, isNumber: Bool = false) -> FieldReading
    {
        field.read(FieldInput(text, unit: unit, isNumber: isNumber), directory)
    }
}

/// The end of a problem's key: `notADate`.
func names(_ reading: FieldReading) -> [String] { names(reading.problems) }

func names(_ problems: [FieldProblem]) -> [String] {
    problems.map { $0.messageKey.replacing("entry.problem.", with: "") }
}
