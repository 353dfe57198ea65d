// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import Testing

@testable import UseCases

/// Invented tables of tasks in the layouts that offices use, read without a database.
@Suite("Reading tables of tasks")
struct TaskSheetReadingTests {
    /// A table as its rows, cells divided by bars; `merges` as `A2:A4`.
    private func read(
        _ rows: [String], merges: [CellArea] = [], home: Side? = .oldArea, choose: [String: String] = [:]
    ) throws -> [TaskSheetRow] {
        let pairing = try pairing()
        var finder = TaskSheetFinder(try TaskSheetColumns(), pairing)
        var scanner = TableScanner(layout: SourceLayout(merges: merges), vocabulary: finder.vocabulary)
        for (number, row) in rows.enumerated() {
            let cells = row.split(separator: "|", omittingEmptySubsequences: false).enumerated()
            let source = SourceRow(
                number: number + 1,
                cells: cells.filter { !$0.element.isEmpty }.map {
                    SourceCell(column: $0.offset, value: .text(String($0.element).replacing("\\n", with: "\n")))
                })
            for event in scanner.add(source) { try finder.take(event, sheet: "") }
        }
        for event in scanner.finish() { try finder.take(event, sheet: "") }
        var tables = try finder.found()
        for place in tables[0].columns.indices {
            if let field = choose[tables[0].columns[place].title] { tables[0].columns[place].field = field }
        }
        return TaskSheetReading(pairing, year: 2027, home: home).rows(of: tables)
    }

    /// What is left out of a table of these cells, as `number reason`.
    private func leftOut(_ rows: [[String]], fields: [String]) throws -> [String] {
        let table = TaskSheet(
            name: "", year: nil, columns: fields.map { TaskSheet.Column(title: "T", field: $0, isSure: true) },
            rows: rows.enumerated().map { TaskSheet.Row(number: $0.offset + 2, cells: $0.element) })
        return TaskSheetReading(try pairing(), year: 2027, home: .oldArea).read([table]).leftOut.map {
            "\($0.row) \($0.reason.rawValue)"
        }
    }

