// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import SQLCore
import Storage

/// One yearly list, while it is read or written in a transaction.
struct WorkDesk {
    var record: YearPlanRecord
    let pairing: Pairing
    let scope: PairingScope
    let connection: any SQLConnection

    var plan: YearPlan { record.plan }
    /// What belongs to both cities.
    var object: RuleObject { RuleObject(pairing: scope) }

    func object(_ side: Side) -> RuleObject { RuleObject(pairing: scope, side: side) }
}

extension UseCases {
    /// The yearly list of an address. Throws notFound where there is none, or the caller may not know of it: what both
    /// cities never agreed to is known to their offices and reviewers alone.
    func findYearPlan(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection, isLocked: Bool = false
    ) throws -> WorkDesk {
        let queries = YearPlanQueries(connection)
        guard let id = Identifier<YearPlan>(id), let record = try isLocked ? queries.lock(id) : queries.find(id) else {
            throw UseCaseError("yearPlan", .notFound)
        }
        return try desk(of: record, caller, connection)
    }

    func desk(of record: YearPlanRecord, _ caller: Caller, _ connection: any SQLConnection) throws -> WorkDesk {
        guard let pairing = try PairingQueries(connection).find(record.plan.pairing),
            let scope = try PairingScope.load(pairing.id, connection)
        else { throw UseCaseError("yearPlan", .notFound) }
        let desk = WorkDesk(record: record, pairing: pairing, scope: scope, connection: connection)
        let reading: Action = record.firstAgreedAt == nil ? .readWorkDraft : .readWork
        try caller.require(reading, on: desk.object, "yearPlan", knowing: reading)
        return desk
    }

    /// The same for a change of the list: the list is locked, what its cities agreed to is open again.
    func findYearPlan(toChange id: String, _ caller: Caller, _ connection: any SQLConnection) throws -> WorkDesk {
        let desk = try findYearPlan(id, caller, connection, isLocked: true)
        try caller.require(.planWork, on: desk.object, "yearPlan", knowing: .readWork)
        return desk
    }

    /// Notes that the list was changed: it has a new revision, and nobody has agreed to that yet.
    func touch(_ desk: inout WorkDesk) throws {
        if desk.record.plan.isAgreed { desk.record.plan.edition += 1 }
        desk.record.plan.agreements = [:]
        try save(&desk)
    }

    func save(_ desk: inout WorkDesk) throws {
        desk.record.plan.revision += 1
        guard try YearPlanQueries(desk.connection).update(desk.record) else {
            throw UseCaseError("yearPlan", .stale(revision: desk.plan.revision - 1))
        }
    }

    /// The body of the directory that a name in the list means, on that side; nil where the directory has none.
    func body(
        _ name: String, _ side: Side, _ pairing: Pairing, _ spellings: OrganisationDirectory,
        _ connection: any SQLConnection
    ) throws -> Identifier<Organisation>? {
        let queries = OrganisationQueries(connection)
        let place = pairing.party(side).division
        var names = [name]
        for party in [pairing.party(side).name, String(pairing.party(side).name.dropLast())]
        where party.count >= 2 && name.hasPrefix(party) && name.count > party.count + 1 {
            names.append(String(name.dropFirst(party.count)))
        }
        names += names.compactMap { spellings.match($0)?.name }
        for spelling in names {
            if let found = try queries.matching(spelling, in: place).first { return try queries.inCharge(of: found.id) }
        }
        return nil
    }
}

extension WorkLeg {
    /// What the files of a share hang on.
    package var attachments: AttachmentOwner { AttachmentOwner(.leg, id.text) }
}

extension AuditSubject {
    static func yearPlan(_ plan: YearPlan) -> Self {
        Self(kind: "yearPlan", id: plan.id.text, pairing: plan.pairing)
    }
    static func item(_ item: WorkItem) -> Self { Self(kind: "item", id: item.id.text, pairing: item.pairing) }
    static func leg(_ record: WorkLegRecord) -> Self {
        Self(kind: "leg", id: record.leg.id.text, pairing: record.pairing)
    }
}
