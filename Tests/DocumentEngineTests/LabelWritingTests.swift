// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Foundation
import Testing

@Suite("Labels that are written from drafts")
struct LabelWritingTests {
    /// Where the layout is so broken that some places print something else than the draft's words, which no label mends.
    private static let brokenLayouts: Set<String> = ["notice-contents-running-heads", "scanned-spaced-titles"]

    private static let texts: [(name: String, file: URL)] =
        LabelledDocument.all.map { ($0.name, $0.text) } + SampleDocument.shared.map { ($0.name, $0.text) }

    @Test("A label agrees in every kind with the very draft from which it was written", arguments: texts.map(\.name))
    func agreesWithItself(name: String) throws {
        let file = try #require(Self.texts.first { $0.name == name }).file
        let source = try SourceText(text: String(contentsOf: file, encoding: .utf8), format: .text)
        let draft = DocumentReader().read(source)
        let label = try #require(PlanLabel(json: draft.labelJSON(sourceFile: "documents/x.txt", source: source)))
        #expect(label.sourceFile == "documents/x.txt")
        let figures = label.score(draft, of: source).figures
        #expect(figures.contains { $0.key == "tasks" })
        for (key, value) in figures where !(Self.brokenLayouts.contains(name) && key == "sources.exact") {
            #expect(value ?? 1 == 1, "\(name) \(key)")
        }
    }

    @Test("What a clerk put right is in the label, and the draft as it was read falls short of it")
    func tellsCorrections() throws {
        let source = SourceText(
            text: """
                甲市乙市对口合作实施方案
                一、重点任务
                （一）传承红色文化
                1．建设基地。联合开展旧址调查。（责任单位：甲市文化和旅游局、甲市教育局）
                2．保护旧址。建立共享的文物档案。（责任单位：甲市文化和旅游局）
                """, format: .text)
        let read = DocumentReader().read(source)
        var adopted = read
        adopted.areas[0].tasks[0].title = "Put right"
        adopted.areas[0].tasks[0].responsible = DraftResponsibility()
        let label = try #require(PlanLabel(json: adopted.labelJSON(sourceFile: "x", source: source)))
        let score = label.score(read, of: source)
        let figures = Dictionary(uniqueKeysWithValues: score.figures.map { ($0.key, $0.value ?? 1) })
        #expect(figures["tasks", default: 1] < 1)
        #expect(figures["units.printed.precision", default: 1] < 1)
        #expect(figures["areas"] == 1)
        let comparison = ReadingComparison(read: read, adopted: adopted)
        #expect(Set(comparison.corrections.map(\.element)) == ["task.title", "units.printed"])
        #expect(comparison.corrections.allSatisfy { $0.clause == read.areas[0].tasks[0].path && $0.source != nil })
        #expect(ReadingComparison(read: read, adopted: read).corrections.isEmpty)
    }

    @Test(
        "Persons are left out sign by sign, and only persons",
        arguments: [
            ("联系人：张三，电话13812345678", "联系人：某某，电话13800000000"),
            ("签发人：李 四", "签发人：某 某"),
            ("联系电话：0510-82345678。", "联系电话：05100000000。".replacing("05100000000", with: "0510-00000000")),
            ("zhang.san@wuxi.gov.cn", "xxxxxxxxx@wuxi.gov.cn"),
            ("320200199001011234", "320000000000000000"),
            ("到2026年，投资13800000000元", "到2026年，投资13800000000元"),
            ("联系人制度：由各市确定", "联系人制度：由各市确定"),
        ])
    func leavesPersonsOut(text: String, expected: String) {
        #expect(hidingPersons(text) == expected)
        #expect(hidingPersons(expected) == expected)
        #expect(hidingPersons(text).unicodeScalars.count == text.unicodeScalars.count)
    }

    @Test("A document that is secret or says that it isn't public gives no example")
    func withholds() {
        var draft = PlanDraft()
        let plain = SourceText(text: "方案", format: .text)
        #expect(withheldReason(plain, draft) == nil)
        #expect(withheldReason(SourceText(text: "秘密★1年\n方案", format: .text), draft) == .secrecy)
        draft.document.publicity = "此件不予公开"
        #expect(withheldReason(plain, draft) == .unpublished)
        draft.document.publicity = "此件公开发布"
        #expect(withheldReason(plain, draft) == nil)
    }
}

@Suite("Documents that a text cites")
struct CitationTests {
    @Test("Titles with and without numbers are found wherever they stand, but not the document's own")
    func finds() {
        let text = """
            甲市乙市对口合作实施方案
            一、重点任务
            （一）传承红色文化
            1．建设基地。落实《新时代支持革命老区振兴发展的意见》（国发〔2021〕3号），按照《甲市文物保护规划》推进。
            2．保护旧址。执行《甲市文物保护规划（2021－2025年）》，弘扬《长征组歌》，遵守《甲市乙市对口合作实施方案》。
            """
        let cited = readCitations(SourceText(text: text, format: .text))
        #expect(cited.map(\.title) == ["新时代支持革命老区振兴发展的意见", "甲市文物保护规划", "甲市文物保护规划（2021－2025年）"])
        #expect(cited.map(\.number) == ["国发〔2021〕3号", nil, nil])
        let scalars = Array(text.unicodeScalars)
        for citation in cited {
            let range = citation.source.range
            #expect(String(String.UnicodeScalarView(scalars[range.from..<range.to])) == citation.title)
        }
    }

    @Test("Signs that typing changes make no other document")
    func keys() {
        #expect(documentKey("国发〔2021〕3号") == documentKey("国发[2021]3号"))
        #expect(documentKey("甲市规划（2021—2025年）") == documentKey("甲市规划 (2021－2025年)"))
        #expect(documentKey("甲市规划") != documentKey("乙市规划"))
    }
}