    private func pairing() throws -> Pairing {
        let term = try #require(YearSpan(from: 2022, to: 2030))
        func party(_ name: String, _ romanised: String, _ code: String) throws -> PairingParty {
            PairingParty(name: name, romanised: romanised, division: try #require(DivisionCode(code)))
        }
        return Pairing(
            id: Identifier(at: Instant(milliseconds: 0), random: (1, 1)), code: "a-b", kind: .city,
            oldArea: try party("云岫市", "Yunxiu", "970100"), eastern: try party("澜港市", "Langang", "920100"),
            region: nil, term: term, parent: nil)
    }

    private func area(_ rows: ClosedRange<Int>, _ column: Int, to last: Int? = nil) -> CellArea {
        CellArea(rows: rows, columns: column...(last ?? column))
    }

    @Test("A plain table with a title, a serial number and a total row of notes")
    func plain() throws {
        let rows = try read([
            "云岫市与澜港市对口合作2027年工作要点任务分解表（示例，虚构）", "序号|领域|重点任务|具体举措|牵头单位|配合单位|责任领导|完成时限|备注",
            "1|红色文化|共建研学基地|联合编制线路|市教育局|市文化和旅游局、市财政局|副市长 王某某|6月底前|/",
            "2|乡村振兴|产销对接|每年两场|澜港市商务局|云岫市农业农村局\\n市供销社|李某某|长期|", "注：虚构示例。",
        ])
        #expect(rows.map { $0[.title] } == ["共建研学基地", "产销对接"])
        #expect(rows[0][.area] == "红色文化" && rows[0][.measures] == "联合编制线路" && rows[0][.note].isEmpty)
        #expect(rows[0][.oldAreaLead] == "市教育局" && rows[0][.oldAreaUnits] == "市文化和旅游局、市财政局")
        #expect(rows[0][.leaderPost] == "副市长" && rows[0][.leaderName] == "王某某")
        #expect(rows[0][.due] == "2027-06-30" && rows[0][.start] == "2027-01-01" && rows[0].doubts.isEmpty)
        #expect(rows[1][.easternLead] == "市商务局" && rows[1][.oldAreaUnits] == "市农业农村局、市供销社")
        #expect(rows[1][.due].isEmpty && rows[1].doubts.map(\.kind) == [.openTerm])
    }

    @Test("Two heading rows, areas merged downwards, a day of the year before")
    func twoHeadings() throws {
        let rows = try read(
            [
                "2026年任务分解表（示例，虚构）", "领域|重点任务|责任单位||季度节点|||",
                "||牵头单位|配合单位|一季度|二季度|三季度|四季度", "产业合作|共建园区|市发展改革委|市工业和信息化局|选址\\n可研|开工||投产",
                "|企业对接|市商务局||||两场推介|",
            ],
            merges: [
                area(1...1, 0, to: 7), area(2...3, 0), area(2...3, 1), area(2...2, 2, to: 3), area(2...2, 4, to: 7),
                area(4...5, 0),
            ])
        #expect(rows.map { $0[.area] } == ["产业合作", "产业合作"])
        #expect(rows[0][.oldAreaLead] == "市发展改革委" && rows[0][.oldAreaUnits] == "市工业和信息化局")
        #expect(rows[0][.q1] == "选址\n可研" && rows[0][.q2] == "开工" && rows[0][.q4] == "投产")
        #expect(rows[1][.q3] == "两场推介" && rows[1][.due].isEmpty)
    }

    @Test("Last year's days are moved into the list's year, which is said")
    func moves() throws {
        let rows = try read(["重点任务|牵头单位|完成时间", "共建园区|市商务局|2026年9月底", "研学|市教育局|2026-11-15"])
        #expect(rows.map { $0[.due] } == ["2027-09-30", "2027-11-15"])
        #expect(rows[0].doubts == [TaskSheetDoubt(.dayMoved, ["from": "2026-09-30", "to": "2027-09-30"])])
    }

    @Test("Measures below one merged task are one item where the same bodies have them, else one each")
    func measures() throws {
        let rows = try read(
            [
                "重点任务|具体举措|责任单位|完成时限", "园区共建|完成规划。先选址|市发展改革委、市商务局|6月", "|招商引资|市发展改革委、市商务局|6月",
                "人才交流|教师跟岗|市教育局|9月", "|医生驻点|市卫生健康委|10月",
            ], merges: [area(2...3, 0), area(4...5, 0)])
        #expect(rows.map { $0[.title] } == ["园区共建", "人才交流 · 教师跟岗", "人才交流 · 医生驻点"])
        #expect(rows[0][.measures] == "完成规划。先选址\n招商引资")
        // A list of responsible units names its leader first.
        #expect(rows[0][.oldAreaLead] == "市发展改革委" && rows[0][.oldAreaUnits] == "市商务局")
        #expect(rows.map { $0[.due] } == ["2027-06-30", "2027-09-30", "2027-10-31"])
    }

    @Test("Without merged cells (.csv) the rows below say nothing in the columns that go on")
    func separated() throws {
        let rows = try read(
            [
                "领域,重点任务,具体举措,牵头单位", "文化,研学,编线路,市教育局", ",,办推介,", ",展览,巡展,市文化和旅游局",
            ].map { $0.replacing(",", with: "|") })
        #expect(rows.map { $0[.title] } == ["研学", "展览"] && rows.map { $0[.area] } == ["文化", "文化"])
        #expect(rows[0][.measures] == "编线路\n办推介")
    }

    @Test("A row without a task goes on with the one above, as an item of its own where bodies or terms differ")
    func goesOn() throws {
        let rows = try read([
            "重点任务|牵头单位|完成时限|年度目标|一季度", "研学|市教育局|6月|三条线路|", "||||选址", "||9月||", "|市商务局|||",
        ])
        #expect(rows.map { $0[.title] } == ["研学", "研学", "研学"])
        #expect(rows.map { $0[.oldAreaLead] } == ["市教育局", "市教育局", "市商务局"])
        #expect(rows.map { $0[.due] } == ["2027-06-30", "2027-09-30", "2027-09-30"])
        #expect(rows.map { $0[.q1] } == ["选址", "", ""] && rows[0][.goal] == "三条线路")
    }

    @Test("What is left out is listed with its row")
    func leaves() throws {
        let fields = ["title", "measures", "lead", ""]
        #expect(
            try leftOut([["", "", "市商务局", ""], ["园区", "", "市商务局", ""], ["", "", "", "专班"]], fields: fields)
                == ["2 noTask", "4 nothingRead"])
        #expect(try leftOut([["园区", "选址", "", ""], ["", "", "市商务局", ""]], fields: fields) == [])
    }

    @Test("A body without a city is marked; one of a city's column, or with its city, is not")
    func unplaced() throws {
        let row = try read(["重点任务|牵头单位|配合单位|澜港市配合单位", "园区|市商务局|澜港市教育局、市财政局|市工商联"])[0]
        #expect(row.unplaced[.oldArea] == ["市商务局"] || row.unplaced[.oldArea] == ["市商务局", "市财政局"])
        #expect(row.unplaced[.eastern]?.contains("市教育局") != true && row.unplaced[.eastern]?.contains("市工商联") != true)
    }

