// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// One meeting with what was decided, while it is read or written in a transaction.
struct MeetingDesk {
    let entry: OpenEntry
    let register: LedgerDesk
    let meeting: Meeting
    let decisions: [MeetingDecision]

    var id: Identifier<LedgerEntry> { entry.record.id }
    var pairing: Pairing { register.pairing }
    var scope: PairingScope { register.scope }
    /// What belongs to both cities.
    var object: RuleObject { RuleObject(pairing: scope) }
    var day: CalendarDate? { entry.record.day.flatMap { CalendarDate(dayNumber: $0) } }

    /// Offices and those above see everything, others the agenda and what they themselves are to do.
    func isWhole(for caller: Caller) -> Bool { caller.may(.readWorkDraft, on: object) }
}

extension UseCases {
    /// The meeting of an address: a row of one of its registers that was not taken out. Throws notFound.
    func findMeeting(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection, isLocked: Bool = false
    ) throws -> MeetingDesk {
        let (entry, register): (OpenEntry, LedgerDesk)
        do {
            (entry, register) = try findEntry(id, caller, connection, isLocked: isLocked)
        } catch let error as UseCaseError where error.cause == .notFound {
            throw UseCaseError("meeting", .notFound)
        }
        guard Meeting.ledgers.contains(register.ledger.key), entry.record.state != .removed else {
            throw UseCaseError("meeting", .notFound)
        }
        let id = entry.record.id
        let desk = MeetingDesk(
            entry: entry, register: register,
            meeting: try MeetingQueries(connection).find(id) ?? Meeting(entry: id, pairing: register.pairing.id),
            decisions: try DecisionQueries(connection).all(of: id))
        try caller.require(.readWork, on: desk.object, "meeting", knowing: .readWork)
        return desk
    }

    /// The same for a change by one of the offices.
    func findMeeting(toChange id: String, _ caller: Caller, _ connection: any SQLConnection) throws -> MeetingDesk {
        let desk = try findMeeting(id, caller, connection, isLocked: true)
        try caller.require(.planWork, on: desk.object, "meeting", knowing: .readWork)
        return desk
    }
}

extension Caller {
    /// Whether a decision is for the caller's own body.
    func answers(for decision: MeetingDecision, in scope: PairingScope) -> Bool {
        guard case .user(let user) = who, let body = decision.organisation else { return false }
        return user.grants.contains { grant in
            guard case .unit(body, let pairing, decision.side) = grant else { return false }
            return pairing == scope.id || scope.ancestors.contains(pairing)
        }
    }
}

extension AuditSubject {
    static func meeting(_ desk: MeetingDesk) -> Self {
        Self(kind: "meeting", id: desk.id.text, pairing: desk.pairing.id)
    }
}
