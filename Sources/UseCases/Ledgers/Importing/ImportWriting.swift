// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

/// The rows of an import on their way into the register, within one transaction: some at a time, so that memory doesn't
/// grow with what they hold.
final class ImportWriting {
    private struct Origin {
        let file: String
        let sheet: String
        let row: Int
        let cells: ImportQueries.Cells
    }
    private static let portion = 1_000
    /// So many rows are named of those that were not written, and of those that are odd.
    private static let mostNamed = 500

    private let useCases: UseCases
    private let caller: Caller
    private let request: SheetImport
    private let problems: EntryDelivery.Problems
    private let desk: LedgerDesk
    private let tell: ((ImportProgress) throws -> Void)?
    private var intake: EntryIntake
    private var waiting: [EntryDelivery.Row] = []
    private var origins: [Origin] = []
    private var left: [ImportOutcome.Line] = []
    private var warnings: [ImportOutcome.Line] = []
    /// True once nothing will be written, because of a row that can't be.
    private var isStopped = false
    private var next = 0
    private var done = ImportProgress()
    /// How much of the intake's result was taken over.
    private var taken = (added: 0, changed: 0, refused: 0, warnings: 0)

    init(
        _ useCases: UseCases, _ caller: Caller, _ request: SheetImport, _ problems: EntryDelivery.Problems,
        _ connection: any SQLConnection, _ tell: ((ImportProgress) throws -> Void)?
    ) throws {
        (self.useCases, self.caller, self.request, self.problems) = (useCases, caller, request, problems)
        self.tell = tell
        desk = try useCases.desk(
            try useCases.findLedger(request.ledger), pairing: request.pairing, caller, connection)
        intake = try useCases.intake(
            EntryDelivery(
                ledger: request.ledger, pairing: request.pairing, side: request.side, rows: [], problems: problems,
                known: .leave, reason: request.reason), caller, connection, isTrial: false)
    }

    /// Says how far it has come; throws to stop.
    func report() throws {
        try Task.checkCancellation()
        try tell?(done)
    }

    func take(_ portion: ImportPipe.Portion) throws {
        switch portion {
        case .rows(let lines): for line in lines { try take(line) }
        case .removals(let records): try remove(records)
        }
        try report()
    }

    private func take(_ line: JudgedRow) throws {
        done.read += 1
        switch line.outcome {
        case .unchanged: return
        case .new, .changed: if !isStopped { try queue(line) }
        case .left: leave(line)
        case .doubtful, .refused:
            leave(line)
            if problems == .refuseAll { stop() }
        }
        if waiting.count >= Self.portion { try flush() }
    }

    /// Takes rows out of the register that are in the file no more.
    private func remove(_ records: [EntryRecord]) throws {
        guard !isStopped else { return }
        try flush()
        try intake.remove(records)
        try intake.writeRows()
    }

    /// Writes what waits, the figures and what is remembered.
    func end(_ reading: ImportReading) throws -> SheetImportResult {
        try flush()
        try report()
        let hasRows =
            !intake.result.added.isEmpty || !intake.result.changed.isEmpty || !intake.result.removed.isEmpty
        let counts = reading.preview.counts
        let stopped = counts[.refused, default: 0] + counts[.doubtful, default: 0] + intake.result.refused.count
        let isWritten = !isStopped && (stopped == 0 || hasRows)
        let result = SheetImportResult(
            counts: counts, added: isWritten ? intake.result.added.count : 0,
            changed: isWritten ? intake.result.changed.count : 0,
            removed: isWritten ? intake.result.removed.count : 0, refused: intake.result.refused, left: left,
            warnings: isWritten ? warnings : [], isWritten: isWritten)
        guard isWritten else { return result }
        try intake.writeFigures()
        let queries = ImportQueries(desk.connection)
        for mapping in reading.mappings {
            let kept = ImportQueries.Mapping(heading: sha256(mapping.signature), fields: mapping.fields)
            try queries.remember(kept, of: request.ledger, desk.pairing.id, at: useCases.surroundings.now())
        }
        try useCases.record(
            desk.connection, caller, "import", .ledger(desk.ledger.key, desk.pairing.id),
            after: [
                "import": request.draft, "files": request.files.map(\.name).joined(separator: "; "),
                "added": String(result.added), "changed": String(result.changed),
                "removed": String(result.removed),
                "left": String(result.leftCount), "reason": request.reason,
            ])
        return result
    }

    private func stop() {
        isStopped = true
        (waiting, origins) = ([], [])
    }

    private func queue(_ line: JudgedRow) throws {
        // What an earlier row of the file holds by now is known once that one is written.
        if line.isRepeat { try flush() }
        var row = EntryDelivery.Row(
            place: next, id: line.entry, version: line.isRepeat ? nil : line.version, input: .values(line.values))
        row.isPartial = line.isRepeat
        next += 1
        waiting.append(row)
        origins.append(Origin(file: line.file, sheet: line.sheet, row: line.number, cells: line.cells))
    }

    private func flush() throws {
        guard !waiting.isEmpty, !isStopped else { return }
        let first = next - waiting.count
        try intake.take(waiting[...])
        let result = intake.result
        for refusal in result.refused[taken.refused...] { note(line(refusal, first), in: &left) }
        for warning in result.warnings[taken.warnings...] { note(line(warning, first), in: &warnings) }
        if result.refused.count > taken.refused, problems == .refuseAll { stop() }
        if !isStopped {
            try intake.writeRows()
            let written =
                result.added[taken.added...].map { ($0.place, $0.id, 1) }
                + result.changed[taken.changed...].map { ($0.place, $0.id, $0.version) }
            try ImportQueries(desk.connection).add(
                written.map { place, id, version in
                    let origin = origins[place - first]
                    return ImportQueries.Origin(
                        entry: id, version: version, file: origin.file, sheet: origin.sheet, cells: origin.cells)
                })
        }
        taken = (result.added.count, result.changed.count, result.refused.count, result.warnings.count)
        done.written = result.added.count + result.changed.count
        (waiting, origins) = ([], [])
        try report()
    }

    private func leave(_ line: JudgedRow) {
        note(.init(file: line.file, sheet: line.sheet, row: line.number, problems: line.problems), in: &left)
    }

    /// Where a row of the intake stood in its file, and what is said of it; `first` is the place of the first that waits.
    private func line(_ said: DeliveryResult.Refusal, _ first: Int) -> ImportOutcome.Line {
        let origin = origins[said.place - first]
        return .init(file: origin.file, sheet: origin.sheet, row: origin.row, problems: said.problems)
    }

    private func note(_ line: ImportOutcome.Line, in lines: inout [ImportOutcome.Line]) {
        if lines.count < Self.mostNamed { lines.append(line) }
    }
}
