// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// Imports files into a register: all rows or none, or the rows in whose way nothing stands. Rows that wait for a
    /// person (doubtful ones) are never written. Remembers what columns were taken for, and where each value stood.
    ///
    /// `progress` is told how many rows were written; where it throws, or the task is cancelled, nothing is.
    package func applyImport(
        _ caller: Caller, _ request: SheetImport, problems: EntryDelivery.Problems,
        progress: (@Sendable (Int) throws -> Void)? = nil
    ) async throws -> SheetImportResult {
        let plan = try await withReadableFiles(request) { paths in
            try await database.read { connection in
                let lines = Lines()
                let run = try readImport(caller, request, paths, connection, { _ in }) { line in
                    if line.outcome == .new || line.outcome == .changed { lines.add(line) }
                }
                let desk = try desk(try findLedger(request.ledger), pairing: request.pairing, caller, connection)
                return Plan(
                    counts: run.preview.counts, mappings: run.mappings, rows: lines.rows, origins: lines.origins,
                    pairing: desk.pairing.id)
            }
        }
        let stopped = plan.counts[.refused, default: 0] + plan.counts[.doubtful, default: 0]
        guard problems == .leaveOut || stopped == 0 else {
            return SheetImportResult(counts: plan.counts, added: 0, changed: 0, refused: [], isWritten: false)
        }
        let delivery = EntryDelivery(
            ledger: request.ledger, pairing: request.pairing, side: request.side, rows: plan.rows, problems: problems,
            known: .leave, reason: request.reason)
        let result = try await addEntries(caller, delivery, progress: progress)
        if result.isWritten { try await remember(plan, request, result) }
        return SheetImportResult(
            counts: plan.counts, added: result.added.count, changed: result.changed.count, refused: result.refused,
            isWritten: result.isWritten)
    }

    /// The rows themselves left their events; this is what the next import is made easier by.
    private func remember(_ plan: Plan, _ request: SheetImport, _ result: DeliveryResult) async throws {
        let now = surroundings.now()
        try await writeWithoutEvent { connection in
            let queries = ImportQueries(connection)
            for mapping in plan.mappings {
                let kept = ImportQueries.Mapping(heading: sha256(mapping.signature), fields: mapping.fields)
                try queries.remember(kept, of: request.ledger, plan.pairing, at: now)
            }
            let written =
                result.added.map { ($0.place, $0.id, 1) }
                + result.changed.map { ($0.place, $0.id, (plan.rows[$0.place].version ?? 0) + 1) }
            try queries.add(
                written.map { place, id, version in
                    let origin = plan.origins[place]
                    return ImportQueries.Origin(
                        entry: id, version: version, file: origin.file, sheet: origin.sheet, cells: origin.cells)
                })
        }
    }
}

/// What an import is going to write.
private struct Plan: Sendable {
    let counts: [PlannedRow.Outcome: Int]
    let mappings: [MappingMemory]
    let rows: [EntryDelivery.Row]
    let origins: [Lines.Origin]
    let pairing: Identifier<Pairing>
}

/// The rows that are collected while the files are read.
private final class Lines {
    struct Origin: Sendable {
        let file: String
        let sheet: String
        let cells: [String: String]
    }
    private(set) var rows: [EntryDelivery.Row] = []
    private(set) var origins: [Origin] = []

    func add(_ line: PlannedRow) {
        rows.append(
            EntryDelivery.Row(
                place: rows.count, id: line.entry?.text, version: line.entryVersion, input: .values(line.values)))
        let cells = line.row.values.keys.reduce(into: [String: String]()) { cells, field in
            cells[field] = line.row.cells[field]?.description
        }
        origins.append(Origin(file: line.row.file, sheet: line.row.sheet, cells: cells))
    }
}
