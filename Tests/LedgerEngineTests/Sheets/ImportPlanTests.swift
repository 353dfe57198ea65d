// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import Testing

/// An import into a register that is held in memory.
struct SheetImport {
    var entries: [LedgerEntry] = []
    var corrections: [CellAddress: String] = [:]
    var memories: [MappingMemory] = []
    var decision: PlannedRow.Decision?

    func plan(_ rows: [SourceRow], layout: SourceLayout = SourceLayout()) throws -> [PlannedRow] {
        let (table, body, _) = try #require(firstTable(rows, layout: layout))
        let mapping = proposeMapping(of: table, to: sheetLedger, directory: sheetDirectory, memories: memories)
        var reading = RowReading(
            file: "a.xlsx", sheet: "台账", table: table, mapping: mapping, ledger: sheetLedger,
            directory: sheetDirectory, corrections: corrections)
        var planner = ImportPlanner(
            ledger: sheetLedger, codeLists: sheetDirectory.codeLists, today: day(2026, 3, 5))
        return body.map { row in
            let imported = reading.read(row)
            let keys = planner.keys(of: imported)
            let keyed = entries.filter { entry in
                possibleKeys(of: entry.values, ledger: sheetLedger).contains { keys.contains($0) }
            }
            let tagged = imported.tag.flatMap { tag in entries.first { $0.id.text == tag.id } }
            return planner.judge(imported, tagged: tagged, keyed: keyed, decision: decision)
        }
    }

    mutating func apply(_ lines: [PlannedRow]) {
        for line in lines {
            switch line.outcome {
            case .new: entries.append(entry(line.values))
            case .changed:
                guard let place = entries.firstIndex(where: { $0.id == line.entry }) else { continue }
                entries[place].values = line.values
                entries[place].version += 1
            default: break
            }
        }
    }

    private func entry(_ values: [String: FieldValue]) -> LedgerEntry {
        let now = Instant(milliseconds: 1_770_000_000_000)
        return LedgerEntry(
            id: Identifier(at: now, random: (UInt64(entries.count), 7)), ledger: "project", definition: 1,
            pairing: Identifier(at: now, random: (1, 1)), side: .oldArea, organisation: nil, values: values,
            state: .confirmed, version: 1, createdAt: now, changedAt: now)
    }
}

@Suite("Planning an import")
struct ImportPlanTests {
    static let titles = ["项目名称", "落地县（市、区）", "签约日期", "计划总投资（万元）", "用地（亩）", "协议类型"]
    static let rows = [
        titles, ["甲项目", "云岭县", "2025.3.1", "1,200", "30", "框架协议"], ["乙项目", "松涛区", "2025年4月2日", "0.5亿元", "2公顷", "正式合同"],
    ]

    @Test("rows are read with the units of their columns and cells, and keep where each value stood") func reads()
        throws
    {
        let lines = try SheetImport().plan(sheetRows(Self.rows))
        #expect(lines.map(\.outcome) == [.new, .new])
        #expect(lines[0].values["investment"] == .number(1_200_000_000))
        #expect(lines[1].values["investment"] == .number(5_000_000_000))
        #expect(lines[1].values["land"] == .number(30_000_000))
        #expect(lines[1].values["signed"] == .number(day(2025, 4, 2).dayNumber))
        #expect(lines[1].row.origin("investment")?.address.description == "D3")
        #expect(lines[1].row.origin("investment")?.sheet == "台账")
    }

    @Test("the same file twice plans nothing") func twice() throws {
        var register = SheetImport()
        register.apply(try register.plan(sheetRows(Self.rows)))
        #expect(try register.plan(sheetRows(Self.rows)).map(\.outcome) == [.unchanged, .unchanged])
    }

    @Test("a cell that changed is that one change; a blank cell changes nothing") func changes() throws {
        var register = SheetImport()
        register.apply(try register.plan(sheetRows(Self.rows)))
        var rows = Self.rows
        rows[1][3] = "1300"
        rows[2][2] = ""
        let lines = try register.plan(sheetRows(rows))
        #expect(lines.map(\.outcome) == [.changed, .unchanged])
        #expect(lines[0].changes.map(\.field) == ["investment"])
        #expect(lines[0].changes[0].before == .number(1_200_000_000))
        #expect(lines[0].changes[0].after == .number(1_300_000_000))
        #expect(lines[0].changes[0].address?.description == "D2")
    }

