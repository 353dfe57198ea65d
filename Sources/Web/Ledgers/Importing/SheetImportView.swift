// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import LedgerEngine
import UseCases

/// Writes the parts of the page of an import.
struct SheetImportView {
    let draft: SheetImportDraft
    let phrases: Phrases
    private static let problemLimit = 200
    private static let lineLimit = 50
    private var ledger: Ledger { draft.ledger }

    init(_ draft: SheetImportDraft, _ phrases: Phrases) { (self.draft, self.phrases) = (draft, phrases) }

    var head: SheetImportPage.Head {
        SheetImportPage.Head(
            id: draft.id.text, key: ledger.key, title: ledger.title[phrases.language],
            ledger: Address.ledger.path(ledger.key) + "?pairing=" + draft.pairing.code.percentEncodedPart,
            pairingLabel: draft.pairing.label(in: phrases.language),
            side: draft.pairing.party(draft.side).label(in: phrases.language), files: joined(draft.files))
    }

    func count(_ outcome: PlannedRow.Outcome, _ count: Int) -> SheetImportPage.Count {
        SheetImportPage.Count(
            outcome: outcome.rawValue, label: phrases("sheet.outcome." + outcome.rawValue), count: count)
    }

    func left(_ lines: [ImportOutcome.Line]) -> SheetImportPage.LeftRows? {
        guard !lines.isEmpty else { return nil }
        return SheetImportPage.LeftRows(
            rows: lines.map { line in
                .init(
                    place: place(line.file, line.sheet), row: line.row, reason: joined(line.problems.map(sentence)),
                    text: "")
            })
    }

    func look(_ preview: SheetImportPreview, _ constants: EntryFieldWriter) -> SheetImportPage.Look {
        let counts = preview.counts
        let clean = counts[.new, default: 0] + counts[.changed, default: 0]
        let stopped = counts[.refused, default: 0] + counts[.doubtful, default: 0]
        let doubts = preview.lines.filter { $0.doubt != nil }
        let wanted = Set(preview.tables.filter(\.isTaken).flatMap(\.missing)).union(constants.values.keys)
        let problems = self.problems(preview)
        let corrected = draft.decisions.corrections.filter { correction in
            !problems.contains {
                $0.mark == marked([correction.file, correction.row, correction.column], correction.sheet)
            }
        }.enumerated().map(correctedCell)
        return SheetImportPage.Look(
            counts: PlannedRow.Outcome.allCases.map { count($0, counts[$0, default: 0]) },
            tables: preview.tables.enumerated().map(table),
            constants: constants.fields { wanted.contains($0.key) }, problems: problems,
            more: preview.problemCount > problems.count ? preview.problemCount - problems.count : nil,
            problemCount: preview.problemCount, corrected: corrected,
            hasInputs: !corrected.isEmpty || problems.contains { $0.mark != nil }, lines: lines(preview),
            removals: preview.removals.enumerated().map(removal), removalCount: preview.removalCount,
            removed: preview.removed, doubts: doubts.prefix(Self.problemLimit).map(line), doubtCount: doubts.count,
            others: renderOptions(choices(PlannedRow.Decision.allCases, draft.decisions.others)),
            leftOut: preview.leftOut.map {
                .init(
                    place: place($0.file, $0.sheet), row: $0.row.number,
                    reason: phrases("sheet.left." + $0.row.reason.rawValue), text: $0.row.text)
            },
            leftOutCount: preview.leftOut.count, clean: clean, stopped: stopped, all: clean + stopped,
            mayTakeAll: clean + preview.removed > 0 && stopped == 0, mayTakeClean: clean > 0 && stopped > 0,
            isNothingNew: clean + preview.removed == 0 && stopped == 0 && !counts.isEmpty)
    }

    // Tables

    private func table(_ number: Int, _ table: SheetImportPreview.Table) -> SheetImportPage.Table {
        let (key, found) = (table.key, table.found)
        let columns = found.columns.filter { !$0.isSerial && $0.title != RegisterSchema.tagTitle }
        let places = columns.map(\.column)
        let rows = found.headingRows
        let first = CellAddress(row: rows.lowerBound, column: places.min() ?? 0)
        let last = CellAddress(row: rows.upperBound, column: places.max() ?? 0)
        return SheetImportPage.Table(
            number: number, mark: marked([key.file, key.table], key.sheet), file: table.file,
            sheet: key.sheet.isEmpty ? nil : key.sheet, range: "\(first):\(last)",
            title: found.title.isEmpty ? nil : found.title, isTaken: table.isTaken,
            places: places.map(String.init).joined(separator: ","),
            columns: columns.map { column($0, number, table) },
            missing: table.isTaken ? table.missing.map(title) : [])
    }

