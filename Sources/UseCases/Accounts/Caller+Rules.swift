// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage

extension Caller {
    /// What the rule table says of this caller, this action and this object.
    package func verdict(_ action: Action, on object: RuleObject) -> Verdict {
        switch who {
        case .local: return RuleTable.verdict(action, .local, .none)
        case .user(let user):
            if let rule = barrier(to: action, of: user) { return .refused(rule: rule) }
            return user.verdict(action, on: object)
        }
    }

    package func may(_ action: Action, on object: RuleObject) -> Bool { verdict(action, on: object).isAllowed }

    /// Throws where the caller may not do `action`: notFound where the caller may not even do `knowing` (see that the
    /// object exists), else forbidden with the reason.
    func require(_ action: Action, on object: RuleObject, _ subject: String, knowing: Action) throws(UseCaseError) {
        try require(action, onEach: [object], subject, knowing: knowing)
    }

    /// Like `require(_:on:_:knowing:)` for what belongs to several places, such as a person with several roles: it is
    /// known to whoever may know of it in one of them, and changed by those who may change it in every one.
    func require(
        _ action: Action, onEach objects: [RuleObject], _ subject: String, knowing: Action
    ) throws(UseCaseError) {
        // What belongs nowhere is nobody's.
        let objects = objects.isEmpty ? [.installation] : objects
        let refusals = objects.lazy.map { verdict(action, on: $0) }
        guard case .refused(let rule)? = refusals.first(where: { !$0.isAllowed }) else { return }
        if case .user(let user) = who, let rule = barrier(to: action, of: user) {
            throw UseCaseError(subject, .forbidden(reason: rule))
        }
        guard objects.contains(where: { may(knowing, on: $0) }) else {
            throw UseCaseError(subject, .notFound, hiding: rule)
        }
        throw UseCaseError(subject, .forbidden(reason: rule))
    }

    /// The pairings on whose objects the caller may do `action`, by the same table as each single object.
    ///
    /// `all` holds objects of no pairing too. It says nothing of what belongs to one side alone: see `sides`.
    func pairings(for action: Action, among all: () throws -> [PairingScope]) rethrows -> PairingFilter {
        if reachesAll(action) { return .all }
        guard hasBoundRole(for: action) else { return .some([]) }
        return .some(try all().filter { may(action, on: RuleObject(pairing: $0)) }.map(\.id))
    }

    /// The same for what may belong to one side of a pairing alone, such as a contact or a person.
    func sides(for action: Action, among all: () throws -> [PairingScope]) rethrows -> SideFilter {
        if reachesAll(action) { return .all }
        guard hasBoundRole(for: action) else { return .nothing }
        let scopes = try all()
        func seen(_ side: Side?) -> [Identifier<Pairing>] {
            scopes.filter { may(action, on: RuleObject(pairing: $0, side: side)) }.map(\.id)
        }
        return .some(both: seen(nil), oldArea: seen(.oldArea), eastern: seen(.eastern))
    }

    /// Whether no object of any pairing is refused.
    private func reachesAll(_ action: Action) -> Bool {
        switch who {
        case .local: return may(action, on: .installation)
        case .user(let user):
            guard barrier(to: action, of: user) == nil else { return false }
            return user.grants.contains { grant in
                let relations = RuleTable.relations(action, .role(grant.role))
                return relations.contains(.none) || (grant.isUnbound && relations.contains(.ownSide))
            }
        }
    }

    private func hasBoundRole(for action: Action) -> Bool {
        guard case .user(let user) = who, barrier(to: action, of: user) == nil else { return false }
        return user.grants.contains { !RuleTable.relations(action, .role($0.role)).isEmpty }
    }

    /// The name under which changes are recorded.
    var name: String {
        switch who {
        case .user(let user): user.displayName
        case .local: "local"
        }
    }

    var userID: Identifier<User>? {
        if case .user(let user) = who { user.id } else { nil }
    }

    /// Why this person may not do this now, whatever the roles; nil where nothing stands in the way.
    private func barrier(to action: Action, of user: User) -> String? {
        if user.state != .active { return "rule.notActive" }
        if case .token(_, let scope) = door {
            // A token proves itself; the password it was made under may be as old as it likes.
            if scope == .read && !action.onlyReads { return "rule.tokenReadsOnly" }
            return user.mustEnrol ? "rule.enrolFirst" : nil
        }
        if action == .changeOwnAccount { return nil }
        if user.mustChangePassword { return "rule.changePasswordFirst" }
        return user.mustEnrol ? "rule.enrolFirst" : nil
    }
}

extension User {
    /// What the rule table says of a person's roles, whatever stands in the person's way at the moment: the first that
    /// allows it, or the refusal of the first.
    func verdict(_ action: Action, on object: RuleObject) -> Verdict {
        var refusal: Verdict?
        for grant in grants {
            let verdict = RuleTable.verdict(action, .role(grant.role), grant.relation(to: object))
            if verdict.isAllowed { return verdict }
            if refusal == nil { refusal = verdict }
        }
        return refusal ?? .refused(rule: "rule.noRole")
    }
}
