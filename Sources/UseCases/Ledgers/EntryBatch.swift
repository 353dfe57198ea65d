// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

/// Rows of one register of one pairing that are written together: the rows, what they are found by, the figures, the
/// history, and an event for each. Nothing is written before `write`.
struct EntryBatch {
    /// A row before and after a change, with its stages; without `before` it is new.
    struct Step {
        var before: OpenEntry?
        var after: OpenEntry
        var verb: String
        var reason: String?
        var stagesBefore: [StageStep] = []
        var stagesAfter: [StageStep] = []
        /// What the event says beside the changed fields.
        var note: [(String, String?)] = []
    }
    private let useCases: UseCases
    private let caller: Caller
    let desk: LedgerDesk
    private var rollUp: RollUp
    private let closed: [ClosedPeriod]
    private var steps: [(step: Step, periods: [String])] = []

    init(_ useCases: UseCases, _ caller: Caller, _ desk: LedgerDesk) throws {
        (self.useCases, self.caller, self.desk) = (useCases, caller, desk)
        rollUp = RollUp(desk.ledger)
        closed = try PeriodLockQueries(desk.connection).all(of: desk.pairing.id)
    }

    /// Takes a change in. Throws invalid (field `reason`) where it moves the figures of a closed period without one.
    mutating func take(_ step: Step) throws {
        let before = step.before.flatMap { $0.record.state == .removed ? nil : $0 }
        let after = step.after.record.state == .removed ? nil : step.after
        let old = before.map { desk.parts(of: $0, step.stagesBefore) } ?? []
        let new = after.map { desk.parts(of: $0, step.stagesAfter) } ?? []
        // Saying that a row is right, or that it isn't, changes nothing of it.
        let isChanged = before == nil || after == nil || before?.values != after?.values || old != new
        let periods = isChanged ? closedPeriods(days: [before?.record.day, after?.record.day], old, new) : []
        if !periods.isEmpty, step.reason == nil {
            throw UseCaseError(
                "entry",
                .invalid([
                    ValidationFailure(
                        field: "reason", message: "entry.periodClosed",
                        arguments: ["period": periods.joined(separator: ", ")])
                ]))
        }
        if let before { rollUp.count(old, of: before.record, sign: -1) }
        if let after { rollUp.count(new, of: after.record, sign: 1) }
        steps.append((step, periods))
    }

    /// The closed periods whose rows or figures a change touches.
    private func closedPeriods(days: [Int64?], _ old: [Contribution], _ new: [Contribution]) -> [String] {
        guard !closed.isEmpty else { return [] }
        let moved = Set(old).symmetricDifference(new)
        return closed.filter { $0.holds(days: days, moved, desk.ledger) }.map(\.key)
    }

    /// Writes all that was taken in. Throws stale where a row has another version by now, and `uniqueViolation`.
    mutating func write() throws {
        try writeRows()
        try writeFigures()
    }

    /// Writes the figures of all rows that were written.
    mutating func writeFigures() throws { try rollUp.write(desk.connection) }

    /// Writes the rows that were taken in since, with their history, and forgets them; the figures wait.
    mutating func writeRows() throws {
        let connection = desk.connection
        let new = steps.filter { $0.step.before == nil }.map(\.step.after)
        try EntryQueries(connection).insert(new.map(prepared))
        for (step, _) in steps {
            guard let before = step.before else { continue }
            guard try EntryQueries(connection).update(prepared(step.after), from: before.record.version) else {
                let present = try EntryQueries(connection).find(before.record.id)?.version ?? before.record.version
                throw UseCaseError("entry", .stale(revision: present))
            }
        }
        try writeLinks()
        try writeHistory()
        steps = []
    }

    private func prepared(_ entry: OpenEntry) -> EntryRecord {
        var record = entry.record
        record.slots = desk.slotValues(entry.values)
        return record
    }

