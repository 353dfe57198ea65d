// SPDX-License-Identifier: Apache-2.0
package import Domain
package import LedgerEngine
import SQLCore
import Storage

/// A row's page.
package struct EntryDetail: Sendable {
    package let entry: EntryListing
    package let ledger: Ledger
    package let pairing: Pairing
    /// The fields as a form shows them, with what is personal masked: what an edit was made from.
    package let form: [String: String]
    package let files: [EntryFile]
    package let statements: [EntryStatement]
    package let differences: [Difference]
    package let changes: [EntryChangeListing]
    /// From where its values came, the newest first; empty where nobody imported it.
    package let origins: [EntryOrigin]
    package let stages: [StageStep]
    package let comments: [EntryComment]
    /// The tasks that it is evidence of, with their names.
    package let tasks: [(id: Identifier<PlanTask>, title: String)]
    package let history: ObjectHistory
    /// The closed periods in which it counts, newest first: a change of it is a correction of them.
    package let closedPeriods: [ClosedPeriod]
    /// What is odd about it as it stands: warnings, and what a newer definition would refuse.
    package let oddities: [FieldProblem]
    package let mayEdit: Bool
    package let mayConfirm: Bool
    package let maySettle: Bool
    package let mayReveal: Bool
    package let mayComment: Bool
    package let mayExplain: Bool
}

/// From which cells of a file the values of one version of a row came.
package struct EntryOrigin: Sendable {
    package let version: Int
    /// nil where its name is hidden, since it may be a person's.
    package let file: String?
    /// Empty where the file has no sheets, and where its name is hidden.
    package let sheet: String
    /// The cell of each field: `B7`.
    package let cells: [String: String]
}

/// What the other side states of a row, for the screen.
package struct EntryStatement: Sendable {
    package let side: Side
    package let at: Instant
    package let by: String
    package let texts: [String: String]
}

/// One change of a row, for the screen.
package struct EntryChangeListing: Sendable {
    package let version: Int
    package let verb: String
    package let at: Instant
    package let by: String
    package let reason: String?
    /// The closed periods that it corrects.
    package let periods: [String]
    /// Field, what stood there, what stands there since.
    package let fields: [(field: String, before: String, after: String)]
}

extension UseCases {
    /// A row's page. Throws notFound.
    package func entry(_ caller: Caller, id: String, language: Language = .chinese) async throws -> EntryDetail {
        try await database.read { connection in
            let (entry, desk) = try findEntry(id, caller, connection)
            let names = LedgerNames(
                connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing, language: language)
            let (record, object) = (entry.record, desk.object(entry.record.side))
            let isThere = record.state != .removed
            let showsNames = !desk.ledger.hidesFiles || mayReveal(record, object, caller)
            let differences = DifferenceQueries(connection)
            let links = EntryLinkQueries(connection)
            let steps = try StageStepQueries(connection).all(of: [record.id])[record.id] ?? []
            return EntryDetail(
                entry: try listing(entry, desk.pairing, desk.ledger, names, language), ledger: desk.ledger,
                pairing: desk.pairing,
                form: Dictionary(
                    uniqueKeysWithValues: formFields(entry, desk.ledger, names).map { ($0.name, $0.value) }),
                files: isThere ? entry.files(desk.ledger, withNames: showsNames) : [],
                statements: try differences.statements(of: record.id).map { statement, values in
                    EntryStatement(
                        side: statement.side, at: statement.at, by: statement.by,
                        texts: texts(values, of: entry, desk, names, language))
                },
                differences: try differences.all(of: record.id),
                changes: try changes(of: entry, field: nil, desk, names, language),
                origins: isThere
                    ? try ImportQueries(connection).origins(of: record.id).map { origin in
                        EntryOrigin(
                            version: origin.version, file: showsNames ? origin.file : nil,
                            sheet: showsNames ? origin.sheet : "", cells: origin.cells.byField)
                    } : [],
                stages: steps, comments: try links.comments(of: record.id),
                tasks: try tasks(of: record.id, caller, connection),
                history: try history(of: Watch(kind: "entry", id: record.id.text), in: connection),
                closedPeriods: isThere ? try closedPeriods(of: entry, steps, desk) : [],
                oddities: try allOddities(of: entry, steps, desk),
                mayEdit: isThere && mayEdit(record, object, caller),
                mayConfirm: record.state == .entered && desk.ledger.confirmation == .both
                    && caller.may(.confirmLedger, on: desk.object(record.side.other)),
                maySettle: record.state == .disputed
                    && Side.allCases.contains { caller.may(.confirmLedger, on: desk.object($0)) },
                mayReveal: isThere && mayReveal(record, object, caller)
                    && desk.ledger.fields.contains { $0.isPersonal && record.values[$0.key] != nil },
                mayComment: caller.may(.commentLedger, on: RuleObject(pairing: desk.scope)),
                mayExplain: caller.may(.explainAccess, on: object))
        }
    }

