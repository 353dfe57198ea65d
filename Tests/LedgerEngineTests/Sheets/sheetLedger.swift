// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine

/// A register for the tests of spreadsheets.
let sheetLedger = Ledger(
    key: "project", code: "L09", version: 1, validFrom: day(2022, 5, 1), title: words("产业项目", "Projects"),
    about: words("", ""), traps: [], confirmation: .own, dateField: "signed", clauses: [],
    uniqueKeys: [["name", "host"]], retention: Retention(years: 10, after: nil, end: .keep), stages: nil,
    fields: [
        LedgerField(key: "name", kind: .text, title: words("项目名称", "Project"), isRequired: true),
        LedgerField(key: "host", kind: .text, title: words("落地县（市、区）", "Place"), isRequired: true),
        LedgerField(key: "signed", kind: .date, title: words("签约日期", "Signed on")),
        LedgerField(key: "investment", kind: .money, title: words("计划总投资", "Investment planned"), isRequired: true),
        LedgerField(key: "arrived", kind: .money, title: words("到位资金", "Arrived")),
        LedgerField(key: "land", kind: .amount, title: words("用地", "Land"), unit: "亩"),
        LedgerField(key: "jobs", kind: .count, title: words("预计就业", "Jobs expected"), unit: "人"),
        LedgerField(key: "contract", kind: .choice, title: words("协议类型", "Contract"), codeList: "contractKind"),
        LedgerField(key: "leader", kind: .text, title: words("负责人", "Person in charge"), isPersonal: true),
    ], indicators: [])

var sheetDirectory: LedgerDirectory {
    LedgerDirectory(codeLists: [
        "contractKind": CodeList(
            key: "contractKind", validFrom: day(2022, 5, 1),
            values: [
                CodeList.Value(code: "framework", title: words("框架协议", "Framework"), validFrom: nil, validTo: nil),
                CodeList.Value(code: "formal", title: words("正式合同", "Contract"), validFrom: nil, validTo: nil),
            ])
    ])
}

func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
    CalendarDate(year: year, month: month, day: day) ?? CalendarDate(iso: "1970-01-01")!
}

func words(_ chinese: String, _ english: String) -> LocalisedText { LocalisedText(chinese: chinese, english: english) }

/// Rows of texts, as a .csv file would hold them; an empty text is a blank cell.
func sheetRows(_ rows: [[String]]) -> [SourceRow] {
    rows.enumerated().compactMap { index, texts in
        let cells = texts.enumerated().filter { !$0.element.isEmpty }.map {
            SourceCell(column: $0.offset, value: Double($0.element).map { .number($0, unit: nil) } ?? .text($0.element))
        }
        return cells.isEmpty ? nil : SourceRow(number: index + 1, cells: cells)
    }
}

/// The first table of rows with its body.
func firstTable(_ rows: [SourceRow], layout: SourceLayout = SourceLayout()) -> (FoundTable, [TableRow], [LeftOutRow])? {
    var scanner = TableScanner(layout: layout, vocabulary: sheetLedger.sheetVocabulary)
    var (table, body, left): (FoundTable?, [TableRow], [LeftOutRow]) = (nil, [], [])
    for event in rows.flatMap({ scanner.add($0) }) + scanner.finish() {
        switch event {
        case .table(let found): table = table ?? found
        case .row(let row): if row.table == 0 { body.append(row) }
        case .leftOut(let row): left.append(row)
        }
    }
    return table.map { ($0, body, left) }
}
