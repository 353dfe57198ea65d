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
