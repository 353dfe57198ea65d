// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Testing

@Suite("Tables of tasks") struct TaskTableTests {
    private typealias Cell = InventedTable.Cell

    private static let heading: [Cell] = ["序号", "重点任务", "主要举措", "牵头单位", "配合单位", "完成时限"]
    private static let first: [Cell] = ["1", "共建园区", "支持企业入园。举办招商会2场。", "两市市发展改革委", "市商务局、市科技局", "2025年12月底前"]
    private static let second: [Cell] = ["2", "互派干部", "选派干部挂职。", "两市市委组织部", "", "2025年6月30日"]

    private func read(_ source: SourceText) -> PlanDraft {
        let draft = DocumentReader().read(source)
        #expect(validate(draft, against: source) == [])
        return draft
    }

    @Test("A row is a task with its measures, units, roles and term") func row() throws {
        let draft = read(InventedTable.source([Self.heading, Self.first, Self.second]))
        let tasks = draft.areas.flatMap(\.tasks)
        #expect(tasks.map(\.path) == ["1", "2"])
        #expect(tasks.map(\.title) == ["共建园区", "互派干部"])
        let task = try #require(tasks.first)
        #expect(task.measures.map(\.text) == ["支持企业入园。", "举办招商会2场。"])
        #expect(task.responsible.printed == ["两市市发展改革委", "市商务局", "市科技局"])
        #expect(task.responsible.expanded.map(\.role) == [.lead, .lead] + Array(repeating: .cooperate, count: 4))
        #expect(task.targets.map(\.text) == ["举办招商会2场", "2025年12月底前"])
        #expect(task.targets.last?.by == .year(2025))
        #expect(tasks[1].targets.last?.by == CalendarDate(year: 2025, month: 6, day: 30).map { .date($0) })
        #expect(!draft.warnings.contains { ["noOutline", "noTasks", "titleMissing"].contains($0.code) })
    }

    @Test("Columns may stand in any order", arguments: [[5, 3, 0, 2, 1, 4], [1, 0, 4, 5, 2, 3], [3, 4, 5, 0, 1, 2]])
    func order(_ order: [Int]) {
        func arranged(_ row: [Cell]) -> [Cell] { order.map { row[$0] } }
        let draft = read(InventedTable.source([Self.heading, Self.first, Self.second].map(arranged)))
        let tasks = draft.areas.flatMap(\.tasks)
        #expect(tasks.map(\.title) == ["共建园区", "互派干部"])
        #expect(tasks.map(\.text) == ["支持企业入园。举办招商会2场。", "选派干部挂职。"])
        #expect(tasks[0].responsible.expanded.filter { $0.role == .lead }.map(\.unit) == ["市发展改革委", "市发展改革委"])
    }

    @Test(
        "Columns are known by any of their usual headings",
        arguments: [
            ["编号", "工作任务", "具体措施", "牵头部门", "参与单位", "时间节点"], ["序 号", "合作事项", "工作内容", "主办单位", "协办单位", "完成\n时间"],
            ["No.", "目标任务", "任务内容及要求", "牵头责任单位", "配合部门", "进度安排"], ["序号", "重点工作", "推进举措", "牵头\n单位", "责任单位", "办结时限"],
        ])
    func headings(_ words: [String]) {
        let draft = read(InventedTable.source([words.map { Cell($0) }, Self.first]))
        #expect(draft.areas.flatMap(\.tasks).map(\.title) == ["共建园区"])
        #expect(draft.areas.first?.tasks.first?.responsible.expanded.last?.role == .cooperate)
        #expect(draft.areas.first?.tasks.first?.targets.last?.text == "2025年12月底前")
    }

    @Test("A row that spans the table begins an area; a heading that is repeated is no task") func areas() {
        let draft = read(
            InventedTable.source([
                Self.heading, [Cell("一、产业协作", columns: 6)], Self.first, Self.heading, [Cell("二、人才交流", columns: 6)],
                Self.second,
            ]))
        #expect(draft.areas.map(\.ordinal) == ["一", "二"])
        #expect(draft.areas.map(\.title) == ["产业协作", "人才交流"])
        #expect(draft.areas.flatMap(\.tasks).map(\.path) == ["一、1", "二、2"])
    }

    @Test("An area may have a number in a cell of its own, or a column of merged cells") func areaCells() {
        let numbered = read(
            InventedTable.source([Self.heading, ["一", Cell("产业协作", columns: 5)], Self.first, Self.second]))
        #expect(numbered.areas.map(\.ordinal) == ["一"])
        #expect(numbered.areas.map(\.title) == ["产业协作"])
        let column = read(
            InventedTable.source([
                ["领域"] + Self.heading, [Cell("产业协作", rows: 2)] + Self.first, Self.second, ["人才交流"] + Self.second,
            ]))
        #expect(column.areas.map(\.title) == ["产业协作", "人才交流"])
        #expect(column.areas.map(\.tasks.count) == [2, 1])
        #expect(Set(column.areas.flatMap(\.tasks).map(\.path)).count == 3)
    }

