// SPDX-License-Identifier: Apache-2.0
import Domain
import Extraction
import FileTesting
import Foundation
import LedgerEngine
import OfficeFiles
import Testing

/// What has to be found in a workbook: stated beside it by whoever made it.
struct ExpectedSheets: Decodable {
    struct Table: Decodable {
        let sheet: String?
        let columns: [String]
        let rows: [[String?]]
        let units: [String: String]
    }
    let tables: [Table]
    let leftOut: [String: Int]
}

/// The tables of all sheets that are shown, as they were found.
struct FoundSheets {
    struct Table {
        let sheet: String
        let found: FoundTable
        var rows: [TableRow] = []
    }
    var tables: [Table] = []
    var leftOut: [LeftOutRow] = []

    init(_ file: SheetFile) throws {
        for (index, tab) in file.tabs.enumerated() where !tab.isHidden {
            var scanner = TableScanner(layout: try file.layout(of: index))
            var events: [TableEvent] = []
            try file.forEachRow(of: index) { row in
                events += scanner.add(row)
                return true
            }
            let before = tables.count
            for event in events + scanner.finish() {
                switch event {
                case .table(let table): tables.append(Table(sheet: tab.name, found: table))
                case .row(let row): tables[before + row.table].rows.append(row)
                case .leftOut(let row): leftOut.append(row)
                }
            }
        }
    }
}

@Suite("Messy sheets")
struct MessySheetTests {
    static let folder = fixture("Sheets", of: "LedgerEngineTests")
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()

    @Test("there are at least forty of them") func enough() { #expect(Self.names.count >= 40) }

    @Test("the tables of a workbook are found, and nothing else", arguments: names)
    func finds(name: String) throws {
        let json = try Data(contentsOf: Self.folder.appendingPathComponent(name + ".json"))
        let expected = try JSONDecoder().decode(ExpectedSheets.self, from: json)
        let path = ["xlsx", "csv"].map { Self.folder.appendingPathComponent(name + "." + $0).path }
            .first { FileManager.default.fileExists(atPath: $0) }
        let found = try FoundSheets(SheetFile(FileSource(path: path ?? "")))
        #expect(found.tables.map { $0.columns } == expected.tables.map(\.columns))
        for (table, wanted) in zip(found.tables, expected.tables) {
            #expect(table.texts == wanted.rows)
            if let sheet = wanted.sheet { #expect(table.sheet == sheet) }
            for (title, unit) in wanted.units {
                #expect(table.found.columns.first { $0.title == title }?.unit == unit)
            }
        }
        for (reason, count) in expected.leftOut {
            #expect(found.leftOut.count { $0.reason.rawValue == reason } == count, "\(reason)")
        }
    }
}

extension FoundSheets.Table {
    var shownColumns: [TableColumn] { found.columns.filter { !$0.isSerial } }
    var columns: [String] { shownColumns.map(\.title) }
    var texts: [[String?]] { rows.map { row in shownColumns.map { row.cell($0.column)?.cell.text } } }
}