    private func column(
        _ column: TableColumn, _ number: Int, _ table: SheetImportPreview.Table
    ) -> SheetImportPage.Column {
        let matches = table.mapping.matches.filter { $0.column == column.column }
            .sorted { $0.end != .last && $1.end == .last }
        let chosen = matches.map(\.field).joined(separator: "|")
        var options = [Choice(value: "", label: phrases("sheetImport.leaveOut"), isChosen: chosen.isEmpty)]
        options += ledger.fields.filter { $0.kind != .file }.map {
            Choice(value: $0.key, label: title($0.key), isChosen: chosen == $0.key)
        }
        options += pairs(with: chosen).map { pair in
            let titles = pair.split(separator: "|").map { title(String($0)) }
            return Choice(value: pair, label: titles.joined(separator: " – "), isChosen: chosen == pair)
        }
        let values = table.found.sample.compactMap { $0.cell(column.column)?.text }.filter { !$0.isEmpty }
        return SheetImportPage.Column(
            name: "c.\(number).\(column.column)", id: "c-\(number)-\(column.column)",
            letter: CellAddress.letters(column.column),
            title: column.title + (column.unit.map { phrases("sheet.unit", ["unit": $0]) } ?? ""),
            values: joined(values.prefix(3).map { String($0.prefix(30)) }), options: renderOptions(options),
            reason: matches.first.map { phrases("sheet.reason." + $0.reason.rawValue) },
            hasNoUnit: table.isTaken && table.withoutUnit.contains(column.title))
    }

    /// Fields whose two days may stand in one column: days that follow each other, and what is chosen.
    private func pairs(with chosen: String) -> [String] {
        let days = ledger.fields.filter { $0.kind == .date && !$0.isMany }.map(\.key)
        let pairs = zip(days, days.dropFirst()).map { $0 + "|" + $1 }
        return chosen.contains("|") && !pairs.contains(chosen) ? pairs + [chosen] : pairs
    }

    // Cells

