// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

/// The rows of a delivery on their way in: read, compared with what is there, and written together.
struct EntryIntake {
    private let useCases: UseCases
    private let caller: Caller
    private let desk: LedgerDesk
    private let delivery: EntryDelivery
    private let side: Side
    private let book: PairingLedger?
    /// The number of the first row that this delivery adds.
    private let firstOwn: Int64
    private let isTrial: Bool
    private let names: LedgerNames
    private var batch: EntryBatch
    private var ceiling: CeilingWatch
    private var seenKeys: [String: Int] = [:]
    private(set) var result = DeliveryResult()
    private static let portion = 500

    init(
        _ useCases: UseCases, _ caller: Caller, _ desk: LedgerDesk, _ delivery: EntryDelivery, _ side: Side,
        _ book: PairingLedger?, isTrial: Bool
    ) throws {
        (self.useCases, self.caller, self.desk, self.delivery) = (useCases, caller, desk, delivery)
        (self.side, self.book, self.isTrial) = (side, book, isTrial)
        names = LedgerNames(
            desk.connection, useCases.surroundings.ledgers, desk.cipher, pairing: desk.pairing)
        firstOwn = try book.map { try BookQueries(desk.connection).next(in: $0.number) } ?? 1
        batch = try EntryBatch(useCases, caller, desk)
        ceiling = CeilingWatch(desk)
    }

    mutating func takeAll(_ progress: ((Int) throws -> Void)?) throws {
        var done = 0
        for start in stride(from: 0, to: delivery.rows.count, by: Self.portion) {
            try Task.checkCancellation()
            let rows = delivery.rows[start..<min(start + Self.portion, delivery.rows.count)]
            try take(rows)
            done += rows.count
            try progress?(done)
        }
    }

    /// Takes rows out of the register. Throws forbidden, and invalid where a closed period needs a reason.
    mutating func remove(_ records: [EntryRecord]) throws {
        for record in records {
            let object = desk.object(record.side)
            try caller.require(.editLedger, on: object, "entry", knowing: .readLedger)
            try caller.requireOwn(record.organisation, .editLedger, object)
            try batch.take(
                try useCases.removed(desk.open(record), verb: "remove", delivery.reason, desk, caller))
            result.removed.append(record.id)
        }
        if let book { try BookQueries(desk.connection).discount(records.count, in: book.number) }
    }

    mutating func write() throws { try batch.write() }

    /// Writes the rows that were taken in since; `writeFigures` ends it.
    mutating func writeRows() throws { try batch.writeRows() }

    mutating func writeFigures() throws { try batch.writeFigures() }

    private struct Read {
        let row: EntryDelivery.Row
        let values: [String: FieldValue]
        let key: String?
        let known: EntryRecord?
    }

    mutating func take(_ rows: ArraySlice<EntryDelivery.Row>) throws {
        let queries = EntryQueries(desk.connection)
        let ids = rows.compactMap { $0.id.flatMap { Identifier<LedgerEntry>($0) } }
        let byID = Dictionary(
            try queries.find(ids).filter { $0.book == book?.number }.map { ($0.id.text, $0) },
            uniquingKeysWith: { first, _ in first })
        var fresh: [(EntryDelivery.Row, [String: FieldValue], String?)] = []
        for row in rows {
            if let id = row.id {
                guard let known = byID[id], known.state != .removed else {
                    refuse(row, "entry.problem.gone")
                    continue
                }
                try update(row, desk.open(known))
            } else if let read = try read(row, over: [:]) {
                fresh.append((row, read, desk.uniqueKey(read)))
            }
        }
        let keys = try known(fresh.map { (key: $0.2, isPartial: $0.0.isPartial) }, queries)
        var new: [(EntryDelivery.Row, [String: FieldValue], key: String?)] = []
        for (row, values, key) in fresh {
            if let key, let other = seenKeys[key], !row.isPartial {
                refuse(row, "entry.problem.twice", ["row": String(other)])
            } else if let known = key.flatMap({ keys[$0] }) {
                if let key { seenKeys[key] = row.place }
                delivery.known == .update || row.isPartial
                    ? try update(row, desk.open(known)) : result.unchanged.append(row.place)
            } else {
                if let key { seenKeys[key] = row.place }
                new.append((row, values, key))
            }
        }
        try add(new)
    }

