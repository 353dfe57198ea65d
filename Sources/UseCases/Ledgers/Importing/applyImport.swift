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
        try await carryOutImport(caller, request, problems: problems, progress: progress)
    }

    /// The same; `finish` is called in the transaction that writes the rows, and not where none is written.
    func carryOutImport(
        _ caller: Caller, _ request: SheetImport, problems: EntryDelivery.Problems,
        progress: (@Sendable (Int) throws -> Void)? = nil,
        finish: (@Sendable (any SQLConnection, SheetImportResult) throws -> Void)? = nil
    ) async throws -> SheetImportResult {
        let plan = try await withReadableFiles(request) { paths in
            try await database.read { connection in
                let lines = Lines()
                let run = try readImport(caller, request, paths, connection, { _ in }) { line in
                    lines.add(line)
                }
                let desk = try desk(try findLedger(request.ledger), pairing: request.pairing, caller, connection)
                return Plan(
                    counts: run.preview.counts, mappings: run.mappings, rows: lines.rows, origins: lines.origins,
                    left: lines.left, pairing: desk.pairing.id)
            }
        }
        let stopped = plan.counts[.refused, default: 0] + plan.counts[.doubtful, default: 0]
        guard stopped == 0 || problems == .leaveOut && !plan.rows.isEmpty else {
            return SheetImportResult(
                counts: plan.counts, added: 0, changed: 0, refused: [], left: plan.left, isWritten: false)
        }
        let delivery = EntryDelivery(
            ledger: request.ledger, pairing: request.pairing, side: request.side, rows: plan.rows, problems: problems,
            known: .leave, reason: request.reason)
        let result = try await deliverEntries(caller, delivery, progress: progress) { connection, result in
            try finish?(connection, plan.result(result))
        }
        if result.isWritten { try await remember(plan, request, result) }
        return plan.result(result)
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
    let left: [ImportOutcome.Line]
    let pairing: Identifier<Pairing>

    func result(_ delivered: DeliveryResult) -> SheetImportResult {
        let refused = delivered.refused.map { refusal in
            let origin = origins[refusal.place]
            return ImportOutcome.Line(
                file: origin.file, sheet: origin.sheet, row: origin.row, problems: refusal.problems)
        }
        return SheetImportResult(
            counts: counts, added: delivered.added.count, changed: delivered.changed.count,
            refused: delivered.refused, left: Array((left + refused).prefix(Lines.most)),
            isWritten: delivered.isWritten)
    }
}

/// The rows that are collected while the files are read.
private final class Lines {
    struct Origin: Sendable {
        let file: String
        let sheet: String
        let row: Int
        let cells: [String: String]
    }
    static let most = 500
    private(set) var rows: [EntryDelivery.Row] = []
    private(set) var origins: [Origin] = []
    /// Those that are not written, at most 500.
    private(set) var left: [ImportOutcome.Line] = []

    func add(_ line: PlannedRow) {
        switch line.outcome {
        case .new, .changed: take(line)
        case .unchanged: break
        case .doubtful, .refused:
            guard left.count < Self.most else { return }
            let problems = line.problems.map(\.problem).filter { $0.weight == .error }
            left.append(
                ImportOutcome.Line(
                    file: line.row.file, sheet: line.row.sheet, row: line.row.number,
                    problems: problems + (line.doubt.map { [$0.problem] } ?? [])))
        }
    }

    private func take(_ line: PlannedRow) {
        rows.append(
            EntryDelivery.Row(
                place: rows.count, id: line.entry?.text, version: line.entryVersion, input: .values(line.values)))
        let cells = line.row.values.keys.reduce(into: [String: String]()) { cells, field in
            cells[field] = line.row.cells[field]?.description
        }
        origins.append(Origin(file: line.row.file, sheet: line.row.sheet, row: line.row.number, cells: cells))
    }
}
