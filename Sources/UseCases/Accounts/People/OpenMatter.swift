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
    let subject: AuditSubject
}

/// A kind of open matters. A feature in which people have work in hand adds its kind to `openMatterKinds`.
protocol OpenMatterKind: Sendable {
    /// The sentence `matter.<name>` says it with its count.
    var name: String { get }
    func all(of user: Identifier<User>, _ connection: any SQLConnection) throws -> [OpenMatter]
    func pass(_ matter: OpenMatter, to user: Identifier<User>, _ connection: any SQLConnection) throws
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
}