    @Test("A heading of two lines tells its columns by the lower line") func twoLines() {
        let draft = read(
            InventedTable.source([
                [
                    Cell("序号", rows: 2), Cell("任务", rows: 2), Cell("举措", rows: 2), Cell("责任单位", columns: 2),
                    Cell("时限", rows: 2),
                ], ["牵头", "配合"], Self.first,
            ]))
        #expect(draft.areas.first?.tasks.first?.responsible.expanded.map(\.role).last == .cooperate)
        #expect(draft.areas.flatMap(\.tasks).map(\.title) == ["共建园区"])
    }

    @Test("Units below the name of a city are that city's") func cityColumns() {
        let draft = read(
            InventedTable.source([
                [Cell("序号", rows: 2), Cell("任务", rows: 2), Cell("责任单位", columns: 2)], ["青川市", "东湖市"],
                ["1", "共建园区", "市商务局", "市投资促进局"],
            ]))
        let units = draft.areas.flatMap(\.tasks).flatMap(\.responsible.expanded)
        #expect(units.map(\.bearer) == [.unit(city: "青川市"), .unit(city: "东湖市")])
    }

    @Test("A table without a heading of its own goes on with the one before it") func goesOn() {
        var made = InventedTable()
        made.paragraph("青川市与东湖市对口合作重点任务分解表")
        made.table([Self.heading, Self.first])
        made.paragraph("— 1 —")
        made.table([Self.second])
        let draft = read(made.source)
        #expect(draft.areas.count == 1)
        #expect(draft.areas.flatMap(\.tasks).map(\.title) == ["共建园区", "互派干部"])
    }

    @Test("Rows of one number are one task where their texts follow each other, else tasks in a group") func merged() {
        func rows(_ units: [[Cell]]) -> SourceText {
            InventedTable.source([
                ["序号", "任务", "举措", "责任单位"], [Cell("1", rows: 2), Cell("共建园区", rows: 2), "支持企业入园。"] + units[0],
                ["举办招商会。"] + units[1],
            ])
        }
        let apart = read(rows([["两市市发展改革委"], ["两市市商务局"]])).areas.flatMap(\.tasks)
        #expect(apart.map(\.group) == ["共建园区", "共建园区"])
        #expect(apart.map(\.responsible.printed) == [["两市市发展改革委"], ["两市市商务局"]])
        #expect(Set(apart.map(\.path)).count == 2)
        // A reader of files writes such rows column by column.
        var made = InventedTable()
        made.paragraph("青川市与东湖市对口合作重点任务分解表")
        made.table([["序号", "任务", "举措", "责任单位"], ["1", "共建园区", "支持企业入园。\n举办招商会。", "两市市发展改革委\n两市市商务局"]])
        let whole = read(made.source).areas.flatMap(\.tasks)
        #expect(whole.map(\.title) == ["共建园区"])
        #expect(whole.first?.measures.count == 2)
        #expect(whole.first?.responsible.printed == ["两市市发展改革委", "两市市商务局"])
    }

    @Test("A single column of text has its titles as prose has them") func runIn() {
        let draft = read(
            InventedTable.source([
                ["工作内容", "责任单位"], ["1. 共建园区。支持企业入园。", "两市市发展改革委"], ["2. 互派干部", "两市市委组织部牵头，市教育局配合"],
            ]))
        let tasks = draft.areas.flatMap(\.tasks)
        #expect(tasks.map(\.ordinal) == ["1", "2"])
        #expect(tasks.map(\.title) == ["共建园区", "互派干部"])
        #expect(tasks.map(\.text) == ["支持企业入园。", "互派干部"])
        #expect(tasks[1].responsible.expanded.map(\.role) == [.lead, .lead, .cooperate, .cooperate])
    }

    @Test("Tables below headings of the plan are the tasks of those headings") func belowHeadings() {
        var made = InventedTable()
        for line in ["青川市与东湖市对口合作工作要点", "一、总体要求", "坚持优势互补。", "二、重点任务", "（一）产业协作"] { made.paragraph(line) }
        made.table([Self.heading, Self.first])
        made.paragraph("（二）人才交流")
        made.table([Self.heading, Self.second])
        made.paragraph("三、保障措施")
        made.paragraph("（一）加强领导。每年召开联席会议。")
        let draft = read(made.source)
        #expect(draft.overall.map(\.title) == ["总体要求"])
        #expect(draft.areas.map(\.title) == ["产业协作", "人才交流"])
        #expect(draft.areas.flatMap(\.tasks).map(\.path) == ["二、（一）1", "二、（二）2"])
        #expect(draft.safeguards.map(\.title) == ["加强领导"])
    }