    /// What happened to one field of a row, newest first.
    package func cellHistory(
        _ caller: Caller, id: String, field: String, language: Language = .chinese
    ) async throws -> [EntryChangeListing] {
        try await database.read { connection in
            let (entry, desk) = try findEntry(id, caller, connection)
            guard desk.ledger.field(field) != nil else { throw UseCaseError("field", .notFound) }
            let names = LedgerNames(
                connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing, language: language)
            return try changes(of: entry, field: field, desk, names, language)
        }
    }

    func mayEdit(_ record: EntryRecord, _ object: RuleObject, _ caller: Caller) -> Bool {
        caller.may(.editLedger, on: object)
            && (try? caller.requireOwn(record.organisation, .editLedger, object)) != nil
    }

    func mayReveal(_ record: EntryRecord, _ object: RuleObject, _ caller: Caller) -> Bool {
        caller.may(.revealLedgerPerson, on: object)
            && (try? caller.requireOwn(record.organisation, .revealLedgerPerson, object)) != nil
    }

    func changes(
        of entry: OpenEntry, field: String?, _ desk: LedgerDesk, _ names: LedgerNames, _ language: Language
    ) throws -> [EntryChangeListing] {
        try EntryChangeQueries(desk.connection).all(of: entry.record.id).compactMap { change in
            let before = texts(change.before, of: entry, desk, names, language)
            let after = texts(change.after, of: entry, desk, names, language)
            let fields = desk.ledger.fields.map(\.key).filter {
                (field == nil || field == $0) && (change.before[$0] != nil || change.after[$0] != nil)
            }
            if field != nil && fields.isEmpty { return nil }
            return EntryChangeListing(
                version: change.version, verb: change.verb, at: change.at, by: change.by, reason: change.reason,
                periods: change.periods, fields: fields.map { ($0, before[$0] ?? "", after[$0] ?? "") })
        }
    }

    private func texts(
        _ values: [String: EntryText.Value], of entry: OpenEntry, _ desk: LedgerDesk, _ names: LedgerNames,
        _ language: Language
    ) -> [String: String] {
        let open = desk.opened(values, of: entry.record.id)
        var texts: [String: String] = [:]
        for key in values.keys {
            guard let field = desk.ledger.field(key) else { continue }
            texts[key] =
                open[key].map {
                    desk.ledger.isMasked(field)
                        ? mask($0, field) : field.screenText($0, language, names.directory)
                } ?? "***"
        }
        return texts
    }

    private func tasks(
        of entry: Identifier<LedgerEntry>, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> [(id: Identifier<PlanTask>, title: String)] {
        try EntryLinkQueries(connection).tasks(of: entry).compactMap { id in
            guard let task = try TaskQueries(connection).find(id),
                caller.may(.readPlan, on: try ruleObject(task.pairing, connection, "task"))
            else { return nil }
            return (id, task.path + " " + (task.title ?? task.area))
        }
    }
}
