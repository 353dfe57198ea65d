// SPDX-License-Identifier: Apache-2.0
package import Domain
package import LedgerEngine
import OfficeFiles

/// Writes rows of a register as a workbook that comes back as an update: a heading with units and help, lists to choose
/// from, and out of sight the rows' identities and versions and what the columns are.
package final class RegisterWorkbook {
    private let ledger: Ledger
    private let fields: [LedgerField]
    private let masked: Set<String>
    private let directory: LedgerDirectory
    private let words: RegisterWords
    private let workbook: WorkbookWriter
    private let sheet: WorksheetWriter
    private let tags: WorksheetWriter

    /// `masked` are the fields of which the caller may not see the values whole.
    package init(
        path: String, ledger: Ledger, fields: [LedgerField]? = nil, masked: Set<String> = [],
        directory: LedgerDirectory, words: RegisterWords
    ) throws {
        (self.ledger, self.masked, self.directory, self.words) = (ledger, masked, directory, words)
        let fields = fields ?? ledger.fields
        self.fields = fields
        workbook = try WorkbookWriter(path: path)
        var tags = SheetColumn(header: RegisterSchema.tagTitle, width: 10)
        tags.isHidden = true
        sheet = try workbook.add(
            ledger.title[words.language], fields.map { Self.column($0, words, masked) } + [tags])
        self.tags = try workbook.add(
            RegisterSchema.rowsName, [SheetColumn(header: RegisterSchema.tagTitle, width: 10)], isHidden: true,
            freezesHeader: false)
    }

    /// Writes one row. `texts` are the values as they may be seen: masked ones, and names that the directory doesn't know.
    package func write(
        id: Identifier<LedgerEntry>, version: Int, values: [String: FieldValue], texts: [String: String] = [:]
    ) throws {
        let cells = fields.map { field -> SheetCell in
            if masked.contains(field.key) { return texts[field.key].map { .text($0) } ?? .empty }
            guard let value = values[field.key] else {
                // A person that the caller may not see, in a workbook that shows others.
                return field.isPersonal ? texts[field.key].map { .text($0) } ?? .empty : .empty
            }
            switch field.kind {
            case .organisation, .place, .entry:
                if !field.isMany, let text = texts[field.key] { return .text(text) }
            default: break
            }
            return SheetCell(field.cell(value, words.language, directory))
        }
        let tag = SheetCell.text(RowTag(id: id.text, version: version).text)
        try sheet.write(cells + [tag])
        try tags.write([tag])
    }

    package func close() throws {
        sheet.filterColumns()
        try writeChoices()
        try writeSchema()
        try workbook.close()
    }

    /// Adds a sheet that says what each column takes, with an invented row outside of the table.
    package func addGuide() throws {
        let columns = [("column", 24.0), ("required", 8), ("help", 44), ("example", 32)].map { name, width in
            SheetColumn(header: words.text("sheet.guide." + name), width: width, wraps: true)
        }
        let guide = try workbook.add(words.text("sheet.guide.title"), columns)
        for field in fields {
            try guide.write([
                .text(Self.heading(field, words)), .text(field.isRequired ? words.text("sheet.guide.yes") : ""),
                .text(field.help?[words.language] ?? ""), .text(example(field)),
            ])
        }
    }

    private func example(_ field: LedgerField) -> String {
        guard field.kind == .choice, let first = choices(field).first else { return words.example(field.kind) }
        return first
    }

    private func writeChoices() throws {
        let offered = fields.enumerated().filter { $0.element.kind == .choice && !$0.element.isMany }
        guard !offered.isEmpty else { return }
        let lists = offered.map { choices($0.element) }
        let sheet = try workbook.add(
            "_choices", offered.map { SheetColumn(header: $0.element.key, width: 20) }, isHidden: true)
        for row in 0..<(lists.map(\.count).max() ?? 0) {
            try sheet.write(lists.map { row < $0.count ? .text($0[row]) : .empty })
        }
        for (index, field) in offered.enumerated() {
            self.sheet.offer(column: field.offset, from: sheet.name, column: index, count: lists[index].count)
        }
    }

    private func choices(_ field: LedgerField) -> [String] {
        let list = field.codeList.flatMap { directory.codeLists[$0] }
        return list?.values.filter { $0.validTo == nil }.map { $0.title[words.language] } ?? []
    }

    private func writeSchema() throws {
        let schema = RegisterSchema(
            ledger: ledger.key, definition: ledger.version,
            columns: fields.map {
                RegisterSchema.Column(
                    field: $0.key, title: Self.heading($0, words), isMasked: masked.contains($0.key))
            })
        let rows = schema.rows
        let columns = (0..<4).map { SheetColumn(header: rows[0].indices.contains($0) ? rows[0][$0] : "", width: 20) }
        let sheet = try workbook.add(RegisterSchema.sheetName, columns, isHidden: true, freezesHeader: false)
        for row in rows.dropFirst() { try sheet.write(row.map { $0.isEmpty ? .empty : .text($0) }) }
    }

    private static func column(_ field: LedgerField, _ words: RegisterWords, _ masked: Set<String>) -> SheetColumn {
        let heading = heading(field, words)
        let width: Double = field.kind == .note ? 40 : max(12, Double(heading.count) * 2)
        var column = SheetColumn(header: heading, width: min(width, 60), wraps: field.kind == .note || field.isMany)
        column.format = SheetNumberFormat(rawValue: field.rule.sheetFormat)
        column.note = field.help?[words.language]
        return column
    }

    /// The title with the unit in which its numbers stand.
    private static func heading(_ field: LedgerField, _ words: RegisterWords) -> String {
        let title = field.title[words.language]
        switch field.kind {
        case .money: return title + words.text("sheet.unit", ["unit": RegisterSchema.moneyUnit])
        case .count, .amount:
            return field.unit.map { title + words.text("sheet.unit", ["unit": $0]) } ?? title
        default: return title
        }
    }
}

extension SheetCell {
    /// What a spreadsheet's cell holds of a value.
    init(_ cell: FieldCell) {
        switch cell {
        case .text(let text): self = .text(text)
        case .number(let text): self = Double(text).map { .number($0) } ?? .text(text)
        case .date(let serial):
            let day = CalendarDate(dayNumber: Int64(serial - 25_569))
            self = day.map { .date(year: $0.year, month: $0.month, day: $0.day) } ?? .empty
        }
    }
}