    @Test("what can't be read is a problem of its cell, with what could stand there") func problems() throws {
        let rows = [
            Self.titles, ["甲项目", "云岭县", "2025.2.30", "约1200", "30", "框架"], ["乙项目", "", "2025-1-1", "3", "4", "正式合同"],
        ]
        let lines = try SheetImport().plan(sheetRows(rows))
        #expect(lines.map(\.outcome) == [.refused, .refused])
        let found = lines.flatMap(\.problems).map {
            "\($0.address) \($0.problem.messageKey) \($0.problem.proposal ?? "-")"
        }
        #expect(
            found == [
                "C2 entry.problem.noSuchDay 2025-02-28", "D2 entry.problem.inexact 1200",
                "F2 entry.problem.notInList 框架协议", "B3 entry.problem.required 云岭县",
            ])
    }

    @Test("a correction stands for what the cell holds") func corrected() throws {
        let rows = [Self.titles, ["甲项目", "云岭县", "2025.2.30", "1200", "30", "框架协议"]]
        let place = CellAddress(row: 2, column: 2)
        let lines = try SheetImport(corrections: [place: "2025-02-28"]).plan(sheetRows(rows))
        #expect(lines.map(\.outcome) == [.new])
    }

    @Test("a row that stands twice in the file waits for a person") func repeated() throws {
        let rows = Self.rows + [Self.rows[1]] + [["甲项目", "云岭县", "2025.3.1", "99", "30", "框架协议"]]
        let lines = try SheetImport().plan(sheetRows(rows))
        #expect(lines.map(\.outcome) == [.new, .new, .doubtful, .doubtful])
        let first = CellOrigin(file: "a.xlsx", sheet: "台账", address: CellAddress(row: 2, column: 0))
        #expect(lines[2].doubt == .repeats(first, isAlike: true))
        #expect(lines[3].doubt == .repeats(first, isAlike: false))
    }

    @Test("a person decides what becomes of a row that stands twice, and sees what it would change")
    func decided() throws {
        let rows = Self.rows + [Self.rows[1]] + [["甲项目", "云岭县", "2025.3.1", "99", "30", "框架协议"]]
        func plan(_ decision: PlannedRow.Decision?) throws -> [PlannedRow] {
            try SheetImport(decision: decision).plan(sheetRows(rows))
        }
        #expect(try plan(nil).map(\.outcome) == [.new, .new, .doubtful, .doubtful])
        #expect(try plan(.leave).map(\.outcome) == [.new, .new, .left, .left])
        let updated = try plan(.update)
        #expect(updated.map(\.outcome) == [.new, .new, .unchanged, .changed])
        #expect(updated[3].changes.map(\.field) == ["investment"] && updated[3].doubt != nil)
        // A second row of the same key can't be in the register.
        #expect(updated[3].choices == [.leave, .update])
        #expect(try plan(.add).map(\.outcome) == [.new, .new, .doubtful, .doubtful])
    }

    @Test("a number in merged cells counts once, a word in each row") func merged() throws {
        let rows = [Self.titles, ["甲项目", "云岭县", "2025-1-1", "100"], ["乙项目", "", "2025-1-2", ""]]
        let layout = SourceLayout(merges: [
            CellArea(rows: 2...3, columns: 1...1), CellArea(rows: 2...3, columns: 3...3),
        ])
        let lines = try SheetImport().plan(sheetRows(rows), layout: layout)
        #expect(lines[1].values["host"] == .text("云岭县"))
        #expect(lines[1].row.origin("host")?.address.description == "B2")
        #expect(lines[1].values["investment"] == nil)
        #expect(lines[1].problems.map(\.problem.messageKey).contains("sheet.problem.mergedNumber"))
    }

    @Test("a money column without any unit is pointed out") func noUnit() throws {
        func columns(_ rows: [[String]]) throws -> [String] {
            let (table, _, _) = try #require(firstTable(sheetRows(rows)))
            let mapping = proposeMapping(of: table, to: sheetLedger, directory: sheetDirectory)
            return table.columnsWithoutUnit(mapping, sheetLedger).map(\.title)
        }
        let rows = [["项目名称", "落地县区", "计划总投资"], ["甲", "云岭县", "1200"], ["乙", "松涛区", "5"]]
        #expect(try columns(rows) == ["计划总投资"])
        #expect(try columns([["", "", "单位：万元"]] + rows) == [])
    }

    @Test("a number of groups in a row that is no total of theirs is pointed out") func wrongSums() throws {
        let rows = [["项目名称", "落地县区", "到位资金"], ["甲", "云岭县", "10"], ["乙", "松涛区", "5"], ["合计", "", "16"]]
        let (_, _, left) = try #require(firstTable(sheetRows(rows)))
        #expect(left.last?.wrongSums.map(\.description) == ["C4"])
    }
}
