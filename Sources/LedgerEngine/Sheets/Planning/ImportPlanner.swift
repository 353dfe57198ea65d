// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What becomes of a row of a file.
package struct PlannedRow: Sendable {
    /// What is done with the row.
    package enum Outcome: String, CaseIterable, Sendable {
        case new, changed, unchanged
        /// A person has to decide.
        case doubtful
        /// A person decided that it is left out.
        case left
        case refused
    }
    /// What a person decides about a doubtful row.
    package enum Decision: String, CaseIterable, Codable, Sendable {
        /// It is not written.
        case leave
        /// It becomes a new row.
        case add
        /// It changes the row that was found.
        case update
    }
    /// Why a person has to decide.
    package enum Doubt: Hashable, Sendable {
        /// An earlier row of the file is the same by its key; `isAlike` where all values are.
        case repeats(CellOrigin, isAlike: Bool)
        /// The register's row was changed since the file was written.
        case outdated(fileVersion: Int, version: Int)
        /// Several rows of the register have a key of this row.
        case several([Identifier<LedgerEntry>])
        /// The row of the register that the file names is gone.
        case gone
    }
    /// A value that becomes another one.
    package struct Change: Hashable, Sendable {
        package let field: String
        package let before: FieldValue?
        package let after: FieldValue?
        package let address: CellAddress?
    }
    package let row: ImportedRow
    package let outcome: Outcome
    package let doubt: Doubt?
    /// What can be decided about it; empty where nothing has to be.
    package let choices: [Decision]
    /// The row of the register that it is.
    package let entry: Identifier<LedgerEntry>?
    package let entryVersion: Int?
    package let changes: [Change]
    /// All values that the row would have.
    package let values: [String: FieldValue]
    package let problems: [CellProblem]
}

