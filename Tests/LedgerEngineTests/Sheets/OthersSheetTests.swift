// SPDX-License-Identifier: Apache-2.0
import Domain
import Extraction
import FileTesting
import Foundation
@testable import LedgerEngine
import OfficeFiles
import Testing

/// Workbooks by somebody who has not read the reader, each with the rows that a clerk would take from it.
@Suite("Messy sheets of others")
struct OthersSheetTests {
    static let folder = fixture("Others", of: "LedgerEngineTests")
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".expected.json") }.map { String($0.dropLast(14)) }.sorted()

    @Test("there are at least ten of them") func enough() { #expect(Self.names.count >= 10) }

    @Test("the rows of a workbook are those that a clerk would take", arguments: names)
    func finds(name: String) throws {
        let json = try Data(contentsOf: Self.folder.appendingPathComponent(name + ".expected.json"))
        let expected = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        let path = Self.folder.appendingPathComponent(expected["file"] as? String ?? "").path
        let file = try SheetFile(FileSource(path: path))
        let found = try FoundSheets(file)
        let tables = [expected] + (expected["more"] as? [[String: Any]] ?? [])
        for wanted in tables {
            let rows = try #require(wanted["rows"] as? [[String: Any]])
            let sheet = wanted["sheet"] as? String ?? ""
            let own = found.tables.filter { $0.sheet == sheet && shares($0, rows[0]) }
            let taken = own.flatMap { table in table.rows.map { (table, $0) } }
            #expect(taken.count == rows.count, "\(sheet): rows \(taken.map(\.1.number))")
            var expectation = ClerkExpectation(wanted, isFrom1904: file.isFrom1904)
            for (index, (row, (table, body))) in zip(rows, taken).enumerated() {
                expectation.compare(row, body, table.found, at: index)
            }
            #expect(expectation.wrong.isEmpty, "\(expectation.wrong.prefix(12).joined(separator: "\n"))")
        }
    }

    /// Whether the table has columns for a third of the names at least.
    private func shares(_ table: FoundSheets.Table, _ row: [String: Any]) -> Bool {
        let keys = Set(table.found.columns.flatMap { [titleKey($0.title), titleKey($0.titles.last ?? "")] })
        return row.keys.count { keys.contains(titleKey($0)) } * 3 >= row.count
    }
}

/// Compares rows as they were stated with rows as they were read.
private struct ClerkExpectation {
    private(set) var wrong: [String] = []
    private let doubtful: Set<String>
    private let free: Set<String>
    private let isFrom1904: Bool
    private let directory = LedgerDirectory(codeLists: [:])

    init(_ wanted: [String: Any], isFrom1904: Bool) {
        self.isFrom1904 = isFrom1904
        doubtful = Set(
            (wanted["doubtful"] as? [[String: Any]] ?? []).map { "\($0["row"] ?? "") \($0["column"] ?? "")" })
        free = Set((wanted["inferred"] as? [String] ?? []) + (wanted["hiddenColumns"] as? [String] ?? []))
    }

    mutating func compare(_ wanted: [String: Any], _ row: TableRow, _ table: FoundTable, at index: Int) {
        for (key, value) in wanted.sorted(by: { $0.key < $1.key }) where !free.contains(key) {
            guard let (column, end) = column(key, table) else {
                // A line above the rows may name what a column doesn't.
                if !row.groups.contains(where: { $0.contains("\(value)") }) { wrong.append("no column \(key)") }
                continue
            }
            var cell = row.cell(column.column)
            if let year = DateSpanWords.year(in: table.title), let old = cell?.cell,
                let dated = DateSpanWords.dated(old.text, in: year), CalendarDate(iso: value as? String ?? "") != nil
            {
                let text = SourceCell(column: old.column, value: .text(dated))
                cell = BodyCell(cell: text, row: row.number, isMerged: false)
            }
            if !agrees(value, cell, column, end, table), !doubtful.contains("\(index) \(key)") {
                wrong.append("\(row.number) \(key): \(value) is \(cell?.cell.text ?? "nil")")
            }
        }
    }