    /// As they stand in the files, cell by cell; where not all can be shown, those that must be mended are.
    private func problems(_ preview: SheetImportPreview) -> [SheetImportPage.Problem] {
        let all = preview.problems
        let sheets = Dictionary(
            all.enumerated().map { ("\($0.element.number)/\($0.element.sheet)", $0.offset) },
            uniquingKeysWith: { first, _ in first })
        func place(_ item: SheetImportPreview.Problem) -> [Int] {
            let (sheet, address) = (sheets["\(item.number)/\(item.sheet)"] ?? 0, item.problem.address)
            return [item.number, sheet, address.row, address.column, isError(item) ? 0 : 1]
        }
        let errors = all.filter(isError).prefix(Self.problemLimit)
        let shown = errors + all.filter { !isError($0) }.prefix(Self.problemLimit - errors.count)
        let sorted = shown.map { (place($0), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }
        var seen: Set<String> = []
        return sorted.enumerated().map { number, item in problem(number, item.1, preview.tables, &seen) }
    }

    private func isError(_ problem: SheetImportPreview.Problem) -> Bool { problem.problem.problem.weight == .error }

    private func problem(
        _ number: Int, _ item: SheetImportPreview.Problem, _ tables: [SheetImportPreview.Table],
        _ seen: inout Set<String>
    ) -> SheetImportPage.Problem {
        let (address, problem) = (item.problem.address, item.problem.problem)
        let isMapped = tables.contains { table in
            table.isTaken && table.key.file == item.number && table.key.sheet == item.sheet
                && table.mapping.matches.contains { $0.column == address.column && $0.field == problem.field }
        }
        let mark = marked([item.number, address.row, address.column], item.sheet)
        // Two problems of one cell have one input.
        let isOpen = isMapped && seen.insert(mark).inserted
        let correction = draft.decisions.corrections.first {
            marked([$0.file, $0.row, $0.column], $0.sheet) == mark
        }
        return SheetImportPage.Problem(
            id: "p-\(number)", place: place(item.file, item.sheet), cell: address.description,
            text: String(item.problem.text.prefix(200)), sentence: sentence(problem), isError: isError(item),
            mark: isOpen ? mark : nil, value: correction?.text ?? "",
            label: phrases("sheetImport.cellLabel", ["cell": address.description]),
            offer: isMapped ? problem.proposal.map { .init(text: $0, mark: offered($0, mark)) } : nil)
    }

    private func correctedCell(_ number: Int, _ correction: ImportDecisions.Correction) -> SheetImportPage.Problem {
        let address = CellAddress(row: correction.row, column: correction.column)
        let file = draft.files.indices.contains(correction.file) ? draft.files[correction.file] : ""
        return SheetImportPage.Problem(
            id: "d-\(number)", place: place(file, correction.sheet), cell: address.description, text: "", sentence: "",
            isError: false, mark: marked([correction.file, correction.row, correction.column], correction.sheet),
            value: correction.text, label: phrases("sheetImport.cellLabel", ["cell": address.description]), offer: nil)
    }

    // Rows

    private func lines(_ preview: SheetImportPreview) -> [SheetImportPage.Line] {
        let order: [PlannedRow.Outcome] = [.changed, .new]
        return order.flatMap { outcome in
            preview.lines.filter { $0.outcome == outcome && $0.doubt == nil }.prefix(Self.lineLimit).map(line)
        }
    }

    private func removal(_ number: Int, _ row: SheetImportPreview.Removal) -> SheetImportPage.Removal {
        let texts = ledger.gridFields.prefix(6).compactMap { row.texts[$0.key] }.filter { !$0.isEmpty }
        return SheetImportPage.Removal(
            mark: row.id, id: "g-\(number)", number: Int(row.number), text: texts.joined(separator: " · "),
            place: row.file, isChosen: row.isChosen)
    }

    private func choices(_ decisions: [PlannedRow.Decision], _ chosen: PlannedRow.Decision?) -> [Choice] {
        [Choice(value: "", label: phrases("sheetImport.decide"), isChosen: chosen == nil)]
            + decisions.map {
                Choice(
                    value: $0.rawValue, label: phrases("sheetImport.decide." + $0.rawValue), isChosen: $0 == chosen)
            }
    }

    private func line(_ line: SheetImportPreview.Line) -> SheetImportPage.Line {
        let texts = ledger.gridFields.prefix(6).compactMap { line.texts[$0.key] }.filter { !$0.isEmpty }
        let decided = draft.decisions.doubts.first {
            $0.file == line.number && $0.sheet == line.sheet && $0.row == line.row
        }
        return SheetImportPage.Line(
            mark: line.doubt == nil ? nil : marked([line.number, line.row], line.sheet),
            id: "d-\(line.number)-\(line.row)", options: renderOptions(choices(line.choices, decided?.decision)),
            place: place(line.file, line.sheet), row: line.row, outcome: line.outcome.rawValue,
            label: phrases("sheet.outcome." + line.outcome.rawValue), doubt: line.doubt.map { sentence($0.problem) },
            text: texts.joined(separator: " · "),
            changes: line.outcome == .new
                ? []
                : line.changes.map {
                    .init(field: title($0.field), before: $0.before.isEmpty ? "–" : $0.before, after: $0.after)
                })
    }

    // Words

    private func title(_ key: String) -> String { ledger.field(key)?.title[phrases.language] ?? key }

    private func place(_ file: String, _ sheet: String) -> String { sheet.isEmpty ? file : file + " · " + sheet }

    private func sentence(_ problem: FieldProblem) -> String {
        let said = phrases(problem.messageKey, problem.arguments(ledger, draft.codeLists, phrases.language))
        return (problem.field.map { title($0) + phrases("grid.colon") } ?? "") + said
    }

    private func joined(_ texts: [String]) -> String { texts.joined(separator: phrases("draft.unitSeparator")) }
}

extension SheetImportPage {
    /// While rows are written.
    init(_ view: SheetImportView, _ progress: ImportProgress) {
        self.init(
            head: view.head, failures: .none, look: nil, left: nil, outcome: nil,
            running: Running(
                read: progress.read, written: progress.written, refresh: Address.sheetImport.path(view.draft.id.text)),
            reason: "")
    }

    /// What would become of the files.
    init(
        _ view: SheetImportView, _ preview: SheetImportPreview, _ constants: EntryFieldWriter, failures: Failures,
        left: [ImportOutcome.Line], reason: String
    ) {
        self.init(
            head: view.head, failures: failures, look: view.look(preview, constants), left: view.left(left),
            outcome: nil, reason: reason)
    }

    /// What became of them.
    init(_ view: SheetImportView) {
        let outcome = view.draft.outcome
        var counts: [Count] = [
            view.count(.new, outcome?.added ?? 0), view.count(.changed, outcome?.changed ?? 0),
            view.count(.unchanged, outcome?.unchanged ?? 0), view.count(.refused, outcome?.left ?? 0),
        ]
        if let removed = outcome?.removed, removed > 0 {
            counts.append(
                Count(outcome: "removed", label: view.phrases("sheetImport.removedRows"), count: removed))
        }
        self.init(
            head: view.head, failures: .none, look: nil, left: view.left(outcome?.lines ?? []),
            outcome: Outcome(counts: counts, warnings: view.left(outcome?.warnings ?? [])), reason: "")
    }
}
