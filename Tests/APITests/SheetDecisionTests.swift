// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import Testing

@testable import API
@testable import UseCases

@Suite("Decisions about an import")
struct SheetDecisionTests {
    @Test("A cell is read from the name that is printed of it", arguments: [0, 1, 25, 26, 51, 701, 702, 16_383])
    func returnsCells(column: Int) {
        let cell = CellAddress(row: 7, column: column)
        #expect(CellAddress(name: cell.description) == cell)
        #expect(CellAddress.column(CellAddress.letters(column).utf8) == column)
    }

    @Test(
        "What is no name of a cell is refused",
        arguments: ["", "B", "7", "B0", "B07", "b7", "B7 ", "B-7", "B+7", "ABCD7", "B12345678", "Б7", "B７"])
    func refusesCells(name: String) { #expect(CellAddress(name: name) == nil) }

    private static let table =
        #"{"file":1,"sheet":"S","table":2,"isTaken":true,"columns":[{"column":"C","fields":["start","end"]}]}"#

    /// What is decided once the decisions of these bodies were taken.
    private func decisions(_ bodies: String...) throws -> ImportDecisions {
        let ledger = try #require(try LedgerBook()["visit"])
        var decisions = ImportDecisions()
        for body in bodies {
            decisions.take(try readSheetDecision(try JSON(reading: Array(body.utf8)), ledger))
        }
        return decisions
    }

    @Test("Each kind of decision is read; a table that isn't taken has no columns")
    func reads() throws {
        let left = Self.table.replacing("true", with: "false")
        let read = try decisions(
            #"{"kind":"mapping","tables":[\#(Self.table),\#(left)],"constants":{"people":"3"}}"#,
            #"{"kind":"corrections","corrections":[{"file":0,"sheet":"","cell":"AB7","text":"x"}]}"#,
            #"{"kind":"doubts","rows":[{"file":0,"sheet":"","row":3,"decision":"add"}],"others":"leave"}"#,
            #"{"kind":"removals","entries":["e"]}"#)
        #expect(read.tables.map(\.columns) == [[2: "start|end"], nil])
        #expect(read.tables.map(\.file) == [1, 1] && read.tables.map(\.table) == [2, 2])
        #expect(read.constants == ["people": "3"])
        #expect(read.corrections == [.init(file: 0, sheet: "", row: 7, column: 27, text: "x")])
        #expect(read.doubts == [.init(file: 0, sheet: "", row: 3, decision: .add)] && read.others == .leave)
        #expect(read.removals == ["e"])
    }

    @Test(
        "A field that the register doesn't have, one that holds files, and a column named twice are refused",
        arguments: [
            table.replacing("start", with: "nonsense"), table.replacing("start", with: "evidence"),
            table.replacing("]}]", with: #"]},{"column":"C","fields":["level"]}]"#),
        ])
    func refuses(table: String) {
        #expect(throws: UseCaseError.self) { try decisions(#"{"kind":"mapping","tables":[\#(table)]}"#) }
    }
}