    @Test("Weights are whole numbers from 1 to 100; two posts are no post with a name")
    func weightsAndLeaders() throws {
        let rows = try read([
            "重点任务|牵头单位|权重|责任领导", "甲|市商务局|5|市委常委 副市长", "乙|市商务局|0.5|副市长 王某某", "丙|市商务局|120|王某某 李某某",
        ])
        #expect(rows.map { $0[.weight] } == ["5", "", ""])
        #expect(rows.map { $0[.leaderPost] } == ["市委常委 副市长", "副市长", "王某某"])
        #expect(rows.map { $0[.leaderName] } == ["", "王某某", "李某某"])
        let kinds: [[TaskSheetDoubt.Kind]] = [[], [.unreadWeight], [.unreadWeight, .unsureLeader]]
        #expect(rows.map { $0.doubts.map(\.kind) } == kinds && rows[1].doubts[0].arguments["text"] == "0.5")
    }

    @Test("Doubts go along with a page until a field of theirs is changed")
    func carries() throws {
        let row = TaskSheetRow(
            place: "2", values: ["due": "2027-09-30", "measures": "A\nB", "weight": ""],
            doubts: [
                TaskSheetDoubt(.dayMoved, ["from": "2026-09-30", "to": "2027-09-30"]),
                TaskSheetDoubt(.unreadSchedule, ["text": "B"]), TaskSheetDoubt(.noLead),
            ])
        func carried(_ change: (inout TaskSheetRow) -> Void) -> [TaskSheetDoubt] {
            var sent = TaskSheetRow(place: "2", values: row.values)
            change(&sent)
            sent.takeUpDoubts(row.carriedDoubts)
            return sent.doubts
        }
        let same = carried { $0[.measures] = "A\r\nB" }
        #expect(same == Array(row.doubts.prefix(2)))
        let due = carried { $0[.due] = "2027-10-01" }
        #expect(due.map(\.kind) == [.unreadSchedule])
        let quarter = carried { $0[.q1] = "B" }
        #expect(quarter.map(\.kind) == [.dayMoved])
        var forged = TaskSheetRow(place: "2", values: [:])
        forged.takeUpDoubts("[{\"doubt\":1}]")
        #expect(forged.doubts.isEmpty)
    }

    @Test("Tables that no file can have held are refused")
    func forged() throws {
        func isReadable(_ year: Int?, _ cells: [String], rows: Int = 1) -> Bool {
            let table = TaskSheet(
                name: "", year: year, columns: [TaskSheet.Column(title: "T", field: "title", isSure: true)],
                rows: (0..<rows).map { TaskSheet.Row(number: $0 + 2, cells: cells) })
            return (try? [table].requireReadable()) != nil
        }
        #expect(isReadable(2026, ["A"]) && isReadable(nil, ["A"], rows: TaskSheetFinder.mostRows))
        #expect(!isReadable(1_000_000_000_000_000_000, ["A"]) && !isReadable(1999, ["A"]))
        #expect(!isReadable(nil, ["A", "B"]) && !isReadable(nil, ["A"], rows: TaskSheetFinder.mostRows + 1))
    }

    @Test("Columns of either city, leaders and others in one cell")
    func cities() throws {
        let rows = try read([
            "重点任务|云岫市责任单位|澜港市责任单位|进度安排|起止时间",
            "共建园区|牵头：市发展改革委；配合：市商务局|市商务局（牵头）、市教育局|一季度：选址；二季度：开工\\n三季度完成主体|2027年1月—10月",
        ])
        #expect(rows[0][.oldAreaLead] == "市发展改革委" && rows[0][.oldAreaUnits] == "市商务局")
        #expect(rows[0][.easternLead] == "市商务局" && rows[0][.easternUnits] == "市教育局")
        #expect(rows[0][.q1] == "选址" && rows[0][.q2] == "开工" && rows[0][.q3] == "完成主体")
        #expect(rows[0][.start] == "2027-01-01" && rows[0][.due] == "2027-10-31")
    }

    @Test("A column that was not understood is read as what a person chose for it")
    func chosen() throws {
        let table = ["重点任务|牵头单位|落实抓手", "共建园区|市商务局|设立专班"]
        #expect(try read(table)[0][.measures].isEmpty)
        #expect(try read(table, choose: ["落实抓手": "measures"])[0][.measures] == "设立专班")
    }

    @Test("A table of something else, and one without rows, is refused with a sentence")
    func refuses() throws {
        func message(_ rows: [String]) -> String? {
            do {
                _ = try read(rows)
                return nil
            } catch {
                guard case .invalid(let failures) = (error as? UseCaseError)?.cause else { return "\(error)" }
                return failures.first?.message
            }
        }
        #expect(message(["姓名|电话|邮箱", "张某|1|a"]) == "taskSheet.noTable")
        #expect(message(["重点任务|牵头单位|完成时限"]) == "taskSheet.noRows")
        #expect(message([]) == "taskSheet.noTable")
        let many = (0...TaskSheetFinder.mostRows).map { "任务\($0)|市商务局|6月" }
        #expect(message(["重点任务|牵头单位|完成时限"] + many) == "taskSheet.tooManyRows")
    }
}
