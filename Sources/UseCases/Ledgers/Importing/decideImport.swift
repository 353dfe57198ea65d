// SPDX-License-Identifier: Apache-2.0
package import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// Keeps what a person decided about an import. Throws notFound, conflict where the rows are written already,
    /// invalid (field `mapping`), and `EntryProblems` where a value for all rows can't be read.
    package func decideImport(
        _ caller: Caller, id: String, _ change: ImportDecisions.Change, language: Language
    ) async throws {
        _ = try await openImport(caller, id: id)
        guard !importRuns.isRunning(id) else { throw UseCaseError("import", .conflict(reason: "sheetImport.running")) }
        try await write(caller) { connection in
            let (draft, desk) = try findImport(id, caller, connection)
            let change = try checked(change, desk, language)
            var decisions = draft.decisions
            decisions.take(change)
            guard try SheetImportQueries(connection).decide(draft.id, sealed(decisions, of: draft.id)) else {
                throw UseCaseError("import", .conflict(reason: "sheetImport.done"))
            }
            try record(
                connection, caller, "decideImport", .ledger(desk.ledger.key, desk.pairing.id),
                after: [
                    "import": draft.id.text, "tables": String(decisions.tables.count),
                    "constants": decisions.constants.keys.sorted().joined(separator: "; "),
                    "corrections": String(decisions.corrections.count),
                    "doubts": String(decisions.doubts.count), "others": decisions.others?.rawValue,
                    "removals": String(decisions.removals.count),
                ])
        }
    }

    private func checked(
        _ change: ImportDecisions.Change, _ desk: LedgerDesk, _ language: Language
    ) throws -> ImportDecisions.Change {
        guard case .mapping(let tables, let constants) = change else { return change }
        let known = Set(desk.ledger.writtenFields.map(\.key))
        let sound = try tables.map { table in
            var (columns, seen) = ([Int: String](), Set<String>())
            for (column, text) in (table.columns ?? [:]).sorted(by: { $0.key < $1.key }) {
                let fields = text.split(separator: "|").map(String.init).filter(known.contains)
                for field in fields where !seen.insert(field).inserted {
                    let title = desk.ledger.field(field)?.title[language] ?? field
                    throw UseCaseError(
                        "import",
                        .invalid([
                            ValidationFailure(
                                field: "mapping", message: "sheetImport.columnTwice",
                                arguments: ["column": CellAddress.letters(column), "field": title])
                        ]))
                }
                if !fields.isEmpty { columns[column] = fields.joined(separator: "|") }
            }
            return ImportDecisions.Table(
                file: table.file, sheet: table.sheet, table: table.table,
                columns: table.columns == nil ? nil : columns)
        }
        let names = LedgerNames(
            desk.connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing, language: language)
        let filled = constants.filter { known.contains($0.key) && !$0.value.isEmpty }
        let problems = filled.sorted { $0.key < $1.key }.flatMap { key, text in
            desk.ledger.field(key)?.read(FieldInput(text), names.directory).problems.filter { $0.weight == .error }
                ?? []
        }
        guard problems.isEmpty else { throw EntryProblems(problems) }
        return .mapping(sound, constants: filled)
    }
}
