// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Foundation
import Testing

@Suite("Doubts of the reader") struct HonestyTests {
    private func score(_ change: (String, UInt64) -> String) throws -> PlanScore {
        var total = PlanScore()
        for (seed, document) in LabelledDocument.all.enumerated() {
            let text = change(try String(contentsOf: document.text, encoding: .utf8), UInt64(seed))
            total.add(try document.label().scoreDoubts(DocumentReader().read(SourceText(text: text, format: .text))))
        }
        return total
    }

    private func share(_ key: String, _ score: PlanScore) throws -> Double {
        try #require(score[key]?.figures.first?.value)
    }

    @Test("Four errors of five in clean documents carry a doubt, and a doubt of five is about an error")
    func clean() throws {
        let score = try score { text, _ in text }
        let recall = try share("doubts.recall", score)
        #expect(recall >= 0.79)
        let precision = try share("doubts.precision", score)
        #expect(precision >= 0.19)
    }

    @Test("So do two of three that a recognition makes which confuses a character in 500")
    func recognised() throws {
        let score = try score { RecognitionNoise(seed: $1 + 1).apply(to: $0) }
        let recall = try share("doubts.recall", score)
        #expect(recall >= 0.68)
        let precision = try share("doubts.precision", score)
        #expect(precision >= 0.18)
    }

    @Test(
        "What is odd in a text is a doubt of the element it is in",
        arguments: [
            (
                "numberMended",
                "1.共建平台。支持甲县建设数据库。（责任单位：两市教育局）\n2，共享数据。支持乙县建设数据库。（责任单位：两市教育局）\n3.共办活动。每年举办2场活动。（责任单位：两市教育局）"
            ),
            ("numberMissing", "1.共建平台。支持甲县建设数据库。\n3.共办活动。每年举办2场活动。"),
            ("numberDoubled", "1.共建平台。支持甲县建设数据库。\n1.共办活动。每年举办2场活动。"),
            ("titleMissing", "1.支持甲县、乙县、丙县、丁县建设红色资源数据库并向社会公众开放，推动两地学校、医院、企业共同使用数据库中的资料。\n2.共办活动。每年举办2场活动。"),
            ("strayLatinWord", "1.共建平台。支持甲县 and 乙县建设数据库。\n2.共办活动。每年举办2场活动。"),
            ("unitUnmatchedBracket", "1.共建平台。支持甲县建设数据库。（责任单位：两市教育局、财政局\n2.共办活动。每年举办2场活动。（责任单位：两市教育局）"),
            ("unitUnknown", "1.共建平台。支持甲县建设数据库。（责任单位：两市教育局、小白兔）\n2.共办活动。每年举办2场活动。（责任单位：两市教育局）"),
            ("unitListCut", "1.共建平台。支持甲县建设数据库。（责任单位：两市教育局、\n\n— 3 —\n\n财政局）\n2.共办活动。每年举办2场活动。（责任单位：两市教育局）"),
            ("noCommitment", "1.共建平台。甲县的数据库很好。\n2.共办活动。每年举办2场活动。"),
            ("thingNotRead", "1.共建平台。甲县是有名的“红色之乡”。\n2.共办活动。每年举办2场活动。"),
            ("nameOfSeveral", "1.共建平台。建设甲平台、乙项目和丙方案。\n2.共办活动。每年举办2场活动。"),
        ])
    func codes(_ code: String, _ tasks: String) throws {
        let text = "甲市乙市对口合作方案\n一、重点任务\n（一）传承红色文化\n" + tasks + "\n二、保障措施\n（一）加强领导。每年召开联席会议。\n"
        let draft = DocumentReader().read(SourceText(text: text, format: .text))
        let doubt = try #require(draft.everyDoubt.first { $0.code == code }, "\(draft.everyDoubt.map(\.code))")
        #expect(DoubtCode(rawValue: code) != nil)
        #expect(doubt.source != nil)
    }

    @Test("Every doubt has a code of the closed list, and takes its share from the confidence")
    func closed() throws {
        for document in LabelledDocument.all {
            let text = RecognitionNoise(seed: 1, oneOf: 100).apply(
                to: try String(contentsOf: document.text, encoding: .utf8))
            let draft = DocumentReader().read(SourceText(text: text, format: .text))
            #expect(draft.everyDoubt.allSatisfy { DoubtCode(rawValue: $0.code) != nil })
            for task in draft.areas.flatMap(\.tasks) {
                #expect(task.confidence == task.doubts.confidence)
                // The list of what is to be checked shows a doubt away from its element: it has to name it.
                for thing in task.named { #expect(thing.doubts.allSatisfy { $0.arguments["words"] == thing.name }) }
                for target in task.targets {
                    #expect(target.doubts.allSatisfy { $0.arguments["words"] == target.text })
                }
            }
            #expect(try PlanDraft(json: draft.json()) == draft)
        }
    }

    @Test("Words that a picture shows badly are a doubt where they stand, and only there")
    func weak() throws {
        let text = "一、重点任务\n（一）红色文化\n1.共建平台。支持甲县建设数据库。推动乙县开展培训。\n2.共办活动。每年举办2场活动。\n"
        let place = try #require(text.range(of: "乙县"))
        let from = text.unicodeScalars.distance(from: text.startIndex, to: place.lowerBound)
        func box(_ from: Int, _ to: Int, _ confidence: Double) -> SourceBox {
            SourceBox(
                range: TextRange(from: from, to: to), page: 1, left: 0, top: 0, right: 1, bottom: 1,
                confidence: confidence)
        }
        let boxes = [box(0, from, 0.97), box(from, from + 2, 0.41), box(from + 2, text.unicodeScalars.count, 0.93)]
        let draft = DocumentReader().read(SourceText(text: text, format: .image, boxes: boxes))
        let task = try #require(draft.areas.first?.tasks.first)
        #expect(task.measures.map { $0.doubts.map(\.code) } == [[], ["recognisedWeakly"]])
        #expect(task.measures[1].doubts[0].arguments["words"] == "乙县")
        #expect(task.measures[1].sureness == 0.75)
        #expect(draft.everyDoubt.filter { $0.code == "recognisedWeakly" }.count == 1)
    }
}
