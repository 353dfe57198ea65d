// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// What a person can see: how many objects of each kind and pairing, and by which rule.
    ///
    /// Everybody may ask it of themselves (`rule.ownReach`), also who has no role yet. Who asks it of somebody else learns only of the pairings whose access that
    /// caller may have explained.
    package func explainReach(_ caller: Caller, of id: String) async throws -> ReachExplanation {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            guard let id = Identifier<User>(id), let user = try AccountQueries(connection).find(id)?.user else {
                throw UseCaseError("user", .notFound)
            }
            let isOwn = id == caller.userID
            if !isOwn {
                let places = directory.objects(of: user.grants)
                guard places.contains(where: { caller.may(.readUser, on: $0) }) else {
                    throw UseCaseError("user", .notFound)
                }
                try caller.require(.explainAccess, onEach: places, "user", knowing: .readUser)
            }
            let shown = directory.pairings.filter { pairing in
                isOwn || caller.may(.explainAccess, on: directory.object(pairing.id))
            }
            let reach = Reach(
                user: user, directory: directory,
                counts: try ReachQueries(connection).counts(accessActions: RecordedAction.ofAccess))
            return ReachExplanation(user: user, barrier: user.barrier, lines: reach.lines(in: shown))
        }
    }
}

/// Puts the counts of the database and the rules of one person together.
private struct Reach {
    typealias Line = ReachExplanation.Line
    let user: User
    let directory: PairingDirectory
    let counts: ReachCounts

    func lines(in pairings: [Pairing]) -> [Line] {
        ReachExplanation.Kind.allCases.flatMap { kind in
            switch kind {
            case .plans: byPairing(kind, .readPlan, counts.plans, pairings)
            case .tasks: byPairing(kind, .readPlan, counts.tasks, pairings)
            case .adoptedDocuments: byPairing(kind, .readPlan, counts.adoptedDocuments, pairings)
            case .otherDocuments: byPairing(kind, .readDraft, counts.otherDocuments, pairings)
            case .drafts: byPairing(kind, .readDraft, counts.drafts, pairings)
            case .contacts: pairings.flatMap { contacts(in: $0) }
            case .organisations: everywhere(kind, .readOrganisation, counts.organisations)
            case .users: everywhere(kind, .readUser, counts.users) + pairings.flatMap { users(in: $0) }
            case .feedback: everywhere(kind, .readFeedback, counts.feedback)
            case .record: record(kind)
            }
        }
    }

    private func byPairing(
        _ kind: ReachExplanation.Kind, _ action: Action, _ counts: [Identifier<Pairing>: Int], _ pairings: [Pairing]
    ) -> [Line] {
        pairings.compactMap { pairing in
            guard let count = counts[pairing.id], let rule = user.rule(action, on: directory.object(pairing.id)) else {
                return nil
            }
            return Line(kind: kind, pairing: pairing, count: count, rule: rule)
        }
    }

    /// Of the two sides of a phone book a province may see one alone.
    private func contacts(in pairing: Pairing) -> [Line] {
        var byRule: [String: Int] = [:]
        for side in Side.allCases {
            guard let count = counts.contacts[pairing.id]?[side],
                let rule = user.rule(.readContact, on: directory.object(pairing.id, side))
            else { continue }
            byRule[rule, default: 0] += count
        }
        return byRule.sorted { $0.key < $1.key }.map { rule, count in
            Line(kind: .contacts, pairing: pairing, count: count, rule: rule)
        }
    }

    private func users(in pairing: Pairing) -> [Line] {
        // Who sees all people sees them once, not again pairing by pairing.
        guard user.rule(.readUser, on: .installation) == nil else { return [] }
        return byPairing(.users, .readUser, counts.usersByPairing, [pairing])
    }

    private func record(_ kind: ReachExplanation.Kind) -> [Line] {
        let whole = everywhere(kind, .readAudit, counts.events)
        return whole.isEmpty ? everywhere(kind, .readAccessRecord, counts.accessEvents) : whole
    }

    private func everywhere(_ kind: ReachExplanation.Kind, _ action: Action, _ count: Int) -> [Line] {
        guard count > 0, let rule = user.rule(action, on: .installation) else { return [] }
        return [Line(kind: kind, pairing: nil, count: count, rule: rule)]
    }
}

extension User {
    /// The rule by which this person may do `action`; nil where none allows it.
    fileprivate func rule(_ action: Action, on object: RuleObject) -> String? {
        if case .allowed(let rule) = verdict(action, on: object) { rule } else { nil }
    }

    /// Why this person can do nothing at present.
    fileprivate var barrier: String? {
        if state != .active { return "rule.notActive" }
        return mustChangePassword ? "rule.changePasswordFirst" : nil
    }
}
