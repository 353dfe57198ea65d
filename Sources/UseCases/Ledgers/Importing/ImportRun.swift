// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Extraction
import LedgerEngine
import OfficeFiles
import SQLCore
import Storage

/// What the reading of all files of an import came to.
struct ImportReading: Sendable {
    var preview = SheetImportPreview()
    /// What the columns of each table were taken for.
    var mappings: [MappingMemory] = []
}

/// One reading of all files of an import beside the register, row by row: what would become of each.
struct ImportRun {
    private let request: SheetImport
    private let desk: LedgerDesk
    private let names: LedgerNames
    private let ledgers: LedgerBook
    /// The number under which the register of the pairing is kept; nil before its first row.
    private let book: Int?
    private var planner: ImportPlanner
    private var ceiling: CeilingWatch
    private let memories: [MappingMemory]
    private var rowReadings: [SheetImport.TableKey: RowReading] = [:]
    private var noted: [String: Int] = [:]
    private var seenTags: Set<String> = []
    private var waiting: [ImportedRow] = []
    /// How often something will be odd once it is written.
    private var foreseen = 0
    /// The place of the file that is read.
    private var number = 0
    private(set) var reading = ImportReading()
    /// Called with rows when they were judged, and with those that a person wants to be removed.
    var put: (ImportPipe.Portion) throws -> Void = { _ in }
    private static let portion = 500

