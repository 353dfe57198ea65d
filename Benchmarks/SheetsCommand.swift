// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Domain
import Extraction
import Foundation
import LedgerEngine
import OfficeFiles

struct SheetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheets", abstract: "Writes, reads, plans and consolidates workbooks; prints time and memory.")
    @Argument(help: "A folder for the files.") var folder: String
    @Option var rows = 100_000
    @Option var workbooks = 100

    func run() throws {
        let path = folder + "/rows.xlsx"
        var time = try ContinuousClock().measure { try write(rows, to: path) }
        report("sheets: write \(rows) × 12", time.seconds, "s")
        report("sheets: write, peak memory", peakMemory(), "MB")
        time = try ContinuousClock().measure {
            let book = try Workbook(FileSource(path: path))
            try book.forEachRow(of: book.worksheets[0]) { _ in true }
        }
        report("sheets: read \(rows) × 12", time.seconds, "s")
        var count = 0
        time = try ContinuousClock().measure {
            var planner = ImportPlanner(ledger: benchLedger, codeLists: [:], today: today)
            count = try plan(path, &planner)
        }
        report("sheets: read, find, map and plan \(count) rows", time.seconds, "s")
        report("sheets: all, peak memory", peakMemory(), "MB")
        try write(1_000, to: folder + "/one.xlsx")
        time = try ContinuousClock().measure {
            var planner = ImportPlanner(ledger: benchLedger, codeLists: [:], today: today)
            for _ in 0..<workbooks { count = try plan(folder + "/one.xlsx", &planner) }
        }
        report("sheets: consolidate \(workbooks) workbooks of \(count) rows", time.seconds, "s")
    }

    private var today: CalendarDate { benchLedger.validFrom }

    private func write(_ rows: Int, to path: String) throws {
        let book = try WorkbookWriter(path: path)
        let sheet = try book.add("rows", (0..<12).map { SheetColumn(header: "c\($0)", width: 12) })
        for row in 0..<rows {
            try sheet.write(
                (0..<12).map { column in
                    switch column % 3 {
                    case 0: .text("text \(row) \(column)")
                    case 1: .number(Double(row) * 1.25)
                    default: .date(year: 2025, month: 1 + row % 12, day: 1 + row % 28)
                    }
                })
        }
        try book.close()
    }

    /// Returns how many rows have a value with the cell in which it stood.
    private func plan(_ path: String, _ planner: inout ImportPlanner) throws -> Int {
        let file = try SheetFile(FileSource(path: path))
        let directory = LedgerDirectory(codeLists: [:])
        var scanner = TableScanner(layout: try file.layout(of: 0), vocabulary: benchLedger.sheetVocabulary)
        var reading: RowReading?
        var count = 0
        func take(_ event: TableEvent) {
            switch event {
            case .table(let table):
                let mapping = proposeMapping(of: table, to: benchLedger, directory: directory)
                reading = RowReading(
                    file: path, sheet: "rows", table: table, mapping: mapping, ledger: benchLedger,
                    directory: directory)
            case .row(let row):
                guard let imported = reading?.read(row) else { return }
                if planner.judge(imported, tagged: nil, keyed: []).row.origin("c0") != nil { count += 1 }
            case .leftOut: break
            }
        }
        try file.forEachRow(of: 0) { row in
            scanner.add(row).forEach(take)
            return true
        }
        scanner.finish().forEach(take)
        return count
    }

    /// The most memory that the process has held, in MB.
    private func peakMemory() -> Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) } ?? 0) * 1024 / 1_000_000
    }
}

private let benchLedger: Ledger = {
    func words(_ text: String) -> LocalisedText { LocalisedText(chinese: text, english: text) }
    let kinds: [FieldKind] = [.text, .money, .date]
    return Ledger(
        key: "bench", code: "L00", version: 1, validFrom: CalendarDate(iso: "2025-01-01")!, title: words("bench"),
        about: words(""), traps: [], confirmation: .own, dateField: "c2", clauses: [], uniqueKeys: [["c0"]],
        retention: Retention(years: 1, after: nil, end: .keep), stages: nil,
        fields: (0..<12).map { LedgerField(key: "c\($0)", kind: kinds[$0 % 3], title: words("c\($0)")) },
        indicators: [])
}()
