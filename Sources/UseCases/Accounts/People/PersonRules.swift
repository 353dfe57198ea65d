// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension PairingDirectory {
    /// A person as the rule table sees it: one object for each role. A role that reaches beyond a pairing, and that of
    /// a pairing's administrator, belong to the installation: the administrators of pairings don't touch them.
    func objects(of user: User) -> [RuleObject] { objects(of: user.grants) }

    func objects(of grants: [RoleGrant]) -> [RuleObject] {
        let found = grants.map { grant in
            switch grant {
            case .office(let id, let side), .unit(_, let id, let side):
                self[id].map { RuleObject(pairing: scope($0), side: side) } ?? .installation
            case .observer(let id?): self[id].map { RuleObject(pairing: scope($0)) } ?? .installation
            case .national, .province, .observer(nil), .pairingAdmin, .systemAdmin, .securityAdmin, .auditAdmin:
                RuleObject.installation
            }
        }
        return found.isEmpty ? [.installation] : found
    }
}

/// A person to be changed: locked, once the caller may.
struct PersonChange {
    var account: AccountRecord
    let directory: PairingDirectory
    var user: User { account.user }
}

extension UseCases {
    /// The person of an address, locked, once the caller may do `action` to every role of that person. Throws stale
    /// where `revision` is an older one.
    func changeablePerson(
        _ id: String, _ action: Action, revision: Int?, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> PersonChange {
        let accounts = AccountQueries(connection)
        guard let id = Identifier<User>(id) else { throw UseCaseError("user", .notFound) }
        // Holders of a duty are locked together and in one order: two of them may act on each other at once.
        try accounts.lockHolders(of: try accounts.find(id)?.user.grants.map(\.role).filter(\.isAdministrator) ?? [])
        try accounts.lock(id)
        guard let account = try accounts.find(id) else { throw UseCaseError("user", .notFound) }
        let directory = try PairingDirectory(connection)
        try caller.require(action, onEach: directory.objects(of: account.user), "user", knowing: .readUser)
        guard revision == nil || revision == account.revision else {
            throw UseCaseError("user", .stale(revision: account.revision))
        }
        return PersonChange(account: account, directory: directory)
    }

    /// Writes a person. Throws stale where somebody else was faster.
    func save(_ user: User, revision: Int, _ connection: any SQLConnection, at now: Instant? = nil) throws {
        guard try AccountQueries(connection).update(user, revision: revision, at: now ?? surroundings.now()) else {
            let present = try AccountQueries(connection).find(user.id)?.revision ?? revision
            throw UseCaseError("user", .stale(revision: present))
        }
    }

    func personFailure(_ field: String, _ message: String, _ arguments: [String: String] = [:]) -> UseCaseError {
        UseCaseError(
            "user", .invalid([ValidationFailure(field: field, message: message, arguments: arguments)]))
    }

    /// Nobody does these things to the own account: another administrator looks on.
    func requireOther(_ user: User, than caller: Caller) throws {
        guard caller.userID != user.id else { throw UseCaseError("user", .conflict(reason: "user.notOneself")) }
    }
}

extension User {
    /// Whether the person is one of the three administrators of the installation.
    var holdsDuty: Bool { grants.contains { $0.role.isAdministrator } }
}

extension [RoleGrant] {
    /// As the record keeps them.
    var recorded: String { map(\.recorded).joined(separator: "; ") }
}

extension RoleGrant {
    var recorded: String {
        let scope: [String?] =
            switch self {
            case .province(let code): [code.text]
            case .office(let pairing, let side): [pairing.text, side.rawValue]
            case .unit(let body, let pairing, let side): [body.text, pairing.text, side.rawValue]
            case .observer(let pairing): [pairing?.text]
            case .pairingAdmin(let pairing): [pairing.text]
            case .national, .systemAdmin, .securityAdmin, .auditAdmin: []
            }
        return ([role.rawValue] + scope.compactMap(\.self)).joined(separator: " ")
    }
}
