// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage

extension Caller {
    /// What the rule table says of this caller, this action and this object.
    package func verdict(_ action: Action, on object: RuleObject) -> Verdict {
        switch who {
        case .local: return RuleTable.verdict(action, .local, .none)
        case .user(let user):
            if let reason = barrier(to: action, of: user) { return .refused(reason: reason) }
            var refusal: Verdict?
            for grant in user.grants {
                let verdict = RuleTable.verdict(action, .role(grant.role), grant.relation(to: object))
                if verdict == .allowed { return .allowed }
                if refusal == nil { refusal = verdict }
            }
            return refusal ?? .refused(reason: "rule.noRole")
        }
    }

    package func may(_ action: Action, on object: RuleObject) -> Bool { verdict(action, on: object) == .allowed }

    /// Throws where the caller may not do `action`: notFound where the caller may not even do `knowing` (see that the
    /// object exists), else forbidden with the reason.
    func require(_ action: Action, on object: RuleObject, _ subject: String, knowing: Action) throws(UseCaseError) {
        guard case .refused(let reason) = verdict(action, on: object) else { return }
        if case .user(let user) = who, let reason = barrier(to: action, of: user) {
            throw UseCaseError(subject, .forbidden(reason: reason))
        }
        guard may(knowing, on: object) else { throw UseCaseError(subject, .notFound) }
        throw UseCaseError(subject, .forbidden(reason: reason))
    }

    /// The pairings on whose objects the caller may do `action`, by the same table as each single object.
    func pairings(for action: Action, among all: () throws -> [PairingScope]) rethrows -> PairingFilter {
        switch who {
        case .local: return may(action, on: .installation) ? .all : .some([])
        case .user(let user):
            guard barrier(to: action, of: user) == nil else { return .some([]) }
            let reachesAll = user.grants.contains { grant in
                grant.isUnbound && RuleTable.relations(action, .role(grant.role)).contains(.ownSide)
            }
            if reachesAll { return .all }
            guard user.grants.contains(where: { !$0.role.isAdministrator }) else { return .some([]) }
            let visible = try all().filter { may(action, on: RuleObject(pairing: $0)) }
            return .some(visible.map(\.id))
        }
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
            return scope == .read && !action.onlyReads ? "rule.tokenReadsOnly" : nil
        }
        return user.mustChangePassword && action != .changeOwnAccount ? "rule.changePasswordFirst" : nil
    }
}