    /// The rows of the register that have a key of these. What this delivery wrote itself is known by `seenKeys`; only a
    /// partial row, which goes on where an earlier one ended, asks for that too.
    private func known(
        _ rows: [(key: String?, isPartial: Bool)], _ queries: EntryQueries
    ) throws -> [String: EntryRecord] {
        guard let book else { return [:] }
        let before = try queries.find(keys: rows.compactMap(\.key), in: book.number, below: firstOwn)
        let partial = rows.filter(\.isPartial).compactMap(\.key)
        return before.merging(try queries.find(keys: partial, in: book.number)) { _, now in now }
    }

    private mutating func read(
        _ row: EntryDelivery.Row, over present: [String: FieldValue]
    ) throws -> [String: FieldValue]? {
        do {
            let input = present.isEmpty ? useCases.withDefaults(row.input, desk, names) : row.input
            return try useCases.read(input, over: present, desk, names).values
        } catch let error as EntryProblems {
            result.refused.append(.init(place: row.place, problems: error.problems))
            return nil
        }
    }

    private mutating func update(_ row: EntryDelivery.Row, _ before: OpenEntry) throws {
        var row = row
        if row.isPartial, case .values(let new) = row.input {
            row.input = .values(before.values.merging(new) { _, new in new })
        }
        guard let values = try read(row, over: before.values) else { return }
        guard values != before.values else { return result.unchanged.append(row.place) }
        if let version = row.version, version != before.record.version {
            return refuse(row, "entry.problem.changedSince", ["by": before.record.changedBy])
        }
        do {
            try caller.require(
                .editLedger, on: desk.object(before.record.side), "entry", knowing: .readLedger)
            try caller.requireOwn(before.record.organisation, .editLedger, desk.object(before.record.side))
            let step = try useCases.changed(
                before, to: values, verb: "change", delivery.reason, desk, caller)
            try batch.take(step)
            result.changed.append((row.place, before.record.id, step.after.record.version))
            try warn(row, before: before.values, step)
        } catch let error as EntryProblems {
            result.refused.append(.init(place: row.place, problems: error.problems))
        } catch is DuplicateEntry {
            refuse(row, "entry.problem.otherRow")
        } catch let error as UseCaseError {
            try refuse(row, error)
        }
    }

    private mutating func add(_ rows: [(EntryDelivery.Row, [String: FieldValue], key: String?)]) throws {
        guard !rows.isEmpty else { return }
        let number = book?.number ?? 0
        var next: Int64 = 1
        if !isTrial, let book { next = try BookQueries(desk.connection).reserve(rows.count, in: book) }
        var unused = 0
        for (row, values, key) in rows {
            let step = try useCases.newRow(
                values, key: key, number: next, number, side, stage: StageMove(reason: delivery.reason), desk, caller)
            next += 1
            do {
                try batch.take(step)
                result.added.append((row.place, step.after.record.id))
                try warn(row, before: [:], step)
            } catch let error as UseCaseError {
                try refuse(row, error)
                unused += 1
            }
        }
        if unused > 0, !isTrial { try BookQueries(desk.connection).discount(unused, in: number) }
    }

    /// Notes what is odd about a row that is written.
    private mutating func warn(
        _ row: EntryDelivery.Row, before: [String: FieldValue], _ step: EntryBatch.Step
    ) throws {
        let problems = [
            try ceiling.problem(before: before, after: step.after.values),
            useCases.lackingEvidence(of: step.after, step.stagesAfter, desk),
        ].compactMap { $0 }
        guard !problems.isEmpty, result.warnings.count < DeliveryResult.mostWarnings else { return }
        result.warnings.append(.init(place: row.place, problems: problems))
    }

    private mutating func refuse(_ row: EntryDelivery.Row, _ key: String, _ arguments: [String: String] = [:]) {
        result.refused.append(
            .init(
                place: row.place,
                problems: [FieldProblem(field: nil, weight: .error, messageKey: key, arguments: arguments)]))
    }

    /// What stands in the way of one row; what stands in the way of all is thrown on.
    private mutating func refuse(_ row: EntryDelivery.Row, _ error: UseCaseError) throws {
        switch error.cause {
        case .invalid(let failures):
            for failure in failures { refuse(row, failure.message, failure.arguments) }
        case .forbidden(let reason): refuse(row, reason)
        case .conflict(let reason): refuse(row, reason)
        default: throw error
        }
    }
}