    private func writeLinks() throws {
        let links = EntryLinkQueries(desk.connection)
        var (gone, added): (Set<EntryLinkQueries.Term>, Set<EntryLinkQueries.Term>) = ([], [])
        var stages: [(entry: Identifier<LedgerEntry>, number: Int, step: StageStep)] = []
        for (step, _) in steps {
            let (old, new) = (step.before.map(desk.terms) ?? [], desk.terms(step.after))
            gone.formUnion(old.subtracting(new))
            added.formUnion(new.subtracting(old))
            let (had, has) = (step.before.map { desk.files($0.values) } ?? [], desk.files(step.after.values))
            if had != has { try links.setFiles(has, of: step.after.record.id, isNew: step.before == nil) }
            for number in step.stagesBefore.count..<max(step.stagesBefore.count, step.stagesAfter.count) {
                stages.append((step.after.record.id, number + 1, step.stagesAfter[number]))
            }
        }
        try links.remove(gone)
        try links.insert(added)
        try StageStepQueries(desk.connection).insert(stages)
    }

    private func writeHistory() throws {
        var changes: [EntryChange] = []
        for (step, periods) in steps {
            let fields = changedFields(step)
            if step.before != nil || !periods.isEmpty {
                changes.append(
                    EntryChange(
                        entry: step.after.record.id, book: step.after.record.book, version: step.after.record.version,
                        verb: step.verb, at: step.after.record.changedAt, byID: caller.userID, by: caller.name,
                        before: stored(step.before, fields), after: stored(step.after, fields), reason: step.reason,
                        periods: periods))
            }
            let (before, after) = (audited(step.before, fields), audited(step.after, fields))
            var notes: [(String, String?)] = [("ledger", desk.ledger.key)]
            if step.before == nil { notes.append(("number", String(step.after.record.number))) }
            if let reason = step.reason { notes.append(("reason", reason)) }
            if !periods.isEmpty { notes.append(("period", periods.joined(separator: ", "))) }
            try useCases.record(
                desk.connection, caller, step.verb, .entry(step.after.record.id, desk.pairing.id),
                before: before.isEmpty ? nil : AuditFields(before), after: AuditFields(notes + step.note + after))
        }
        try EntryChangeQueries(desk.connection).insert(changes)
    }

    private func changedFields(_ step: Step) -> [String] {
        desk.ledger.fields.map(\.key).filter { step.before?.values[$0] != step.after.values[$0] }
    }

    private func stored(_ entry: OpenEntry?, _ fields: [String]) -> [String: EntryText.Value] {
        var values: [String: EntryText.Value] = [:]
        for field in fields { values[field] = entry?.record.values[field] }
        return values
    }

    /// The changed fields as the record keeps them: of what is personal only that it changed.
    private func audited(_ entry: OpenEntry?, _ fields: [String]) -> [(String, String?)] {
        guard let entry else { return [] }
        var texts = fields.map { key -> (String, String?) in
            guard let value = entry.values[key], let field = desk.ledger.field(key) else { return (key, nil) }
            return (key, desk.ledger.isMasked(field) ? mask(value, field) : String(plainText(value).prefix(200)))
        }
        texts.append(("state", entry.record.state.rawValue))
        return texts
    }
}

/// A stored value as the record and programs read it.
func plainText(_ value: FieldValue) -> String {
    switch value {
    case .number(let number): String(number)
    case .text(let text): text
    case .list(let items): items.map(plainText).joined(separator: "; ")
    }
}

extension AuditSubject {
    static func entry(_ id: Identifier<LedgerEntry>, _ pairing: Identifier<Pairing>) -> Self {
        Self(kind: "entry", id: id.text, pairing: pairing)
    }
    /// A register, of all pairings or of one.
    static func ledger(_ key: String, _ pairing: Identifier<Pairing>?) -> Self {
        Self(kind: "ledger", id: key, pairing: pairing)
    }
}
