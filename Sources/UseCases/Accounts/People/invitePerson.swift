// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Creates a person and makes the link by which the first password is chosen. Who may also grant gives the role at
    /// once; else it waits for the security administrator.
    ///
    /// Throws invalid with the fields username, displayName and those of the role.
    package func invitePerson(_ caller: Caller, _ new: NewPerson) async throws -> HandedLink {
        try await write(caller) { connection in
            let directory = try PairingDirectory(connection)
            let grant = try new.grant.map { try $0.grant(connection) }
            let grants = grant.map { [$0] } ?? []
            let objects = directory.objects(of: grants)
            try caller.require(.createUser, onEach: objects, "user", knowing: .readDirectory)
            if !grants.isEmpty {
                try caller.require(.grantRole, onEach: objects, "user", knowing: .readDirectory)
                try requireFresh(connection, caller)
            }
            return try invite(new, grants, caller, connection)
        }
    }

    /// Writes an invited person with the link. Throws invalid where the names won't do or are taken.
    func invite(
        _ new: NewPerson, _ grants: [RoleGrant], _ caller: Caller, _ connection: any SQLConnection
    ) throws -> HandedLink {
        let failures = failuresOfPerson(username: new.username, displayName: new.displayName)
        guard failures.isEmpty else { throw UseCaseError("user", .invalid(failures)) }
        try checkDuties(grants)
        let user = User(
            id: surroundings.identifier(), username: new.username, displayName: new.displayName.trimmingWhitespace,
            grants: grants, state: .invited, mustChangePassword: false, language: .chinese)
        try insert(user, hash: nil, connection, caller)
        return HandedLink(user: user, token: try newLink(for: user, .invitation, connection), isReset: false)
    }

    /// Makes a new link for a person who was invited; earlier ones open nothing any more.
    package func inviteAgain(_ caller: Caller, id: String, revision: Int) async throws -> HandedLink {
        try await write(caller) { connection in
            let change = try changeablePerson(id, .createUser, revision: revision, caller, connection)
            guard change.user.state == .invited else {
                throw UseCaseError("user", .conflict(reason: "user.notInvited"))
            }
            if caller.who != .local, change.user.holdsDuty,
                try !PasswordHistoryQueries(connection).hashes(of: change.user.id).isEmpty
            {
                // The account was in use: another link would be a reset.
                throw UseCaseError("user", .conflict(reason: "user.resetOfDuty"))
            }
            try requireFresh(connection, caller)
            let token = try newLink(for: change.user, .invitation, connection)
            try record(connection, caller, "invite", .user(change.user.id))
            return HandedLink(user: change.user, token: token, isReset: false)
        }
    }

    func newLink(
        for user: User, _ purpose: InvitationRecord.Purpose, _ connection: any SQLConnection
    ) throws -> String {
        let token = SecretToken(random: surroundings.random).text
        let invitations = InvitationQueries(connection)
        try invitations.removeOpen(of: user.id)
        try invitations.insert(
            InvitationRecord(
                tokenHash: SecretToken.digest(of: token), account: user.id,
                expiresAt: surroundings.now().advanced(bySeconds: surroundings.accounts.invitationSeconds),
                purpose: purpose))
        return token
    }
}
