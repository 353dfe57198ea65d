// SPDX-License-Identifier: Apache-2.0
import Domain
import Extraction
import FileTesting
import LedgerEngine
import OfficeFiles

func checkWorkbook(_ parts: [[UInt8]]) -> [String] {
    let names = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"]
    var entries = zip(names, parts).map { (name: $0, bytes: $1) }
    if entries.count < 4 {
        entries.append((name: names[3], bytes: Array("<workbook><sheets><sheet name=\"a\"/></sheets></workbook>".utf8)))
    }
    return checkSheets(in: makeZip(entries))
}

func checkSeparated(_ bytes: [UInt8]) -> [String] { checkSheets(in: bytes) }

/// Rows have to come in order, cells in order within them, and each row has to be found once.
private func checkSheets(in bytes: [UInt8]) -> [String] {
    var limits = WorkbookLimits()
    (limits.unpackedBytes, limits.freeBytes, limits.partBytes, limits.sharedTextInMemory) = (
        8 << 20, 1 << 20, 1 << 20, 256
    )
    guard let file = try? SheetFile(MemorySource(bytes), limits: limits) else { return [] }
    var faults: [String] = []
    for tab in file.tabs.indices.prefix(3) {
        var rows: [SourceRow] = []
        try? file.forEachRow(of: tab) { row in
            if let last = rows.last?.number, last >= row.number { faults.append("rows out of order") }
            if zip(row.cells, row.cells.dropFirst()).contains(where: { $0.column > $1.column }) {
                faults.append("cells out of order")
            }
            rows.append(row)
            return rows.count < 2_000
        }
        faults += checkFinding(rows, (try? file.layout(of: tab)) ?? SourceLayout())
    }
    return faults
}

func checkTables(_ text: String) -> [String] {
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(400).enumerated().compactMap {
        index, line -> SourceRow? in
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).prefix(60).enumerated().map {
            column, text in
            SourceCell(column: column, value: Double(text).map { .number($0, unit: nil) } ?? .text(String(text)))
        }
        return cells.isEmpty ? nil : SourceRow(number: index + 1, cells: cells)
    }
    // Which cells are merged depends on the text, so that the fuzzer can reach any.
    let merges = rows.prefix(6).map { row in
        CellArea(rows: row.number...row.number + text.utf8.count % 3, columns: 0...row.cells.count % 4)
    }
    return checkFinding(rows, SourceLayout(merges: merges))
}

/// Each row that holds something is found once, as a body row or as one that was left out; what is read of it as a row
/// of a register stands in its own cells.
private func checkFinding(_ rows: [SourceRow], _ layout: SourceLayout) -> [String] {
    var scanner = TableScanner(layout: layout, vocabulary: fuzzLedger.sheetVocabulary)
    let directory = LedgerDirectory(codeLists: [:])
    var planner = ImportPlanner(ledger: fuzzLedger, codeLists: [:], today: fuzzDay)
    var readings: [RowReading] = []
    var (found, faults): (Set<Int>, [String]) = ([], [])
    for event in rows.flatMap({ scanner.add($0) }) + scanner.finish() {
        switch event {
        case .table(let table):
            let mapping = proposeMapping(of: table, to: fuzzLedger, directory: directory)
            if Set(mapping.matches.map(\.field)).count != mapping.matches.count { faults.append("a field twice") }
            readings.append(
                RowReading(
                    file: "a", sheet: "b", table: table, mapping: mapping, ledger: fuzzLedger, directory: directory))
        case .row(let row):
            found.insert(row.number)
            guard readings.indices.contains(row.table) else { return ["a row of no table"] }
            let line = planner.judge(readings[row.table].read(row), tagged: nil, keyed: [])
            if line.row.cells.values.contains(where: { $0.row > row.number }) { faults.append("a value from below") }
        case .leftOut(let row): found.insert(row.number)
        }
    }
    let wanted = rows.filter { row in
        row.cells.contains { if case .text(let text) = $0.value { text.contains { !$0.isWhitespace } } else { true } }
    }.map(\.number)
    let headings = readings.isEmpty ? 0 : 4 * readings.count
    if wanted.count > found.count + headings { faults.append("\(wanted.count - found.count) rows were lost") }
    return faults
}

private let fuzzDay = CalendarDate(iso: "2026-03-05")!
private let fuzzLedger: Ledger = {
    func field(_ key: String, _ kind: FieldKind, _ title: String, unit: String? = nil) -> LedgerField {
        LedgerField(key: key, kind: kind, title: LocalisedText(chinese: title, english: key), unit: unit)
    }
    return Ledger(
        key: "fuzz", code: "L00", version: 1, validFrom: fuzzDay, title: LocalisedText(chinese: "", english: ""),
        about: LocalisedText(chinese: "", english: ""), traps: [], confirmation: .own, dateField: "start", clauses: [],
        uniqueKeys: [["name"]], retention: Retention(years: 1, after: nil, end: .keep), stages: nil,
        fields: [
            field("name", .text, "项目名称"), field("start", .date, "开始日期"), field("money", .money, "金额"),
            field("people", .count, "人数", unit: "人"), field("area", .amount, "面积", unit: "亩"),
        ], indicators: [])
}()
