// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Testing

@Suite("Lists of responsible units") struct UnitListTests {
    /// A list as printed and what each unit means: city, unit, role.
    struct Case: CustomTestStringConvertible {
        let printed: String
        let meant: [String]
        var testDescription: String { printed }
    }

    static let cases = [
        Case(
            printed: "（责任单位：两市市委组织部、市文联，两市下辖各区县人民政府）",
            meant: ["青岚市 市委组织部", "海曜市 市委组织部", "青岚市 市文联", "海曜市 市文联", "counties[青岚市,海曜市] 各区县人民政府"]),
        Case(printed: "（责任单位：两市卫生健康委）", meant: ["青岚市 市卫生健康委", "海曜市 市卫生健康委"]),
        Case(
            printed: "（责任单位：两市委宣传部、市文广旅游局、教育局）",
            meant: [
                "青岚市 市委宣传部", "海曜市 市委宣传部", "青岚市 市文广旅游局", "海曜市 市文广旅游局", "青岚市 市教育局", "海曜市 市教育局",
            ]),
        Case(printed: "〔责任单位：两市结对县（市、区）〕", meant: ["pairedCounties[青岚市,海曜市] 结对县（市、区）"]),
        Case(
            printed: "(责任单位：两\n市市委组织部、青岚干部学院)",
            meant: ["青岚市 市委组织部", "海曜市 市委组织部", "青岚市 青岚干部学院"]),
        Case(printed: "（责任单位：两市市人民银行）", meant: ["青岚市 市人民银行", "海曜市 市人民银行"]),
        Case(printed: "（青岚市教育局、海曜市教育局负责）", meant: ["青岚市 市教育局", "海曜市 市教育局"]),
        Case(
            printed: "（青岚市教育局牵头，海曜市教育局、财政局按职责分工负责）",
            meant: ["青岚市 市教育局 lead", "海曜市 市教育局 cooperate", "海曜市 市财政局 cooperate"]),
        Case(
            printed: "[牵头单位:两市商务局;配合单位:税务局等部门]",
            meant: [
                "青岚市 市商务局 lead", "海曜市 市商务局 lead", "青岚市 市税务局 cooperate 等", "海曜市 市税务局 cooperate 等",
            ]),
        Case(
            printed: "（责任单位：青岚市林业局（牵头）、海曜市生态环境局]",
            meant: ["青岚市 市林业局 lead", "海曜市 市生态环境局 cooperate"]),
        Case(
            printed: "（责任单位：两市商务局、产业园区，各县、区人民政府）",
            meant: [
                "青岚市 市商务局", "海曜市 市商务局", "industrialParks[青岚市,海曜市] 产业园区",
                "counties[青岚市,海曜市] 各县、区人民政府",
            ]),
        Case(
            printed: "（责任单位：市工业和信息化局、市自然资源和规划局，列第一位者为牵头单位，下同）",
            meant: [
                "青岚市 市工业和信息化局 lead ?", "海曜市 市工业和信息化局 lead ?", "青岚市 市自然资源和规划局 cooperate ?",
                "海曜市 市自然资源和规划局 cooperate ?",
            ]),
        Case(printed: "（责任单位：国家发展改革委、曜海省发展改革委）", meant: ["- 国家发展改革委", "- 曜海省发展改革委"]),
    ]

    @Test("A list means what it says", arguments: cases)
    func meaning(_ example: Case) throws {
        let task = try #require(read(example.printed).areas.first?.tasks.first)
        #expect(task.responsible.expanded.map(describe) == example.meant)
        #expect(task.text == "共建园区，分享经验做法。")
    }

    @Test("A list that stands before the full stop is taken out of the sentence") func inside() throws {
        let task = try #require(read("推进合作（两市商务局负责）。", body: "").areas.first?.tasks.first)
        #expect(task.text == "推进合作。")
        #expect(task.measures.map(\.text) == ["推进合作。"])
        #expect(task.responsible.printed == ["两市商务局"])
    }

    @Test("A definition in brackets holds for the rest of the document") func definition() {
        let text = """
            青岚市海曜市对口合作实施方案

            一、重点任务

            （一）产业合作

            1. 园区。共建园区。（责任单位：海曜市商务局、各区政府（含高新区管委会，下同））

            2. 招商。联合招商。（责任单位：海曜市商务局、各区政府）
            """
        let tasks = DocumentReader().read(SourceText(text: text, format: .text)).areas.flatMap(\.tasks)
        #expect(
            tasks.map { $0.responsible.expanded.last.map(describe) }
                == Array(repeating: "districts[海曜市] 各区政府（含高新区管委会，下同）", count: 2))
        #expect(tasks.last?.responsible.printed == ["海曜市商务局", "各区政府"])
    }

    @Test("A list whose bracket is never closed is kept and doubted") func unbalanced() throws {
        let task = try #require(read("（责任单位：两市商务局、市农投公司").areas.first?.tasks.first)
        #expect(task.responsible.printed == ["两市商务局", "市农投公司"])
        #expect(task.doubts.contains { $0.code == "unitUnmatchedBracket" })
        #expect(task.confidence < 1)
    }

    @Test("Brackets that hold no units stay in the text", arguments: ["（贺山故居）", "（REITs）", "（2023—2027年）", "（见附表）"])
    func otherBrackets(_ bracket: String) throws {
        let task = try #require(read("保护旧址\(bracket)。", body: "").areas.first?.tasks.first)
        #expect(task.text == "保护旧址\(bracket)。")
        #expect(task.responsible.printed.isEmpty)
    }

    private func read(_ list: String, body: String = "共建园区，分享经验做法。") -> PlanDraft {
        let text = """
            青岚市海曜市对口合作实施方案

            为支持青岚市发展，引导海曜市企业参与，青岚、海曜两市制定本方案。

            一、重点任务

            （一）产业合作

            1. 共建园区。\(body)\(list)

            二、保障措施

            （一）加强领导。定期会商。
            """
        return DocumentReader().read(SourceText(text: text, format: .text))
    }

    private func describe(_ unit: DraftUnit) -> String {
        let bearer =
            switch unit.bearer {
            case .unit(let city): city ?? "-"
            case .group(let scope, let cities): scope.rawValue + "[" + cities.joined(separator: ",") + "]"
            }
        return bearer + " " + unit.unit + (unit.role.map { " \($0)" } ?? "") + (unit.isOpenList ? " 等" : "")
            + (unit.isUncertain ? " ?" : "")
    }
}