    private func column(_ key: String, _ table: FoundTable) -> (TableColumn, ColumnMapping.SpanEnd?)? {
        // Where two tables of a sheet call a thing differently, one name stands for both.
        let others = ["带队领导": "团长", "时间": "来访日期"]
        let names = Set(table.columns.map { titleKey($0.title) })
        let other = others[key].flatMap { names.contains($0) ? $0 : nil }
        let wanted = names.contains(titleKey(key)) ? titleKey(key) : other ?? titleKey(key)
        if let column = table.columns.first(where: { $0.unit == wanted }) { return (column, nil) }
        func first(_ test: (String) -> Bool) -> TableColumn? { table.columns.first { test(titleKey($0.title)) } }
        if let column = first({ $0 == wanted }) ?? first({ $0.hasSuffix(wanted) }) ?? first({ $0.hasPrefix(wanted) }) {
            return (column, nil)
        }
        // The first and the last day of one column are two names.
        for (word, end) in [("开始", ColumnMapping.SpanEnd.first), ("结束", .last)] where wanted.contains(word) {
            let span = table.columns.first { column in
                DateSpanWords.isSpanTitle(titleKey(column.title))
                    || table.sample.contains {
                        $0.cell(column.column).flatMap { DateSpanWords.ends(of: $0.text) } != nil
                    }
            }
            if let span { return (span, end) }
        }
        // Group and leaf are joined without the words that both have.
        return table.columns.max { common($0, wanted) < common($1, wanted) }
            .flatMap { common($0, wanted) >= 2 ? ($0, nil) : nil }
    }

    private func common(_ column: TableColumn, _ key: String) -> Int {
        Set(titleKey(column.title)).intersection(key).count * 2 >= Set(key).count
            ? Set(titleKey(column.title)).intersection(key).count : 0
    }

    private func agrees(
        _ value: Any, _ cell: BodyCell?, _ column: TableColumn, _ end: ColumnMapping.SpanEnd?, _ table: FoundTable
    ) -> Bool {
        var text = cell?.cell.text ?? ""
        if let end {
            let ends = DateSpanWords.ends(of: text)
            text = end == .first ? ends?.first ?? text : ends?.last ?? ""
        }
        func read(_ kind: FieldKind, unit: String? = nil) -> FieldReading {
            let field = LedgerField(key: "x", kind: kind, title: LocalisedText(chinese: "", english: ""), unit: unit)
            let own = column.unit ?? table.unit(for: field)
            var input = cell.map { FieldInput($0.cell, unit: own, isFrom1904: isFrom1904) } ?? FieldInput("")
            input.text = end == nil ? input.text : text
            return field.read(input, directory)
        }
        switch value {
        case is NSNull: return [FieldKind.count, .text].contains { read($0).value == nil && read($0).isUsable }
        case let number as NSNumber:
            // A stated number is money in fen, or a count in the unit of the column.
            let readings = [read(.money), read(.count), read(.amount), read(.count, unit: column.unit ?? "人")]
            let wanted = [number.int64Value, number.int64Value, number.int64Value * 1_000_000, number.int64Value]
            return zip(readings, wanted).contains { $0.value == .number($1) }
                || readings.flatMap(\.problems).compactMap(\.proposal).contains { proposal in
                    proposal.prefix { $0.isNumber } == number.stringValue
                }
        case let wanted as String:
            if let day = CalendarDate(iso: wanted), read(.date).value == .number(day.dayNumber) { return true }
            if wanted.hasSuffix("%"), text.hasSuffix("%") {
                return Double(wanted.dropLast()) == Double(text.dropLast())
            }
            return plain(text) == plain(wanted)
        default: return false
        }
    }

    private func plain(_ text: String) -> String {
        text.filter { !$0.isWhitespace && $0 != "\u{FEFF}" && $0 != "\u{200B}" }
    }
}