    @Test("An annexed table of the same tasks gives no task twice, but the units that the prose lacks") func annexed() {
        var made = InventedTable()
        for line in [
            "青川市与东湖市对口合作工作要点", "一、重点任务", "（一）产业协作", "1. 共建园区。支持企业入园。", "（二）人才交流",
            "1. 互派干部。选派干部挂职。（责任单位：两市市委组织部）", "二、保障措施", "（一）加强领导。每年召开联席会议。", "附件：重点任务分工表",
        ] { made.paragraph(line) }
        made.table([Self.heading, Self.first, Self.second])
        let draft = read(made.source)
        let tasks = draft.areas.flatMap(\.tasks)
        #expect(tasks.map(\.title) == ["共建园区", "互派干部"])
        #expect(tasks.map(\.responsible.printed) == [["两市市发展改革委", "市商务局", "市科技局"], ["两市市委组织部"]])
        #expect(tasks.map { $0.targets.last?.text } == ["2025年12月底前", "2025年6月30日"])
        #expect(!draft.warnings.contains { $0.code == "tableRowUnmatched" })
    }

    @Test("An annexed table of other tasks adds them") func otherTasks() {
        var made = InventedTable()
        for line in [
            "青川市与东湖市对口合作工作要点", "一、重点任务", "（一）生态环保", "1. 治理河流。开展联合巡河。", "二、保障措施", "（一）加强领导。每年召开联席会议。",
            "附件：重点任务分工表",
        ] { made.paragraph(line) }
        made.table([Self.heading, Self.first, Self.second])
        #expect(read(made.source).areas.flatMap(\.tasks).map(\.title) == ["治理河流", "共建园区", "互派干部"])
    }

    @Test("A table of other things is read as text", arguments: [["姓名", "单位", "电话"], ["序号", "县区", "金额"]])
    func otherTables(_ words: [String]) {
        let draft = read(InventedTable.source([words.map { Cell($0) }, ["1", "东湖市商务局", "甲"]]))
        #expect(draft.areas.flatMap(\.tasks).isEmpty)
    }

    @Test("Rows below a heading of safeguards are safeguards, notes are nothing") func safeguards() {
        let draft = read(
            InventedTable.source([
                Self.heading, [Cell("一、产业协作", columns: 6)], Self.first, [Cell("二、保障措施", columns: 6)],
                ["2", "健全机制", "每年召开联席会议。", "两市市发展改革委", "", ""], [Cell("注：本表由两市合作办解释。", columns: 6)],
            ]))
        #expect(draft.areas.map(\.title) == ["产业协作"])
        #expect(draft.safeguards.map(\.title) == ["健全机制"])
        #expect(draft.safeguards.first?.obligations.map(\.kind) == [.meeting])
    }

    @Test("A clause of a cell is read again where it stands") func clauses() throws {
        let source = InventedTable.source([Self.heading, Self.first, Self.second])
        let task = try #require(read(source).areas.first?.tasks.last)
        let clause = try #require(ClauseReader(source).clause(in: task.source.range))
        #expect(clause.text == "选派干部挂职。")
        #expect(clause.source == task.source)
    }

    @Test("A row that a clerk cuts in two keeps its units and its term out of the text") func cut() throws {
        let source = InventedTable.source([Self.heading, Self.first, Self.second])
        let task = try #require(read(source).areas.first?.tasks.first)
        let end = try #require(task.responsible.sources.map(\.range.to).max())
        let half = try #require(task.measures.last?.source.range)
        let clause = try #require(ClauseReader(source).clause(in: TextRange(from: half.from, to: end)))
        #expect(clause.text == "举办招商会2场。")
        #expect(clause.source.range == half)
        #expect(clause.responsible == task.responsible)
        #expect(clause.targets.map(\.text) == ["举办招商会2场", "2025年12月底前"])
    }

    @Test("Merged cells and rows that lie about their size break nothing", arguments: [0, -3, 1, 7, 100_000])
    func wild(_ size: Int) {
        let rows: [[Cell]] = [
            [Cell("序号", rows: size), "任务", Cell("责任单位", columns: size)], [Cell("1", rows: size), "共建园区", "市商务局"], [],
            [Cell("", columns: size, rows: size)],
        ]
        _ = read(InventedTable.source(rows))
    }
}
