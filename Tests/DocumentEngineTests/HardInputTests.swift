// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Testing

@Suite("Inputs made to break the reader") struct HardInputTests {
    /// A name and the text that it stands for: the runner prints only the name.
    struct Input: CustomTestStringConvertible, Sendable {
        let name: String
        let text: String
        var testDescription: String { name }
    }

    static let inputs = [
        Input(name: "nothing", text: ""), Input(name: "white space", text: " \n\u{3000}\r\n\u{FEFF}\u{C}"),
        Input(name: "one sign", text: "。"), Input(name: "a number", text: "一、"), Input(name: "a bracket", text: "（"),
        Input(name: "one line without signs", text: String(repeating: "推动合作发展", count: 20_000)),
        Input(name: "opening brackets", text: String(repeating: "（", count: 50_000)),
        Input(name: "closing brackets", text: String(repeating: "）", count: 50_000)),
        Input(name: "labels without ends", text: plan + String(repeating: "（责任单位：市教育局", count: 5_000)),
        Input(name: "quotation marks", text: plan + String(repeating: "《“", count: 20_000)),
        Input(name: "full stops", text: plan + String(repeating: "。", count: 20_000)),
        Input(name: "commas", text: plan + String(repeating: "合作，", count: 20_000)),
        Input(name: "dashes", text: plan + String(repeating: "甲县—", count: 10_000)),
        Input(name: "many headings", text: plan + (1...8_000).map { "\($0 % 300 + 1). 推进合作。做好工作。\n" }.joined()),
        Input(name: "deep headings", text: String(repeating: "一、任务\n（一）推进\n1. 合作\n（1）事项\n①细节\n", count: 1_000)),
        Input(name: "page numbers", text: String(repeating: "— 1 —\n合作方案\n推进合作\n", count: 5_000)),
        Input(name: "other planes", text: plan + String(repeating: "𠮷🀄", count: 5_000) + "。"),
    ]
    private static let plan = "青岚市海曜市对口合作实施方案\n\n一、重点任务\n\n（一）产业合作。推进合作"

    @Test("They are read to the end, and every source holds its text", arguments: inputs)
    func survives(_ input: Input) {
        let source = SourceText(text: input.text, format: .text)
        let draft = DocumentReader().read(source)
        let faults = validate(draft, against: source).filter { $0.code != "pathDoubled" }
        #expect(faults == [])
        _ = secrecyMark(in: source)
    }

    @Test("An empty text says so") func empty() {
        #expect(DocumentReader().read(SourceText(text: "", format: .text)).warnings.map(\.code) == ["noText"])
    }

    @Test("A text without numbers says so") func unnumbered() {
        let draft = DocumentReader().read(SourceText(text: "两市要加强合作。\n共建园区。\n", format: .text))
        #expect(draft.warnings.contains { $0.code == "noOutline" })
    }

    @Test("A compilation is taken apart without a gap") func compilation() {
        let plan = "青岚市海曜市对口合作工作方案\n\n为推动合作，制定本方案。\n\n一、总体要求\n\n坚持合作。\n\n二、重点任务\n\n（一）产业合作。共建园区。\n\n"
        let reading = "共绘山海协作新图景\n\n——《青岚市海曜市对口合作工作方案》解读\n\n近日，方案印发。\n\n一、重大意义\n\n意义重大。\n"
        let text = "学习资料\n\n目 录\n\n1. 工作方案及解读\n2. 座谈会精神\n\n" + plan + reading
        let parts = DocumentReader().read(SourceText(text: text, format: .text)).parts
        #expect(parts.map(\.kind) == [.cover, .workPlan, .reading])
        #expect(parts.first?.source.range.from == 0)
        #expect(parts.last?.source.range.to == text.unicodeScalars.count)
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.source.range.to == $1.source.range.from })
    }
}
