// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What becomes of a row of a file.
package struct PlannedRow: Sendable {
    /// What is done with the row.
    package enum Outcome: String, CaseIterable, Sendable {
        case new, changed, unchanged
        /// A person has to decide.
        case doubtful
        case refused
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
    }

    package init(ledger: Ledger, codeLists: [String: CodeList], today: CalendarDate) {
        (self.ledger, self.codeLists, self.today) = (ledger, codeLists, today)
    }

    /// What the register has to be asked for before `judge`: the keys of the row, the best first.
    package func keys(of row: ImportedRow) -> [String] { possibleKeys(of: row.values, ledger: ledger) }

    /// `tagged` is the row of the register that the file names, `keyed` those that share a key with it.
    package mutating func judge(_ row: ImportedRow, tagged: LedgerEntry?, keyed: [LedgerEntry]) -> PlannedRow {
        // A row that was copied within the file is another row.
        let tag = row.tag.flatMap { tags.insert($0.id).inserted ? $0 : nil }
        if tag != nil, tagged == nil { return line(row, .doubtful, doubt: .gone) }
        let existing = tag == nil ? keyed.first : tagged
        var values = existing?.values ?? [:]
        values.merge(row.values) { _, new in new }
        // A file of this program shows what was emptied; in others a blank cell says nothing.
        if tag != nil { for field in row.blanks { values[field] = nil } }
        let problems = row.problems + rowProblems(values, row)
        let changes = existing.map { self.changes($0.values, values, row) } ?? []
        func made(_ outcome: PlannedRow.Outcome, _ doubt: PlannedRow.Doubt? = nil) -> PlannedRow {
            PlannedRow(
                row: row, outcome: outcome, doubt: doubt, entry: existing?.id, entryVersion: existing?.version,
                changes: changes, values: values, problems: problems)
        }
        if problems.contains(where: { $0.problem.weight == .error }) { return made(.refused) }
        if let doubt = repetition(row, values) { return made(.doubtful, doubt) }
        if tag == nil, keyed.count > 1 { return made(.doubtful, .several(keyed.map(\.id))) }
        guard let existing else { return made(.new) }
        if changes.isEmpty { return made(.unchanged) }
        if let tag, tag.version < existing.version {
            return made(.doubtful, .outdated(fileVersion: tag.version, version: existing.version))
        }
        return made(.changed)
    }

    private func line(_ row: ImportedRow, _ outcome: PlannedRow.Outcome, doubt: PlannedRow.Doubt) -> PlannedRow {
        PlannedRow(
            row: row, outcome: outcome, doubt: doubt, entry: nil, entryVersion: nil, changes: [], values: row.values,
            problems: row.problems)
    }

    /// Whether an earlier row of the import has the same key.
    private mutating func repetition(_ row: ImportedRow, _ values: [String: FieldValue]) -> PlannedRow.Doubt? {
        guard let key = uniqueKey(of: values, ledger: ledger) else { return nil }
        let place = CellOrigin(file: row.file, sheet: row.sheet, address: CellAddress(row: row.number, column: 0))
        let mine = Seen(place: place, content: row.values.hashValue)
        guard let first = seen[key] else {
            seen[key] = mine
            return nil
        }
        return .repeats(first.place, isAlike: first.content == mine.content)
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
