// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Extraction
import LedgerEngine
import OfficeFiles
import SQLCore
import Storage

/// One reading of all files of an import beside the register, row by row: what would become of each.
struct ImportRun {
    private let request: SheetImport
    private let desk: LedgerDesk
    private let names: LedgerNames
    private let ledgers: LedgerBook
    /// The number under which the register of the pairing is kept; nil before its first row.
    private let book: Int?
    private var planner: ImportPlanner
    private let memories: [MappingMemory]
    private var readings: [SheetImport.TableKey: RowReading] = [:]
    private var waiting: [ImportedRow] = []
    /// The place of the file that is read.
    private var number = 0
    private(set) var preview = SheetImportPreview()
    private(set) var mappings: [MappingMemory] = []
    /// Called with each row when it was judged.
    var take: (PlannedRow) throws -> Void = { _ in }
    private static let portion = 500

    init(
        _ request: SheetImport, _ desk: LedgerDesk, _ names: LedgerNames, ledgers: LedgerBook, today: CalendarDate
    ) throws {
        (self.request, self.desk, self.names, self.ledgers) = (request, desk, names, ledgers)
        book = try BookQueries(desk.connection).find(desk.ledger.key, desk.pairing.id)?.number
        planner = ImportPlanner(ledger: desk.ledger, codeLists: ledgers.codeLists, today: today)
        memories = try ImportQueries(desk.connection).mappings(of: desk.ledger.key, desk.pairing.id).map {
            MappingMemory(ledger: desk.ledger.key, signature: $0.heading, fields: $0.fields)
        }
    }

    /// Reads all files; `progress` is told how many bytes were unpacked and may throw to stop.
    mutating func readAll(_ paths: [String], progress: (Int) throws -> Void) throws {
        for (index, path) in paths.enumerated() {
            number = index
            let source: FileSource
            do { source = try FileSource(path: path) } catch { throw WorkbookError.container(error) }
            let file = try RegisterFile(SheetFile(source), named: request.files[index].name)
            if let schema = file.schema, schema.ledger != desk.ledger.key {
                let title = ledgers[schema.ledger]?.title[request.language] ?? schema.ledger
                throw UseCaseError(importOf: "sheet.error.otherLedger", ["ledger": title])
            }
            try file.forEachEvent(ledger: desk.ledger, memories: memories, meanwhile: progress) { sheet, event in
                try hear(event, file, index, sheet)
            }
            try flush()
        }
    }

    private mutating func hear(_ event: TableEvent, _ file: RegisterFile, _ index: Int, _ sheet: String) throws {
        switch event {
        case .table(let table):
            begin(table, file, SheetImport.TableKey(file: index, sheet: sheet, table: table.number))
        case .leftOut(let row):
            if preview.leftOut.count < 500 { preview.leftOut.append((file.name, sheet, row)) }
            for address in row.wrongSums {
                let problem = FieldProblem(field: nil, weight: .warning, messageKey: "sheet.problem.wrongSum")
                note(CellProblem(address: address, text: row.text, problem: problem), file.name, sheet)
            }
        case .row(let row):
            let key = SheetImport.TableKey(file: index, sheet: sheet, table: row.table)
            guard let imported = readings[key]?.read(row) else { return }
            waiting.append(imported)
            if waiting.count >= Self.portion { try flush() }
        }
    }

    private mutating func begin(_ table: FoundTable, _ file: RegisterFile, _ key: SheetImport.TableKey) {
        var mapping =
            file.schema?.mapping(of: table)
            ?? proposeMapping(
                of: table, to: desk.ledger, directory: names.directory, memories: memories,
                signature: sha256(table.signature))
        var isTaken = mapping.matches.contains { $0.confidence >= 60 }
        if let chosen = request.choices[key] {
            isTaken = chosen != nil
            mapping.matches = chosen.map { mapping.chosen($0) } ?? mapping.matches
        }
        for (field, text) in request.constants {
            mapping.constants[field] = desk.ledger.field(field)?.read(FieldInput(text), names.directory).value
        }
        let missing = mapping.missing(in: desk.ledger).map(\.key)
        // A table of something else shares a word or two with the register.
        if request.choices[key] == nil, file.schema == nil,
            missing.count * 2 > desk.ledger.fields.count(where: \.isRequired)
        {
            isTaken = false
        }
        preview.tables.append(
            SheetImportPreview.Table(
                key: key, file: file.name, found: table, mapping: mapping, isTaken: isTaken,
                missing: mapping.unfilled(in: desk.ledger).map(\.key),
                withoutUnit: table.columnsWithoutUnit(mapping, desk.ledger).map(\.title)))
        guard isTaken else { return }
        if file.schema == nil {
            let memory = MappingMemory(mapping, of: table, ledger: desk.ledger)
            mappings.append(memory)
        }
        readings[key] = RowReading(
            file: file.name, sheet: key.sheet, table: table, mapping: mapping, ledger: desk.ledger,
            directory: names.directory, isFrom1904: file.file.isFrom1904,
            corrections: request.corrections[SheetImport.place(file: key.file, sheet: key.sheet)] ?? [:])
    }

