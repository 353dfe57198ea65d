// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Gives a person one more role.
    ///
    /// Throws invalid with the fields of `WrittenGrant`, also where one account may not hold the roles together.
    package func grantRole(_ caller: Caller, id: String, revision: Int, _ written: WrittenGrant) async throws {
        try await changeGrants(caller, id, revision, "grant") { _, grants, connection in
            grants.append(try written.grant(connection))
        }
    }

    /// Takes a role from a person: the one at `position` of the person's roles.
    package func endRole(_ caller: Caller, id: String, revision: Int, position: Int) async throws {
        try await changeGrants(caller, id, revision, "endRole") { _, grants, _ in
            guard grants.indices.contains(position) else { throw UseCaseError("role", .notFound) }
            grants.remove(at: position)
        }
    }

    /// Moves a person to another body, office or pairing from a day on (`2026-01-05`, not after today): the role at
    /// `position` ends and the other begins; where the person was is kept. What the person has in hand from another
    /// side or pairing than the new one is handed over in the same step, or left by `matters`.
    ///
    /// Throws invalid with the fields day, role and `receiver`: `user.moveLeavesOpen` where `matters` is to be asked.
    package func movePerson(
        _ caller: Caller, id: String, revision: Int, position: Int, to written: WrittenGrant, on day: String,
        matters: MatterChoice = .leave
    ) async throws {
        guard let date = CalendarDate(iso: day) else { throw personFailure("day", "correction.dateForm") }
        let today = surroundings.now().day
        guard date <= today else { throw personFailure("day", "user.dayToCome") }
        let moment = date == today ? nil : Instant(startOf: date)
        try await changeGrants(caller, id, revision, "move", dated: moment) { found, grants, connection in
            guard grants.indices.contains(position) else { throw UseCaseError("role", .notFound) }
            let next = try written.grant(connection)
            guard next != grants[position] else { throw personFailure("role", "user.sameRole") }
            let staysThere = next.party == grants[position].party
            grants[position] = next
            try settleMatters(of: found, stayingThere: staysThere, having: grants, matters, caller, connection)
        }
    }

    /// What a person who goes to another side or pairing, or to a role that may not go on with it, has in hand.
    private func settleMatters(
        of change: PersonChange, stayingThere: Bool, having grants: [RoleGrant], _ choice: MatterChoice,
        _ caller: Caller, _ connection: any SQLConnection
    ) throws {
        let matters = try openMatterKinds.filter(\.isCertain).flatMap { try $0.all(of: change.user.id, connection) }
        var moved = change.user
        moved.grants = grants
        let goesOn = matters.allSatisfy { moved.verdict($0.action, on: $0.object).isAllowed }
        guard !matters.isEmpty, !(stayingThere && goesOn) else { return }
        switch choice {
        case .leave: return
        case .ask:
            throw personFailure("receiver", "user.moveLeavesOpen", ["count": String(matters.count)])
        case .give(let receiver):
            try caller.require(
                .handOver, onEach: change.directory.objects(of: change.user), "user", knowing: .readUser)
            _ = try passMatters(of: change.user, to: receiver, change.directory, caller, connection)
        }
    }

    private func changeGrants(
        _ caller: Caller, _ id: String, _ revision: Int, _ verb: String, dated moment: Instant? = nil,
        _ change: @Sendable (PersonChange, inout [RoleGrant], any SQLConnection) throws -> Void
    ) async throws {
        try await write(caller) { connection in
            let found = try changeablePerson(id, .grantRole, revision: revision, caller, connection)
            try requireOther(found.user, than: caller)
            let before = found.user
            var user = before
            try change(found, &user.grants, connection)
            // What comes must be the caller's to give, as what was must be the caller's to take.
            let objects = found.directory.objects(of: user.grants)
            if !user.grants.isEmpty {
                try caller.require(.grantRole, onEach: objects, "user", knowing: .readDirectory)
            } else if !caller.may(.grantRole, on: .installation) {
                // Who sees to one pairing alone would never find the person again.
                throw UseCaseError("user", .conflict(reason: "user.lastRole"))
            }
            try checkDuties(user.grants)
            if before.state == .active {
                let lost = Set(before.grants.map(\.role)).subtracting(user.grants.map(\.role))
                try requireAnotherHolder(of: Array(lost), connection)
            }
            try requireFresh(connection, caller)
            let now = surroundings.now()
            try save(user, revision: found.account.revision, connection, at: now)
            if let moment {
                try AssignmentQueries(connection).redate(user.id, from: now, to: moment)
            }
            try record(
                connection, caller, verb, .user(user.id), before: ["roles": before.grants.recorded],
                after: ["roles": user.grants.recorded, "day": (moment ?? now).day.description])
        }
    }
}

/// What becomes of that which a person who is moved has in hand.
package enum MatterChoice: Hashable, Sendable {
    /// It is asked for by a refusal.
    case ask
    /// It stays with the person.
    case leave
    /// Another person takes it, by log-in name.
    case give(to: String)
}

extension RoleGrant {
    /// The pairing and the side for which its holder works.
    fileprivate var party: [String] {
        switch self {
        case .office(let pairing, let side), .unit(_, let pairing, let side): [pairing.text, side.rawValue]
        case .observer(let pairing?), .pairingAdmin(let pairing): [pairing.text]
        case .national, .province, .observer(nil), .systemAdmin, .securityAdmin, .auditAdmin: []
        }
    }
}
