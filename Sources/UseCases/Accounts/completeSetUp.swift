// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Creates the three administrators and invites the first person of an office, all in one transaction.
    ///
    /// Throws notFound for a token that opens nothing, invalid with fields such as `systemAdmin.password`.
    package func completeSetUp(token: String, _ request: SetUpRequest, from caller: Caller) async throws -> SetUpResult
    {
        guard try await opensSetUp(token: token) else { throw UseCaseError("setUpToken", .notFound) }
        let failures = request.failures(surroundings.accounts.commonPasswords)
        guard failures.isEmpty else { throw UseCaseError("setUp", .invalid(failures)) }
        var hashes: [String] = []
        for holder in request.administrators { hashes.append(try await hash(holder.person.password)) }
        let invitation = SecretToken(random: surroundings.random).text
        let made = hashes
        try await write { connection in
            guard try SetUpTokenQueries(connection).use(SecretToken.digest(of: token), at: surroundings.now()) else {
                throw UseCaseError("setUpToken", .notFound)
            }
            guard try needsSetUp(connection) else { throw UseCaseError("setUp", .conflict(reason: "setUp.done")) }
            try record(connection, caller, "completeSetUp", .installation)
            for (holder, hash) in zip(request.administrators, made) {
                let user = newUser(holder.person.username, holder.person.displayName, holder.grant, .active)
                try insert(user, hash: hash, connection, caller)
            }
            try inviteOffice(request, invitation, connection, caller)
        }
        return SetUpResult(invitation: invitation)
    }

    private func inviteOffice(
        _ request: SetUpRequest, _ invitation: String, _ connection: any SQLConnection, _ caller: Caller
    ) throws {
        guard let pairing = try PairingQueries(connection).find(code: request.officePairing) else {
            let failure = ValidationFailure(
                field: "officePairing",
                message: request.officePairing.isEmpty ? "user.pairingMissing" : "pairing.unknown")
            throw UseCaseError("setUp", .invalid([failure]))
        }
        let grant = RoleGrant.office(pairing.id, request.officeSide)
        let user = newUser(request.officeUsername, request.officeDisplayName, grant, .invited)
        try insert(user, hash: nil, connection, caller)
        try InvitationQueries(connection).insert(
            InvitationRecord(
                tokenHash: SecretToken.digest(of: invitation), account: user.id,
                expiresAt: surroundings.now().advanced(bySeconds: surroundings.accounts.invitationSeconds)))
    }

    func newUser(_ username: String, _ displayName: String, _ grant: RoleGrant, _ state: UserState) -> User {
        User(
            id: surroundings.identifier(), username: username, displayName: displayName.trimmingWhitespace,
            grants: [grant], state: state, mustChangePassword: false, language: .chinese)
    }

    /// Adds an account with its audit event. Throws invalid where the name is taken, or the roles exclude each other.
    func insert(
        _ user: User, hash: String?, _ connection: any SQLConnection, _ caller: Caller, isDemo: Bool = false
    ) throws {
        try checkDuties(user.grants)
        let accounts = AccountQueries(connection)
        let failure = ValidationFailure(
            field: "username", message: "user.usernameTaken", arguments: ["username": user.username])
        guard try accounts.find(username: user.username) == nil else {
            throw UseCaseError("user", .invalid([failure]))
        }
        do {
            try accounts.insert(user, passwordHash: hash, at: surroundings.now(), isDemo: isDemo)
        } catch let error as SQLError where error.cause.isUniqueViolation {
            throw UseCaseError("user", .invalid([failure]))
        }
        try record(
            connection, caller, "create", .user(user.id),
            after: [
                "username": user.username, "displayName": user.displayName, "state": user.state.rawValue,
                "roles": user.grants.map(\.role.rawValue).joined(separator: ","),
            ])
    }
}

extension SetUpRequest {
    fileprivate var administrators: [(field: String, person: Person, grant: RoleGrant)] {
        [
            ("systemAdmin", systemAdmin, .systemAdmin), ("securityAdmin", securityAdmin, .securityAdmin),
            ("auditAdmin", auditAdmin, .auditAdmin),
        ]
    }

    fileprivate func failures(_ common: CommonPasswords) -> [ValidationFailure] {
        var failures: [ValidationFailure] = []
        var taken: Set<String> = []
        var holders: Set<String> = []
        for (field, person, _) in administrators {
            failures += failuresOfPerson(
                username: person.username, displayName: person.displayName, prefix: field + ".")
            failures += PasswordPolicy.failures(
                of: person.password, username: person.username, displayName: person.displayName, common: common,
                field: field + ".password")
            if !taken.insert(person.username).inserted {
                failures.append(ValidationFailure(field: field + ".username", message: "setUp.separateAccounts"))
            }
            // Nobody may hold two of the three duties, so three people are needed, however small the office is.
            if !holders.insert(person.foldedName).inserted {
                failures.append(ValidationFailure(field: field + ".displayName", message: "setUp.separatePeople"))
            }
        }
        failures += failuresOfPerson(username: officeUsername, displayName: officeDisplayName, prefix: "office.")
        if taken.contains(officeUsername) {
            failures.append(ValidationFailure(field: "office.username", message: "setUp.separateAccounts"))
        }
        return failures
    }
}

extension SetUpRequest.Person {
    /// The name without what tells no two people apart: spaces and capitals.
    fileprivate var foldedName: String { displayName.filter { !$0.isWhitespace }.lowercased() }
}