    /// Judges the rows that wait beside those of the register.
    private mutating func flush() throws {
        let rows = waiting
        waiting = []
        guard !rows.isEmpty else { return }
        let queries = EntryQueries(desk.connection)
        let ids = rows.compactMap { $0.tag.flatMap { Identifier<LedgerEntry>($0.id) } }
        let tagged = Dictionary(
            try queries.find(ids).filter { $0.book == book && $0.state != .removed }.map { ($0.id.text, entry($0)) },
            uniquingKeysWith: { first, _ in first })
        let keys = rows.map { planner.keys(of: $0).map { desk.cipher.term("key/" + desk.ledger.key, $0) } }
        let known = try book.map { try queries.find(keys: Array(Set(keys.joined())), in: $0) } ?? [:]
        for (row, keys) in zip(rows, keys) {
            var seen: Set<String> = []
            let keyed = keys.compactMap { known[$0] }.filter { seen.insert($0.id.text).inserted }.map(entry)
            let line = planner.judge(row, tagged: row.tag.flatMap { tagged[$0.id] }, keyed: keyed)
            note(line)
            try take(line)
        }
    }

    private func entry(_ record: EntryRecord) -> LedgerEntry {
        let open = desk.open(record)
        return LedgerEntry(
            id: record.id, ledger: desk.ledger.key, definition: record.definition, pairing: desk.pairing.id,
            side: record.side, organisation: record.organisation, values: open.values, state: record.state,
            version: record.version, createdAt: record.createdAt, changedAt: record.changedAt)
    }

    private mutating func note(_ line: PlannedRow) {
        preview.counts[line.outcome, default: 0] += 1
        for problem in line.problems { note(problem, line.row.file, line.row.sheet) }
        guard line.outcome != .unchanged, preview.lines.count < 500 else { return }
        preview.lines.append(
            SheetImportPreview.Line(
                file: line.row.file, sheet: line.row.sheet, row: line.row.number, outcome: line.outcome,
                doubt: line.doubt, texts: line.values.reduce(into: [:]) { $0[$1.key] = shown($1.value, $1.key) },
                changes: line.changes.map { change in
                    (
                        change.field, change.before.map { shown($0, change.field) } ?? "",
                        change.after.map { shown($0, change.field) } ?? ""
                    )
                }))
    }

    private mutating func note(_ problem: CellProblem, _ file: String, _ sheet: String) {
        preview.problemCount += 1
        guard preview.problems.count < 2_000 else { return }
        preview.problems.append(SheetImportPreview.Problem(number: number, file: file, sheet: sheet, problem: problem))
    }

    private func shown(_ value: FieldValue, _ key: String) -> String {
        guard let field = desk.ledger.field(key) else { return "" }
        return field.isPersonal ? mask(value, field) : field.screenText(value, request.language, names.directory)
    }
}

extension ColumnMapping {
    /// What a person chose; a single day of a column that holds two is the one that was proposed.
    fileprivate func chosen(_ fields: [Int: String]) -> [Match] {
        fields.sorted { $0.key < $1.key }.flatMap { column, text in
            let names = text.split(separator: "|").map(String.init)
            return names.enumerated().map { place, field in
                let known = matches.first { $0.column == column && $0.field == field }
                let end: SpanEnd? = names.count == 2 ? (place == 0 ? .first : .last) : known?.end
                return Match(column: column, field: field, confidence: 100, reason: .chosen, end: end)
            }
        }
    }
}
