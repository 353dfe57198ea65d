// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// Something that a person has in hand and that must not be left when the person leaves.
struct OpenMatter {
    let id: String
    let title: String
    /// What whoever receives it must be allowed to do, and on what.
    let action: Action
    let object: RuleObject
    /// The sides for which the person has it in hand; empty where a side tells nothing.
    var sides: Set<Side> = []
    let subject: AuditSubject
}

/// A kind of open matters. A feature in which people have work in hand adds its kind to `openMatterKinds`.
protocol OpenMatterKind: Sendable {
    /// The sentence `matter.<name>` says it with its count.
    var name: String { get }
    /// Whether it is known that the matters are this person's. Others go over only where somebody says that they are.
    var isCertain: Bool { get }
    func all(of user: Identifier<User>, _ connection: any SQLConnection) throws -> [OpenMatter]
    /// Whether somebody, who need not have chosen a password yet, may go on with it.
    func mayTake(_ matter: OpenMatter, _ user: User) -> Bool
    func pass(_ matter: OpenMatter, to user: Identifier<User>, _ connection: any SQLConnection) throws
}

extension OpenMatterKind {
    var isCertain: Bool { true }

    func mayTake(_ matter: OpenMatter, _ user: User) -> Bool {
        var settled = user
        settled.mustChangePassword = false
        return Caller(who: .user(settled)).may(matter.action, on: matter.object)
    }
}

/// Every kind of open matters, in the order in which they are shown.
let openMatterKinds: [any OpenMatterKind] = [OpenDrafts(), LedItems()]

/// Drafts that are still being corrected.
private struct OpenDrafts: OpenMatterKind {
    let name = "draft"

    func all(of user: Identifier<User>, _ connection: any SQLConnection) throws -> [OpenMatter] {
        try DraftQueries(connection).held(by: user).compactMap { draft in
            guard let scope = try PairingScope.load(draft.pairing, connection) else { return nil }
            let document = try DocumentQueries(connection).find(draft.document)
            return OpenMatter(
                id: draft.id.text, title: document?.title ?? document?.fileName ?? draft.id.text,
                action: .correctDraft, object: RuleObject(pairing: scope), subject: .draft(draft.id, draft.pairing))
        }
    }

    func pass(_ matter: OpenMatter, to user: Identifier<User>, _ connection: any SQLConnection) throws {
        guard let id = Identifier<Draft>(matter.id) else { return }
        try DraftQueries(connection).setHolder(user, of: id)
    }
}

/// How many matters of a kind a person has in hand.
package struct OpenMatterCount: Hashable, Sendable {
    /// The sentence `matter.<name>` says it with its count.
    package let name: String
    package let count: Int
    /// How many of them the chosen receiver may not take; 0 where nobody is chosen.
    package let refused: Int
    /// Whether it is known that they are the person's; the others go over only where somebody says so.
    package let isCertain: Bool
}
