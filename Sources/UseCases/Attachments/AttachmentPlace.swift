// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// What files hang on, as one caller may act on it. Whoever has one may see it.
struct AttachmentPlace {
    let owner: AttachmentOwner
    let pairing: Identifier<Pairing>
    /// What the record tells of.
    let subject: AuditSubject
    /// The object on whose page it is shown.
    let home: String
    /// Why the caller may add and take away nothing now; nil where it may.
    let refusal: UseCaseError?
    /// Files that came until then stay: something was said with them.
    var keptUntil: Instant?
    /// Only who added a file takes it away again: both offices add here, and neither removes what the other relies on.
    var isOwnOnly = false
    /// The body for whose part it stands, where the record's object has several.
    var unit: String?

    /// Throws where the caller may not change what hangs there.
    func requireChange() throws { if let refusal { throw refusal } }

    /// Throws where this file stays, or is another's to take away.
    func requireRemoval(of file: Attachment, _ caller: Caller) throws {
        try requireChange()
        // What something was said with stays with it, also when it is done again.
        if let keptUntil, file.at <= keptUntil { throw UseCaseError("file", .conflict(reason: "order.fileGiven")) }
        guard !isOwnOnly || file.by.account == caller.userID else {
            throw UseCaseError(subject.kind, .forbidden(reason: "rule.ownFilesOnly"))
        }
    }
}

extension UseCases {
    /// What files hang on, for whoever sees its page; locked inside `write`. Throws notFound as the page does.
    func attachmentPlace(
        _ owner: AttachmentOwner, _ caller: Caller, _ connection: any SQLConnection, isLocked: Bool = false
    ) throws -> AttachmentPlace {
        switch owner.kind {
        case .filing: try placeOfFiling(owner, caller, connection, isLocked)
        case .leg: try placeOfLeg(owner, caller, connection, isLocked)
        case .handling: try placeOfHandling(owner, caller, connection, isLocked)
        case .request: try placeOfRequest(owner, caller, connection, isLocked)
        case .meeting: try placeOfMeeting(owner, caller, connection, isLocked)
        }
    }

    /// The body that hands it in and the office of its side, while it may be written.
    private func placeOfFiling(
        _ owner: AttachmentOwner, _ caller: Caller, _ connection: any SQLConnection, _ isLocked: Bool
    ) throws -> AttachmentPlace {
        let desk = try findFiling(owner.id, caller, connection, isLocked: isLocked)
        let refusal = try refusal {
            try requirePart(of: desk, caller, [.unit, .office])
            try requireNow(Filing.table.line(desk.filing.state, .write, desk.facts) != nil, "filing")
        }
        return AttachmentPlace(
            owner: owner, pairing: desk.filing.pairing, subject: .filing(desk.filing), home: desk.filing.id.text,
            refusal: refusal, keptUntil: desk.filing.firstSubmittedAt == nil ? nil : desk.filing.submittedAt)
    }

    /// The body whose share it is and the office of its side, until it is said to be done.
    private func placeOfLeg(
        _ owner: AttachmentOwner, _ caller: Caller, _ connection: any SQLConnection, _ isLocked: Bool
    ) throws -> AttachmentPlace {
        let (record, item, desk) = try findLeg(owner.id, caller, connection, isLocked: isLocked)
        let refusal = try refusal {
            try caller.require(.reportWork, on: desk.object(record.leg.side), "leg", knowing: .readWork)
            let parts = loopParts(
                caller, side: record.leg.side, organisation: record.leg.organisation, in: desk.scope)
            if parts.isDisjoint(with: [.unit, .office]) {
                throw UseCaseError("leg", .forbidden(reason: "rule.loopOthers"))
            }
            try requireNow(record.leg.state == .open || record.leg.state == .handedOn, "leg")
        }
        return AttachmentPlace(
            owner: owner, pairing: desk.pairing.id, subject: .leg(record), home: item.item.id.text, refusal: refusal,
            keptUntil: try LoopStepQueries(connection).last(WorkLeg.Step.finish.rawValue, of: record.leg.id.text)?.at)
    }

    /// The body that handles the order, while it may answer; seen by whoever sees the whole of its answer.
    private func placeOfHandling(
        _ owner: AttachmentOwner, _ caller: Caller, _ connection: any SQLConnection, _ isLocked: Bool
    ) throws -> AttachmentPlace {
        guard let id = Identifier<HandlingLeg>(owner.id), let known = try HandlingQueries(connection).find(id) else {
            throw UseCaseError("order", .notFound)
        }
        let desk = try findOrder(known.order.text, caller, connection, isLocked: isLocked)
        let isWhole = caller.orderSight([desk.scope]).showsWhole(desk.order)
        guard let leg = desk.legs.first(where: { $0.id == id }), isWhole || !desk.parts(caller, leg).isEmpty else {
            throw UseCaseError("order", .notFound)
        }
        let refusal = try refusal {
            try requirePart([.unit], desk, caller, leg)
            try requireNow(desk.order.state == .issued && leg.state.takesEvidence, "order")
        }
        return AttachmentPlace(
            owner: owner, pairing: desk.order.pairing, subject: .order(desk.order.id, desk.order.pairing),
            home: desk.order.id.text, refusal: refusal, keptUntil: leg.answeredAt, unit: leg.unit)
    }

    /// Whoever asks, while the request may be written.
    private func placeOfRequest(
        _ owner: AttachmentOwner, _ caller: Caller, _ connection: any SQLConnection, _ isLocked: Bool
    ) throws -> AttachmentPlace {
        let desk = try findRequest(owner.id, caller, connection, isLocked: isLocked)
        let refusal = try refusal {
            try requirePart([.applicant], desk, caller)
            try requireNow(desk.request.state.isWritable, "request")
        }
        return AttachmentPlace(
            owner: owner, pairing: desk.request.pairing, subject: .request(desk.request.id, desk.request.pairing),
            home: desk.request.id.text, refusal: refusal, keptUntil: desk.request.submittedAt)
    }

    /// Either office; seen by those who see minutes and people.
    private func placeOfMeeting(
        _ owner: AttachmentOwner, _ caller: Caller, _ connection: any SQLConnection, _ isLocked: Bool
    ) throws -> AttachmentPlace {
        let desk = try findMeeting(owner.id, caller, connection, isLocked: isLocked)
        guard desk.isWhole(for: caller) else { throw UseCaseError("meeting", .notFound) }
        let refusal = try refusal {
            try caller.require(.planWork, on: desk.object, "meeting", knowing: .readWork)
        }
        return AttachmentPlace(
            owner: owner, pairing: desk.pairing.id, subject: .meeting(desk), home: desk.id.text, refusal: refusal,
            isOwnOnly: true)
    }

    private func refusal(_ check: () throws -> Void) throws -> UseCaseError? {
        do { try check() } catch let error as UseCaseError { return error }
        return nil
    }

    private func requireNow(_ isNow: Bool, _ subject: String) throws {
        if !isNow { throw UseCaseError(subject, .conflict(reason: "loop.notNow")) }
    }
}
