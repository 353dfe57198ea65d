// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Foundation
import Testing

@Suite("Explanations of a reading") struct ExplanationTests {
    @Test("Every line says what it is and how it was read", arguments: LabelledDocument.all)
    func everyLine(_ document: LabelledDocument) throws {
        let text = try String(contentsOf: document.text, encoding: .utf8)
        let explanation = DocumentReader().explain(SourceText(text: text, format: .text))
        let printed = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.element.allSatisfy(\.isWhitespace) }.map { $0.offset + 1 }
        #expect(explanation.lines.map(\.number) == printed)
        for line in explanation.lines {
            let rules = line.steps.map(\.rule)
            #expect(
                !rules.allSatisfy { $0 == .paragraphStart || $0 == .paragraphGoesOn }, "\(line.number) \(line.text)")
        }
    }

    @Test("The rules of a plan are told where they were used")
    func rules() throws {
        let text = """
            甲市乙市对口合作方案
            一、重点任务
            （一）传承红色文化
            1.共建平台。支持甲县建设“红旗”数据库。每年举办2场活动。（责任单位：两市教育局）
            — 1 —
            2.共享数据：支持乙县建设数据库，推动共同使用。（两市财政局牵头，教育局配合）
            二、保障措施
            （一）加强领导。每年召开联席会议。
            """
        let lines = DocumentReader().explain(SourceText(text: text, format: .text)).lines
        func rules(_ number: Int) -> [ReadingRule] { lines.first { $0.number == number }?.steps.map(\.rule) ?? [] }
        #expect(rules(1).contains(.documentTitle))
        #expect(rules(2).contains(.heading))
        #expect(rules(3).contains(.areaHeading) && rules(3).contains(.titleByParagraph))
        for rule in [
            ReadingRule.heading, .taskHeading, .titleBySentence, .taskBody, .commitment, .nameQuoted,
            .targetByFrequency,
            .unitsByLabel,
        ] { #expect(rules(4).contains(rule), "\(rule)") }
        #expect(rules(5) == [.pageNumber])
        #expect(rules(6).contains(.titleByColon) && rules(6).contains(.unitsByVerb))
        #expect(rules(8).contains(.safeguardHeading) && rules(8).contains(.obligation))
        let level = lines.first { $0.number == 4 }?.steps.first { $0.rule == .heading }?.arguments["level"]
        #expect(level == "3")
    }

    @Test("Every rule names a file that is there", arguments: ReadingRule.allCases)
    func files(_ rule: ReadingRule) {
        for file in [rule.file, rule.grammar].compactMap(\.self) {
            let path = SampleDocument.root.appending(path: "Sources/DocumentEngine/" + file).path
            #expect(FileManager.default.fileExists(atPath: path), "\(file)")
        }
    }
}
