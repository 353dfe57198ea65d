// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import FileTesting
import Foundation
import LedgerEngine
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Importing a table of tasks into a yearly list")
struct TaskSheetImportTests {
    private static let sheet = """
        2026年任务分解表（示例，虚构）,,,,,
        序号,领域,重点任务,牵头单位,配合单位,完成时限
        1,产业合作,共建飞地园区,市商务局,市教育局、市虚构局,2026年9月底前
        2,产业合作,联合招商,澜港市工商联,,长期
        3,文化,研学线路,市文化和旅游局,市教育局,6月底
        """

    private func preview(
        _ place: WorkPlace, _ plan: String, _ text: String = sheet, name: String = "表.csv"
    ) async throws -> TaskSheetPreview {
        let path = try place.office.file("table.csv", text)
        let tables = try await place.useCases.readTaskSheets(place.oldArea, plan: plan, path: path, name: name)
        return try await place.useCases.previewTaskSheets(place.oldArea, plan: plan, tables)
    }

    private func empty(_ place: WorkPlace) async throws -> String {
        try await place.useCases.startYearPlan(
            place.oldArea,
            YearPlanStart(
                pairing: place.office.own.code, year: WorkPlace.year, takesTasks: false, takesUnfinished: false,
                takesSafeguards: false)
        ).text
    }

