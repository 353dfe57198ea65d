// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Foundation
import Testing

@Suite("Scores of drafts against labels") struct ScoreTests {
    private static let text = """
        一、任务
        （一）红色文化
        1.共建平台。支持甲市建设红色资源数据库。每年举办2场活动。（责任单位：两市市委宣传部、市文旅局）
        """

    /// A label with what is given put into it.
    private func label(_ members: String) throws -> PlanLabel {
        try #require(PlanLabel(json: #"{"schema": "jiedui/plan-label/1", "document": {}, "# + members + "}"))
    }

    private func figure(_ key: String, _ label: PlanLabel, _ draft: String) -> Double? {
        label.score(draftJSON: draft, text: Self.text).figures.first { $0.key == key }?.value
    }

    @Test("What is no label is none", arguments: ["", "[]", "{}", #"{"schema": "jiedui/plan-draft/1"}"#])
    func refuses(json: String) {
        #expect(PlanLabel(json: json) == nil)
    }

    @Test("Rows that are found, missing and wrong make precision, recall and F1")
    func matched() throws {
        let label = try label(#""areas": [{"title": "甲"}, {"title": "乙"}, {"title": "丙"}]"#)
        let draft = #"{"areas": [{"title": "甲。"}, {"title": "乙"}, {"title": "丁"}, {"title": "乙"}]}"#
        #expect(figure("areas.precision", label, draft) == 0.5)
        #expect(figure("areas.recall", label, draft) == 2.0 / 3)
        #expect(figure("areas", label, draft).map { ($0 * 7).rounded() } == 4)
    }

    @Test("White space and the width of signs are no difference; a word is")
    func folds() throws {
        let label = try label(#""document": {"title": "甲 市（乙）方案"}"#)
        for (title, share) in [("甲市(乙)方案", 1.0), ("甲市〔乙〕方\n案", 1.0), ("甲市（丙）方案", 0.0)] {
            let draft = #"{"document": {"title": "# + "\"\(title.replacingOccurrences(of: "\n", with: "\\n"))\"}}"
            #expect(figure("document.fields", label, draft) == share, "\(title)")
        }
    }

    @Test("A phrase is found where one holds the other or most of it is shared, but not in a whole paragraph")
    func phrases() throws {
        let label = try label(
            #""areas": [{"ordinal": "一", "tasks": [{"path": "一1", "targets": [{"text": "每年举办2场活动"}]}]}]"#)
        func found(_ text: String) -> Double? {
            let target = #"{"text": "# + "\"\(text)\"}"
            return figure(
                "targets", label,
                #"{"areas": [{"ordinal": "一", "tasks": [{"path": "一1", "targets": ["# + target + "]}]}]}")
        }
        #expect(found("举办2场活动") == 1)
        #expect(found("每年举办2场主题活动") == 1)
        #expect(found("每年召开一次会议") == 0)
        #expect(found("在甲市和乙市每年举办2场活动，并且邀请各县区的单位前来参加，扩大两地的影响") == 0)
    }

    @Test("A source is exact where the slice is the element's own text")
    func sources() throws {
        let draft = DocumentReader().read(SourceText(text: Self.text, format: .text))
        let label = try label(#""areas": []"#)
        #expect(figure("sources.exact", label, draft.json()) == 1)
        #expect(figure("sources.coverage", label, draft.json()) == 1)
        let moved = draft.json().replacingOccurrences(of: #""name":"红色资源数据库""#, with: #""name":"红色资源""#)
        #expect(moved != draft.json())
        #expect(try #require(figure("sources.exact", label, moved)) < 1)
    }

    @Test("No label of clauses, no figure; an empty one is met by an empty one")
    func clauses() throws {
        let label = try label(
            #""areas": [{"ordinal": "一", "tasks": [{"path": "一1", "crosswalk": []}, {"path": "一2", "crosswalk": ["三#1"]}]}]"#
        )
        let draft = #"{"areas": [{"ordinal": "一", "tasks": [{"path": "一1", "crosswalk": []}, "#
        #expect(figure("crosswalk.best", label, draft + #"{"path": "一2", "crosswalk": ["三#1"]}]}]}"#) == 1)
        #expect(figure("crosswalk.best", label, draft + #"{"path": "一2", "crosswalk": ["三#2", "三#1"]}]}]}"#) == 0.5)
        #expect(figure("crosswalk.recall", label, draft + #"{"path": "一2", "crosswalk": ["三#2", "三#1"]}]}]}"#) == 1)
        #expect(figure("crosswalk.best", label, draft + #"{"path": "一2"}]}]}"#) == 0.5)
        let none = try self.label(#""areas": []"#)
        #expect(figure("crosswalk.best", none, #"{"areas": []}"#) == nil)
    }
}