    init(
        _ request: SheetImport, _ desk: LedgerDesk, _ names: LedgerNames, ledgers: LedgerBook, today: CalendarDate
    ) throws {
        (self.request, self.desk, self.names, self.ledgers) = (request, desk, names, ledgers)
        book = try BookQueries(desk.connection).find(desk.ledger.key, desk.pairing.id)?.number
        ceiling = CeilingWatch(desk)
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
            try findRemovals(file, index)
        }
    }

    /// The rows that the file held when it was written, and that were neither changed since nor are in it any more.
    private mutating func findRemovals(_ file: RegisterFile, _ index: Int) throws {
        guard rowReadings.keys.contains(where: { $0.file == index }) else { return }
        let missing = file.written.filter { !seenTags.contains($0.id) }
        for start in stride(from: 0, to: missing.count, by: Self.portion) {
            let tags = missing[start..<min(start + Self.portion, missing.count)]
            let versions = Dictionary(tags.map { ($0.id, $0.version) }, uniquingKeysWith: { first, _ in first })
            let found = try EntryQueries(desk.connection).find(tags.compactMap { Identifier<LedgerEntry>($0.id) })
                .filter { $0.book == book && $0.state != .removed && $0.version == versions[$0.id.text] }
            reading.preview.removalCount += found.count
            let chosen = found.filter { request.removals.contains($0.id.text) }
            reading.preview.removed += chosen.count
            if !chosen.isEmpty { try put(.removals(chosen)) }
            for record in found.prefix(500 - reading.preview.removals.count) {
                let texts = desk.open(record).values.reduce(into: [:]) { $0[$1.key] = shown($1.value, $1.key) }
                reading.preview.removals.append(
                    SheetImportPreview.Removal(
                        id: record.id.text, file: file.name, number: record.number, texts: texts,
                        isChosen: request.removals.contains(record.id.text)))
            }
        }
    }

    private mutating func hear(_ event: TableEvent, _ file: RegisterFile, _ index: Int, _ sheet: String) throws {
        switch event {
        case .table(let table):
            begin(table, file, SheetImport.TableKey(file: index, sheet: sheet, table: table.number))
        case .leftOut(let row):
            if reading.preview.leftOut.count < 500 { reading.preview.leftOut.append((file.name, sheet, row)) }
            for address in row.wrongSums {
                let problem = FieldProblem(field: nil, weight: .warning, messageKey: "sheet.problem.wrongSum")
                note(CellProblem(address: address, text: row.text, problem: problem), file.name, sheet)
            }
        case .row(let row):
            let key = SheetImport.TableKey(file: index, sheet: sheet, table: row.table)
            guard let imported = rowReadings[key]?.read(row) else { return }
            if let tag = imported.tag { seenTags.insert(tag.id) }
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
        reading.preview.tables.append(
            SheetImportPreview.Table(
                key: key, file: file.name, found: table, mapping: mapping, isTaken: isTaken,
                missing: mapping.unfilled(in: desk.ledger).map(\.key),
                withoutUnit: table.columnsWithoutUnit(mapping, desk.ledger).map(\.title)))
        guard isTaken else { return }
        if file.schema == nil {
            let memory = MappingMemory(mapping, of: table, ledger: desk.ledger)
            reading.mappings.append(memory)
        }
        rowReadings[key] = RowReading(
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
        let lines = try zip(rows, keys).map { row, keys in
            var seen: Set<String> = []
            let keyed = keys.compactMap { known[$0] }.filter { seen.insert($0.id.text).inserted }.map(entry)
            let place = SheetImport.place(file: number, sheet: row.sheet)
            let tagged = row.tag.flatMap { tagged[$0.id] }
            let line = planner.judge(
                row, tagged: tagged, keyed: keyed,
                decision: request.decisions[place]?[row.number] ?? request.otherDecision)
            note(line)
            try warn(line, before: ([tagged].compactMap { $0 } + keyed).first { $0.id == line.entry })
            return JudgedRow(line)
        }
        try put(.rows(lines))
    }

    /// Notes what will be odd about a row beside others once it is written.
    private mutating func warn(_ line: PlannedRow, before: LedgerEntry?) throws {
        // What a repeated row changes is known once the earlier one is written.
        if case .repeats? = line.doubt { return }
        guard [.new, .changed].contains(line.outcome) else { return }
        let evidence = desk.ledger.stages.flatMap { plan in
            before == nil
                ? plan.lackingEvidence(
                    at: line.values[plan.field]?.text, [], hasFiles: !desk.files(line.values).isEmpty) : nil
        }
        let above = try ceiling.problem(before: before?.values ?? [:], after: line.values)
        for problem in [above, evidence].compactMap({ $0 }) {
            // What must be mended has room beside them.
            foreseen += 1
            guard foreseen <= Self.portion else {
                reading.preview.problemCount += 1
                continue
            }
            let cell = problem.field.flatMap { line.row.cells[$0] }
            let text = problem.field.flatMap { key in line.values[key].map { shown($0, key) } }
            note(
                CellProblem(
                    address: cell ?? CellAddress(row: line.row.number, column: 0), text: text ?? "", problem: problem),
                line.row.file, line.row.sheet)
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
        reading.preview.counts[line.outcome, default: 0] += 1
        for problem in line.problems { note(problem, line.row.file, line.row.sheet) }
        let isShown = line.outcome != .unchanged && line.outcome != .refused || line.doubt != nil
        guard isShown, noted[line.kind, default: 0] < 500 else { return }
        noted[line.kind, default: 0] += 1
        reading.preview.lines.append(
            SheetImportPreview.Line(
                number: number, file: line.row.file, sheet: line.row.sheet, row: line.row.number, outcome: line.outcome,
                doubt: line.doubt, choices: line.choices,
                texts: line.values.reduce(into: [:]) { $0[$1.key] = shown($1.value, $1.key) },
                changes: line.changes.map { change in
                    (
                        change.field, change.before.map { shown($0, change.field) } ?? "",
                        change.after.map { shown($0, change.field) } ?? ""
                    )
                }))
    }

    private mutating func note(_ problem: CellProblem, _ file: String, _ sheet: String) {
        reading.preview.problemCount += 1
        guard reading.preview.problems.count < 2_000 else { return }
        reading.preview.problems.append(
            SheetImportPreview.Problem(number: number, file: file, sheet: sheet, problem: problem))
    }

    private func shown(_ value: FieldValue, _ key: String) -> String {
        guard let field = desk.ledger.field(key) else { return "" }
        return field.isPersonal ? mask(value, field) : field.screenText(value, request.language, names.directory)
    }
}

extension PlannedRow {
    /// Among which rows it is shown.
    fileprivate var kind: String { doubt == nil ? outcome.rawValue : Outcome.doubtful.rawValue }
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
