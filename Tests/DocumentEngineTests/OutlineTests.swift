// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Testing

@Suite("Headings and their numbers") struct OutlineTests {
    @Test(
        "An amount, a year or a name at the start of a line is no heading",
        arguments: ["5.5亿元资金到位", "5G应用", "2022年以来", "3个脱贫县", "二、三产业融合", "1.2万户农户增收", "第一产业", "4K影院"])
    func notHeadings(_ start: String) {
        let draft = read("（一）产业合作。推动两市合作，\n\(start)，形成机制。\n\n（二）文化合作。弘扬文化。")
        #expect(draft.areas.map(\.title) == ["产业合作", "文化合作"])
        #expect(draft.areas.first?.tasks.first?.measures.count == 1)
    }

    @Test("A missing number is doubted, not fatal") func missing() {
        let draft = read("（一）产业合作。\n\n1. 园区。共建园区。\n\n3. 招商。联合招商。")
        #expect(draft.areas.flatMap(\.tasks).map(\.path) == ["一、（一）1", "一、（一）3"])
        #expect(draft.warnings.contains { $0.code == "numberMissing" && $0.arguments["expected"] == "2" })
    }

    @Test("A doubled number is doubted, not fatal") func doubled() {
        let draft = read("（一）产业合作。\n\n1. 园区。共建园区。\n\n1. 招商。联合招商。")
        #expect(draft.areas.flatMap(\.tasks).map(\.title) == ["园区", "招商"])
        #expect(draft.warnings.contains { $0.code == "numberDoubled" })
    }

    @Test("Numbers may run on through all areas or begin again in each", arguments: [["1", "2"], ["1", "1"]])
    func running(_ numbers: [String]) {
        let draft = read("（一）产业合作\n\n\(numbers[0]). 园区。共建园区。\n\n（二）文化合作\n\n\(numbers[1]). 教育。联合办学。")
        #expect(draft.areas.flatMap(\.tasks).map(\.ordinal) == numbers)
        #expect(draft.warnings.allSatisfy { $0.code != "numberMissing" && $0.code != "numberDoubled" })
    }

    @Test("An area without numbered tasks is one task") func areaAsTask() {
        let draft = read("（一）产业合作。共建园区。联合招商。")
        #expect(draft.areas.map(\.title) == ["产业合作"])
        #expect(draft.areas.flatMap(\.tasks).map(\.ordinal) == [nil])
        #expect(draft.areas.flatMap(\.tasks).map(\.text) == ["共建园区。联合招商。"])
    }

    @Test("A heading between area and task is the task's group") func groups() {
        let list = "（责任单位：两市商务局）"
        let draft = read(
            "（一）产业合作\n\n1. 园区\n\n（1）建设。建设载体。\(list)\n\n（2）招商。联合招商。\(list)\n\n2. 科技\n\n（1）攻关。联合攻关。\(list)")
        #expect(draft.areas.flatMap(\.tasks).map(\.group) == ["园区", "园区", "科技"])
        #expect(draft.areas.flatMap(\.tasks).map(\.title) == ["建设", "招商", "攻关"])
    }

    @Test("Chapters and sections in words are levels like others") func articles() {
        let text = """
            青岚市海曜市对口合作规划

            第一章 总体要求

            坚持合作。

            第二章 重点任务

            第一节 产业合作

            一、园区。共建园区。

            二、招商。联合招商。

            第三章 保障措施

            第一节 加强领导

            成立专班。
            """
        let draft = DocumentReader().read(SourceText(text: text, format: .text))
        #expect(draft.overall.map(\.title) == ["总体要求"])
        #expect(draft.areas.flatMap(\.tasks).map(\.path) == ["第二章第一节一", "第二章第一节二"])
        #expect(draft.safeguards.map(\.title) == ["加强领导"])
    }

    private func read(_ body: String) -> PlanDraft {
        let text = "青岚市海曜市对口合作实施方案\n\n一、重点任务\n\n\(body)\n\n二、保障措施\n\n（一）加强领导。定期会商。\n"
        return DocumentReader().read(SourceText(text: text, format: .text))
    }
}