/// Decides what becomes of the rows of one import, one after the other; it may have several files.
package struct ImportPlanner {
    private let ledger: Ledger
    private let codeLists: [String: CodeList]
    private let today: CalendarDate
    private var seen: [String: Seen] = [:]
    private var tags: Set<String> = []

    private struct Seen {
        let place: CellOrigin
        let content: Int
        let values: [String: FieldValue]?
    }
    /// So many rows' values are kept, to show what a later row of the same key would change.
    private static let mostKept = 20_000

    package init(ledger: Ledger, codeLists: [String: CodeList], today: CalendarDate) {
        (self.ledger, self.codeLists, self.today) = (ledger, codeLists, today)
    }

    /// What the register has to be asked for before `judge`: the keys of the row, the best first.
    package func keys(of row: ImportedRow) -> [String] { possibleKeys(of: row.values, ledger: ledger) }

    /// `tagged` is the row of the register that the file names, `keyed` those that share a key with it; `decision` is
    /// what a person decided should the row be doubtful, and holds where it is among the choices.
    package mutating func judge(
        _ row: ImportedRow, tagged: LedgerEntry?, keyed: [LedgerEntry], decision: PlannedRow.Decision? = nil
    ) -> PlannedRow {
        // A row that was copied within the file is another row.
        let tag = row.tag.flatMap { tags.insert($0.id).inserted ? $0 : nil }
        let isGone = tag != nil && tagged == nil
        let existing = tag == nil || isGone ? keyed.first : tagged
        var line = Line(row: row, existing: existing, values: row.values)
        if let existing { line.values = existing.values.merging(row.values) { _, new in new } }
        // A file of this program shows what was emptied; in others a blank cell says nothing.
        if tag != nil, !isGone { for field in row.blanks { line.values[field] = nil } }
        line.problems = row.problems + rowProblems(line.values, row)
        line.changes = existing.map { changes($0.values, line.values, row) } ?? []
        line.isKnown = existing != nil
        if isGone { return settled(line, .gone, existing == nil ? [.leave, .add] : [.leave, .update], decision) }
        if line.hasErrors { return line.made(.refused) }
        if let (doubt, first) = repetition(row, line.values) {
            if let first {
                line.isKnown = true
                line.changes = changes(first, first.merging(row.values) { _, new in new }, row)
            }
            return settled(line, doubt, [.leave, .update], decision)
        }
        if tag == nil, keyed.count > 1 {
            let own = uniqueKey(of: row.values, ledger: ledger)
            let isOther = own.map { key in !keyed.contains { uniqueKey(of: $0.values, ledger: ledger) == key } } ?? true
            return settled(
                line, .several(keyed.map(\.id)), isOther ? [.leave, .add, .update] : [.leave, .update], decision)
        }
        guard let existing else { return line.made(.new) }
        if line.changes.isEmpty { return line.made(.unchanged) }
        if let tag, tag.version < existing.version {
            let doubt = PlannedRow.Doubt.outdated(fileVersion: tag.version, version: existing.version)
            return settled(line, doubt, [.leave, .update], decision)
        }
        return line.made(.changed)
    }

    /// A row on its way to a judgement.
    private struct Line {
        let row: ImportedRow
        var existing: LedgerEntry?
        var values: [String: FieldValue]
        var changes: [PlannedRow.Change] = []
        var problems: [CellProblem] = []
        /// Whether the changes are all there are.
        var isKnown = false
        var hasErrors: Bool { problems.contains { $0.problem.weight == .error } }

        func made(
            _ outcome: PlannedRow.Outcome, _ doubt: PlannedRow.Doubt? = nil, _ choices: [PlannedRow.Decision] = []
        ) -> PlannedRow {
            PlannedRow(
                row: row, outcome: outcome, doubt: doubt, choices: choices, entry: existing?.id,
                entryVersion: existing?.version, changes: changes, values: values, problems: problems)
        }
    }

    /// A doubtful row with what was decided about it.
    private func settled(
        _ line: Line, _ doubt: PlannedRow.Doubt, _ choices: [PlannedRow.Decision], _ decision: PlannedRow.Decision?
    ) -> PlannedRow {
        guard let decision, choices.contains(decision) else { return line.made(.doubtful, doubt, choices) }
        var line = line
        switch decision {
        case .leave: return line.made(.left, doubt, choices)
        case .add:
            (line.existing, line.values, line.changes) = (nil, line.row.values, [])
            line.problems = line.row.problems + rowProblems(line.values, line.row)
            return line.made(line.hasErrors ? .refused : .new, doubt, choices)
        case .update:
            if line.hasErrors { return line.made(.refused, doubt, choices) }
            return line.made(line.changes.isEmpty && line.isKnown ? .unchanged : .changed, doubt, choices)
        }
    }

    /// Whether an earlier row of the import has the same key, and what it held, where that is known.
    private mutating func repetition(
        _ row: ImportedRow, _ values: [String: FieldValue]
    ) -> (PlannedRow.Doubt, [String: FieldValue]?)? {
        guard let key = uniqueKey(of: values, ledger: ledger) else { return nil }
        let content = row.values.hashValue
        guard let first = seen[key] else {
            let place = CellOrigin(file: row.file, sheet: row.sheet, address: CellAddress(row: row.number, column: 0))
            seen[key] = Seen(place: place, content: content, values: seen.count < Self.mostKept ? values : nil)
            return nil
        }
        return (.repeats(first.place, isAlike: first.content == content), first.values)
    }

    private func changes(
        _ before: [String: FieldValue], _ after: [String: FieldValue], _ row: ImportedRow
    ) -> [PlannedRow.Change] {
        ledger.fields.compactMap { field in
            guard before[field.key] != after[field.key] else { return nil }
            return PlannedRow.Change(
                field: field.key, before: before[field.key], after: after[field.key], address: row.cells[field.key])
        }
    }

    /// What is wrong with the row as a whole; what was said of a cell already is not said again.
    private func rowProblems(_ values: [String: FieldValue], _ row: ImportedRow) -> [CellProblem] {
        let known = Set(row.problems.compactMap(\.problem.field))
        return checkRow(values: values, ledger: ledger, codeLists: codeLists, on: today).compactMap { problem in
            if let field = problem.field, known.contains(field) { return nil }
            let address = problem.field.flatMap { row.cells[$0] } ?? CellAddress(row: row.number, column: 0)
            return CellProblem(address: address, text: "", problem: problem)
        }
    }
}