    @Test(
        "Rows are shown with their doubts, added in one go, not added twice, and taken back as a whole",
        arguments: TestEngine.both)
    func imports(engine: TestEngine) async throws {
        try await WorkPlace.open(engine) { place in
            let (useCases, plan) = (place.useCases, try await empty(place))
            let first = try await preview(place, plan)
            #expect(first.lines.map(\.row.isTaken) == [true, true, true])
            let doubts: [[TaskSheetDoubt.Kind]] = [[.dayMoved, .unknownBody], [.openTerm], [.dayMoved]]
            #expect(first.lines.map { $0.doubts.map(\.kind) } == doubts)
            #expect(first.lines[0].doubts[1].arguments["bodies"] == "市虚构局")
            #expect(first.lines[1].row[.easternLead] == "市工商联" && first.lines[2].failures.isEmpty)
            #expect(try await place.items(plan).isEmpty)

            var rows = first.lines.map(\.row)
            rows[1][.due] = "2027-13-40"
            let wrong = try await cause {
                _ = try await useCases.importTaskRows(place.oldArea, plan: plan, rows, source: "表.csv")
            }
            #expect(wrong == .invalid([ValidationFailure(field: "1.due", message: "item.dayForm")]))
            #expect(try await place.items(plan).isEmpty)
            rows[1][.due] = "2027-12-31"
            let result = try await useCases.importTaskRows(place.oldArea, plan: plan, rows, source: "表.csv")
            #expect(result.added == 3 && result.known == 0 && result.positions == 1...3)
            let items = try await place.items(plan)
            #expect(items.map(\.item.title) == ["共建飞地园区", "联合招商", "研学线路"])
            #expect(items[0].item.due?.description == "2027-09-30" && items[0].legs.count == 3)
            #expect(items[0].legs.filter { $0.organisation == nil }.map(\.unit) == ["市虚构局"])
            #expect(try await place.office.history("yearPlan", plan) == ["yearPlan.start", "yearPlan.import"])

            // The same file again: everything is there, nothing is taken, and nothing would be added.
            let again = try await preview(place, plan)
            #expect(again.lines.allSatisfy { $0.known != nil && !$0.row.isTaken })
            let twice = try await useCases.importTaskRows(
                place.oldArea, plan: plan, first.lines.map(\.row), source: "表.csv")
            #expect(twice.added == 0 && twice.known == 3 && twice.revision == result.revision)
            var knowing = again.lines[2].row
            (knowing.isTaken, knowing.mayRepeat) = (true, true)
            let repeated = try await useCases.importTaskRows(place.oldArea, plan: plan, [knowing], source: "表.csv")
            #expect(repeated.added == 1)
            let stale = try await cause {
                try await useCases.takeBackImport(place.oldArea, plan: plan, revision: result.revision)
            }
            #expect(stale == .conflict(reason: "taskSheet.changedSince"))
            let done = try #require(
                try await useCases.taskImport(place.oldArea, plan: plan, revision: repeated.revision))
            #expect(done.mayTakeBack && done.result == repeated)
            try await useCases.takeBackImport(place.oldArea, plan: plan, revision: repeated.revision)
            #expect(try await place.items(plan).count == 3)
        }
    }

    @Test("An import is taken back as it was, and not while a city agrees to it", arguments: TestEngine.both)
    func takesBack(engine: TestEngine) async throws {
        try await WorkPlace.open(engine) { place in
            let (useCases, plan) = (place.useCases, try await empty(place))
            let rows = try await preview(place, plan, "重点任务,牵头单位,完成时限\n研学,市教育局,6月").lines.map(\.row)
            let result = try await useCases.importTaskRows(place.oldArea, plan: plan, rows, source: "表.csv")
            let revision = result.revision
            func refused(_ caller: Caller, _ revision: Int) async throws -> UseCaseError.Cause? {
                try await cause { try await useCases.takeBackImport(caller, plan: plan, revision: revision) }
            }
            #expect(try await refused(place.oldArea, revision - 1) == .conflict(reason: "taskSheet.noImport"))
            try await useCases.agreeYearPlan(place.eastern, id: plan, revision: revision)
            #expect(try await refused(place.oldArea, revision) == .conflict(reason: "taskSheet.agreedSince"))
            let standing = try #require(
                try await useCases.taskImport(place.oldArea, plan: plan, revision: revision))
            #expect(!standing.mayTakeBack && standing.result == result)
            try await useCases.takeBackAgreement(place.eastern, id: plan)
            try await useCases.takeBackImport(place.oldArea, plan: plan, revision: revision)
            #expect(try await place.items(plan).isEmpty)
        }
    }

    @Test("A body goes to the city that alone has it only where the table names none, which is said")
    func sides() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let plan = try await empty(place)
            let division = place.office.own.eastern.division
            try await place.useCases.database.write { connection in
                try OrganisationQueries(connection).insert(
                    Organisation(
                        id: Identifier(at: Instant(milliseconds: 0), random: (9, 9)), name: "市虚构局",
                        kind: .department, division: division, aliases: [], isConfirmed: true))
            }
            let text = "重点任务,牵头单位,云岫市配合单位,完成时限\n甲任务,市虚构局,,6月\n乙任务,市教育局,市虚构局,6月"
            let lines = try await preview(place, plan, text).lines
            #expect(lines[0].row[.easternLead] == "市虚构局" && lines[0].row[.oldAreaLead].isEmpty)
            #expect(lines[1].row[.oldAreaUnits] == "市虚构局" && lines[1].row[.easternUnits].isEmpty)
            let kinds: [[TaskSheetDoubt.Kind]] = [[.sideMoved], [.unknownBody]]
            #expect(lines.map { $0.doubts.map(\.kind) } == kinds)
        }
    }

    @Test("What became known since the first look is unticked, and repeated only by whoever was told")
    func unticks() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let (useCases, plan) = (place.useCases, try await empty(place))
            let rows = try await preview(place, plan, "重点任务,牵头单位,完成时限\n研学,市教育局,6月").lines.map(\.row)
            _ = try await useCases.importTaskRows(place.oldArea, plan: plan, rows, source: "表.csv")
            let again = try await useCases.previewTaskRows(place.oldArea, plan: plan, rows).lines
            #expect(again[0].known != nil && !again[0].row.isTaken)
            var told = again[0].row
            (told.isTaken, told.mayRepeat) = (true, true)
            #expect(try await useCases.previewTaskRows(place.oldArea, plan: plan, [told]).lines[0].row.isTaken)
            // Mended rows are shown again, also where both cities have agreed meanwhile.
            try await place.agree(plan)
            #expect(try await useCases.previewTaskRows(place.oldArea, plan: plan, rows).lines.count == 1)
        }
    }

    @Test(
        "A row is mended, what is the same twice is taken once, and only drafts take whole tables",
        arguments: TestEngine.both)
    func mends(engine: TestEngine) async throws {
        try await WorkPlace.open(engine) { place in
            let (useCases, plan) = (place.useCases, try await empty(place))
            let twin = "重点任务,牵头单位,完成时限\n研学,市教育局,6月\n研学,市教育局,6月\n,,\n展览,,某日"
            let shown = try await preview(place, plan, twin)
            #expect(shown.lines.map(\.row.isTaken) == [true, false, true])
            #expect(shown.lines.map { $0.doubts.map(\.kind) } == [[], [.twice], [.unreadTerm, .noLead]])
            var rows = shown.lines.map(\.row)
            for place in rows.indices { rows[place].doubts = [] }
            rows[2][.oldAreaLead] = "市教育局"
            rows[2][.due] = "2027-05-01"
            rows[2][.special] = "没有的专项"
            let checked = try await useCases.previewTaskRows(place.oldArea, plan: plan, rows)
            #expect(checked.lines.map { $0.doubts.map(\.kind) } == [[], [.twice], [.unknownSpecial]])
            _ = try await useCases.importTaskRows(
                place.oldArea, plan: plan, checked.lines.map(\.row), source: "表.csv")
            #expect(try await place.items(plan).map(\.item.title) == ["研学", "展览"])
            let unit = try await place.person(of: try #require(try await place.items(plan)[0].legs.first))
            #expect(
                try await cause { _ = try await useCases.previewTaskRows(unit, plan: plan, rows) } == .notFound)
            try await place.agree(plan)
            let late = try await cause { _ = try await preview(place, plan, twin) }
            #expect(late == .conflict(reason: "taskSheet.notDraft"))
        }
    }

    @Test("A table of a Word document, merged cells and all; a file that is none, an empty one, a broken one")
    func documents() async throws {
        try await WorkPlace.open(.sqlite) { place in
            let (useCases, plan) = (place.useCases, try await empty(place))
            func cell(_ text: String, _ properties: String = "") -> String {
                "<w:tc><w:tcPr>\(properties)</w:tcPr><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:tc>"
            }
            func row(_ cells: String...) -> String { "<w:tr>" + cells.joined() + "</w:tr>" }
            let body =
                "<w:p><w:r><w:t>2027年任务分解表（示例，虚构）</w:t></w:r></w:p><w:tbl>"
                + row(cell("领域"), cell("重点任务"), cell("牵头单位"), cell("完成时限"))
                + row(cell("产业", "<w:vMerge w:val=\"restart\"/>"), cell("园区"), cell("市商务局"), cell("三季度"))
                + row(cell("", "<w:vMerge/>"), cell("招商"), cell("市商务局"), cell("年底前")) + "</w:tbl>"
            let path = place.office.folder.appending(path: "t.docx")
            try Data(makeWordDocument(body: body)).write(to: path)
            let tables = try await useCases.readTaskSheets(
                place.oldArea, plan: plan, path: path.path(), name: "表.docx")
            let lines = try await useCases.previewTaskSheets(place.oldArea, plan: plan, tables).lines
            #expect(lines.map { $0.row[.area] } == ["产业", "产业"])
            #expect(lines.map { $0.row[.due] } == ["2027-09-30", "2027-12-31"])

            func message(_ text: String, _ name: String) async throws -> String? {
                let cause = try await cause { _ = try await preview(place, plan, text, name: name) }
                guard case .invalid(let failures) = cause else { return nil }
                return failures.first?.message
            }
            #expect(try await message("", "表.csv") == "sheet.error.empty")
            #expect(try await message("PK\u{3}\u{4}broken", "表.xlsx")?.hasPrefix("sheet.error.") == true)
            #expect(try await message("写在纸上的话，没有表格。", "表.csv") == "taskSheet.noTable")
            #expect(try await message("不是文档", "表.docx")?.hasPrefix("extraction.") == true)
        }
    }

    @Test("The list's calendar has its due days and milestones, also of a draft", arguments: TestEngine.both)
    func calendar(engine: TestEngine) async throws {
        try await WorkPlace.open(engine) { place in
            let (useCases, plan) = (place.useCases, try await empty(place))
            _ = try await useCases.addItems(
                place.oldArea, plan: plan,
                [["title": "Hill", "oldAreaLead": "市教育局", "due": "2027-05-20", "q2": "Seeds"]])
            let may = try await useCases.calendar(place.oldArea, list: plan, year: 2027, month: 5)
            #expect(may.entries.map(\.matter) == ["Hill", "Seeds · Hill"] && may.list?.id.text == plan)
            // Without a month that of today, 15 January.
            let now = try await useCases.calendar(place.oldArea, list: plan, year: nil, month: 1)
            #expect(now.first.description == "2027-01-01" && now.entries.isEmpty)
            let unit = try await place.person(of: try #require(try await place.items(plan)[0].legs.first))
            #expect(
                try await cause { _ = try await useCases.calendar(unit, list: plan, year: 2027, month: 5) }
                    == .notFound)
        }
    }
}
