// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Reads the rows of one table as rows of a register, through the kinds of its fields.
package struct RowReading {
    private let file: String
    private let sheet: String
    private let ledger: Ledger
    private let directory: LedgerDirectory
    private let fields: [Column]
    private let constants: [String: FieldValue]
    private let isFrom1904: Bool
    /// The year that the title above the table names.
    private let year: Int?
    private let tagColumn: Int?
    /// What a person typed instead of what stands in cells.
    private let corrections: [CellAddress: String]
    private var above: [Int: String] = [:]

    private struct Column {
        let column: Int
        let field: LedgerField
        let unit: String?
        let end: ColumnMapping.SpanEnd?
    }

    package init(
        file: String, sheet: String, table: FoundTable, mapping: ColumnMapping, ledger: Ledger,
        directory: LedgerDirectory, isFrom1904: Bool = false, corrections: [CellAddress: String] = [:]
    ) {
        (self.file, self.sheet, self.ledger, self.directory) = (file, sheet, ledger, directory)
        (self.isFrom1904, self.corrections, constants) = (isFrom1904, corrections, mapping.constants)
        year = DateSpanWords.year(in: table.title)
        tagColumn = table.columns.first { $0.title == RegisterSchema.tagTitle }?.column
        fields = mapping.matches.compactMap { match in
            guard let field = ledger.field(match.field) else { return nil }
            let column = table.columns.first { $0.column == match.column }
            return Column(
                column: match.column, field: field, unit: column?.unit ?? table.unit(for: field), end: match.end)
        }
    }

    /// The row with its values; what can't be read is a problem of its cell.
    package mutating func read(_ row: TableRow) -> ImportedRow {
        var (values, problems, blanks) = ([String: FieldValue](), [CellProblem](), Set<String>())
        var cells: [String: CellAddress] = [:]
        let tag = tagColumn.flatMap { row.cell($0) }.flatMap { RowTag($0.cell.text) }
        for column in fields {
            let cell = row.cell(column.column)
            // What we masked ourselves says nothing about the value.
            if tag != nil, column.field.isPersonal, cell?.cell.text.hasSuffix("**") == true { continue }
            let address = cell?.address ?? CellAddress(row: row.number, column: column.column)
            // What is typed for merged cells holds for each of their rows; a number would be counted in each.
            let isNumber = [.count, .amount, .money].contains(column.field.kind)
            let correction =
                corrections[CellAddress(row: row.number, column: column.column)]
                ?? (isNumber ? nil : corrections[address])
            cells[column.field.key] = address
            let reading = reading(of: cell, in: row, column, correction)
            let text = correction ?? cell?.cell.text ?? ""
            if let value = reading.value { values[column.field.key] = value } else { blanks.insert(column.field.key) }
            problems += reading.problems.map { CellProblem(address: address, text: text, problem: $0) }
            if reading.value == nil, reading.problems.isEmpty, column.field.isRequired, column.field.initial == nil {
                // In sheets without merged cells the value of a group stands in its first row alone.
                let problem = FieldProblem.error(column.field, "entry.problem.required", proposal: above[column.column])
                problems.append(CellProblem(address: address, text: text, problem: problem))
            }
            if !text.isEmpty { above[column.column] = text }
        }
        addConstants(&values)
        return ImportedRow(
            file: file, sheet: sheet, number: row.number, values: values, cells: cells, problems: problems,
            blanks: blanks, tag: tag)
    }

    private func reading(of cell: BodyCell?, in row: TableRow, _ column: Column, _ correction: String?) -> FieldReading
    {
        if let correction {
            return column.field.read(FieldInput(ended(correction, column.end), unit: column.unit), directory)
        }
        guard let cell else { return FieldReading(nil) }
        if [.date, .month].contains(column.field.kind), !column.field.isMany, let year,
            let dated = DateSpanWords.dated(cell.cell.text, in: year)
        {
            var reading = column.field.read(FieldInput(ended(dated, column.end)), directory)
            guard reading.value != nil else { return reading }
            reading.problems.append(.warning(column.field, "sheet.problem.yearOfTitle", ["year": String(year)]))
            return reading
        }
        if let end = column.end { return column.field.read(FieldInput(ended(cell.cell.text, end)), directory) }
        if cell.cell.value == .uncomputed { return FieldReading(column.field, "sheet.problem.uncomputed") }
        if case .date(let day) = cell.cell.value, column.field.kind == .date, !column.field.isMany {
            let value = FieldValue.number(day.dayNumber)
            return FieldReading(value, column.field.checkStored(value))
        }
        if cell.isMerged, [.count, .amount, .money].contains(column.field.kind) {
            // One amount for several rows: in each of them it would be counted several times.
            return FieldReading(nil, [.warning(column.field, "sheet.problem.mergedNumber", ["text": cell.cell.text])])
        }
        return column.field.read(FieldInput(cell.cell, unit: column.unit, isFrom1904: isFrom1904), directory)
    }

    /// The first or the last day of two; of a single day the first.
    private func ended(_ text: String, _ end: ColumnMapping.SpanEnd?) -> String {
        guard let end else { return text }
        guard let ends = DateSpanWords.ends(of: text) else { return end == .first ? text : "" }
        return end == .first ? ends.first : ends.last ?? ""
    }

    private func addConstants(_ values: inout [String: FieldValue]) {
        for (key, value) in constants where values[key] == nil { values[key] = value }
        for field in ledger.fields where values[field.key] == nil {
            switch field.initial {
            case .field(let other): values[field.key] = values[other]
            case .value(let text): values[field.key] = field.read(FieldInput(text), directory).value
            case .last, .none: break
            }
        }
    }
}

extension FoundTable {
    /// The unit that a note above the table gives for a field: money for money, others for what they can be converted to.
    func unit(for field: LedgerField) -> String? {
        if field.kind == .money { return units.first(where: isMoneyUnit) }
        guard let wanted = field.unit else { return nil }
        return units.first { !isMoneyUnit($0) && UnitWords.factor(from: $0, to: wanted) != nil }
    }

    /// The columns of money whose unit nothing says: taken as yuan, and pointed out.
    package func columnsWithoutUnit(_ mapping: ColumnMapping, _ ledger: Ledger) -> [TableColumn] {
        columns.filter { column in
            guard column.unit == nil, let match = mapping.matches.first(where: { $0.column == column.column }),
                let field = ledger.field(match.field), field.kind == .money, unit(for: field) == nil
            else { return false }
            return sample.contains { row in
                if case .number(_, unit: nil) = row.cell(column.column)?.value { true } else { false }
            }
        }
    }
}
