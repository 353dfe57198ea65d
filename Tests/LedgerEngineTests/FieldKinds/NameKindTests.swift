// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import Testing

@Suite("Choices, names and codes are read as offices write them")
struct NameKindTests {
    @Test(
        "A choice by its code, its title in either language, or the title before a bracket",
        arguments: ["cityHead", "市级正职（党委、政府）", "市级正职(党委、政府)", "市级正职", "Head of the city", "head of the City "])
    func choices(text: String) {
        #expect(FieldSamples.read(text, FieldSamples.field(.choice)) == FieldReading(.text("cityHead")))
    }

    @Test("What is not in the list is refused; a part of one title is proposed whole")
    func noChoice() {
        let reading = FieldSamples.read("县级领导", FieldSamples.field(.choice))
        #expect(names(reading) == ["notInList"])
        #expect(reading.problems.first?.proposal == "县级")
        #expect(FieldSamples.read("乡镇", FieldSamples.field(.choice)).problems.first?.proposal == nil)
    }

    @Test("Several choices in one cell; what stands in brackets is not cut; each counts once")
    func severalChoices() {
        let reading = FieldSamples.read("市级正职（党委、政府）、县级；县级", FieldSamples.field(.choice, many: true))
        #expect(reading == FieldReading(.list([.text("cityHead"), .text("county")])))
    }

    @Test(
        "Yes and no",
        arguments: [
            ("是", 1), ("√", 1), ("yes", 1), ("Y", 1), ("有", 1), ("１", 1), ("否", 0), ("×", 0), ("无", 0), ("No", 0),
            ("0", 0),
        ] as [(String, Int64)])
    func flags(text: String, number: Int64) {
        #expect(FieldSamples.read(text, FieldSamples.field(.flag)) == FieldReading(.number(number)))
    }

    @Test(
        "A person: a name without spaces, and the number wherever it stands in the cell",
        arguments: [
            ("张 三", "张三"), ("张三|11010519491231002x", "张三|11010519491231002X"),
            ("张三 11010519491231002X", "张三|11010519491231002X"), ("张三（11010519491231002X）", "张三|11010519491231002X"),
            ("Jane  Doe", "Jane Doe"),
        ])
    func persons(text: String, stored: String) {
        #expect(FieldSamples.read(text, FieldSamples.field(.person)) == FieldReading(.text(stored)))
    }

    @Test("A number of a person that fails its check warns, and is never in the words of the warning or on the screen")
    func personNumbers() {
        let field = FieldSamples.field(.person)
        let reading = FieldSamples.read("张三|110105194912310021", field)
        #expect(names(reading) == ["personNumber"])
        #expect(reading.isUsable)
        #expect(reading.problems.allSatisfy { $0.arguments.isEmpty && $0.proposal == nil })
        #expect(field.screenText(.text("张三|11010519491231002X"), .chinese, FieldSamples.directory) == "张三")
    }

    @Test(
        "Bodies are found by name, alias or credit code; one that nobody knows is kept by name, with the nearest named")
    func bodies() {
        let field = FieldSamples.field(.organisation)
        for text in ["甲市发改委", "市发展改革委", "91350100M000100Y43", "org-1"] {
            #expect(FieldSamples.read(text, field) == FieldReading(.text("org-1")))
        }
        let unknown = FieldSamples.read("甲市发展局", field)
        #expect(unknown.value == .text("?甲市发展局"))
        #expect(names(unknown) == ["unknownBody"])
        #expect(unknown.problems.first?.proposal == "甲市发改委")
        #expect(unknown.isUsable)
        #expect(names(FieldSamples.read("第一中学", field)) == ["ambiguous"])
    }

    @Test("Places are found by name or code; a code that nobody knows may stand, a name may not")
    func places() {
        let field = FieldSamples.field(.place)
        for text in ["甲县", "360721", "３６０７２１", "360721000000"] {
            #expect(FieldSamples.read(text, field) == FieldReading(.text("360721")))
        }
        let code = FieldSamples.read("371200", field)
        #expect(code.value == .text("371200"))
        #expect(names(code) == ["unknownCode"])
        #expect(names(FieldSamples.read("丙县", field)) == ["unknownPlace"])
    }

    @Test("Tasks and rows of other registers have to be there")
    func references() {
        #expect(FieldSamples.read("3", FieldSamples.field(.task)).value == .text("task-3"))
        #expect(names(FieldSamples.read("9", FieldSamples.field(.task))) == ["unknownTask"])
        #expect(FieldSamples.read("甲园区", FieldSamples.field(.entry)).value == .text("park-1"))
        #expect(names(FieldSamples.read("乙园区", FieldSamples.field(.entry))) == ["unknownEntry"])
    }

    @Test(
        "Codes are stored in capitals of half width; what fails its check warns and may stand",
        arguments: [
            (CodeCheck.creditCode, " ９１350100m000100y43 ", "91350100M000100Y43", nil, nil),
            (.creditCode, "91350100M000100Y4Z", "91350100M000100Y4Z", "malformed.creditCode", nil),
            (.creditCode, "91350100M000100Y4X", "91350100M000100Y4X", "checkDigit.creditCode", "91350100M000100Y43"),
            (.creditCode, "91350100", "91350100", "malformed.creditCode", nil),
            (.investmentCode, "2601-360700-04-01-123456", "2601-360700-04-01-123456", nil, nil),
            (.investmentCode, "26013607000401123456", "2601-360700-04-01-123456", nil, nil),
            (.investmentCode, "2613-360700-04-01-123456", "2613-360700-04-01-123456", "malformed.investmentCode", nil),
            (.industryCode, "c3841", "C3841", nil, nil), (.industryCode, "3841", "3841", nil, nil),
            (.industryCode, "F3841", "F3841", "checkDigit.industryCode", "C3841"),
            (.industryCode, "C38", "C38", "malformed.industryCode", nil),
            (.occupationCode, "6-18-01-01", "6-18-01-01", nil, nil),
            (.occupationCode, "6180101", "6-18-01-01", nil, nil),
            (.occupationCode, "9-18-01-01", "9-18-01-01", "malformed.occupationCode", nil),
        ] as [(CodeCheck, String, String, String?, String?)])
    func codes(check: CodeCheck, text: String, stored: String, problem: String?, proposal: String?) {
        let reading = FieldSamples.read(text, FieldSamples.field(.code, check: check))
        #expect(reading.value == .text(stored))
        #expect(names(reading) == [problem].compactMap(\.self))
        #expect(reading.problems.first?.proposal == proposal)
        #expect(reading.isUsable)
    }

    @Test("Files are named by what they hold")
    func files() {
        let stored = String(repeating: "0f", count: 32) + ":方案: 终稿.pdf"
        let field = FieldSamples.field(.file)
        #expect(FieldSamples.read(stored, field).value == .text(stored))
        #expect(field.screenText(.text(stored), .chinese, FieldSamples.directory) == "方案: 终稿.pdf")
        #expect(names(FieldSamples.read("方案.pdf", field)) == ["notAFile"])
    }

    @Test("Text loses what nobody sees; a note keeps its lines")
    func texts() {
        #expect(FieldSamples.read(" 甲\u{200B}乙\n丙 ", FieldSamples.field(.text)).value == .text("甲乙 丙"))
        #expect(FieldSamples.read(" 甲\r\n乙  丙 ", FieldSamples.field(.note)).value == .text("甲\n乙 丙"))
        #expect(names(FieldSamples.read(String(repeating: "长", count: 501), FieldSamples.field(.text))) == ["tooLong"])
    }
}
