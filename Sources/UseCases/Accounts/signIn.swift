// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Checks name and password. Returns the secret of a new session, for the cookie; it is new with every sign-in.
    ///
    /// Throws invalid (field `password`) for a wrong pair, locked after too many of them. Both are the same whether
    /// the account exists or not, and take the same time.
    package func signIn(username: String, password: String, address: String?, userAgent: String?) async throws -> String
    {
        let doors = [Door.name(username), address.map { Door.address($0) }].compactMap { $0 }
        let account = try await database.read { connection in
            try refuseWhileLocked(doors, connection)
            return try AccountQueries(connection).find(username: username)
        }
        let mayEnter = account?.user.state == .active
        let isRight = try await matches(password, mayEnter ? account?.passwordHash : nil)
        guard isRight, let account else {
            let caller = account.map { Caller(who: .user($0.user), address: address) }
            try await countFailure(at: doors, caller)
            throw UseCaseError(
                "session", .invalid([ValidationFailure(field: "password", message: "signIn.wrongPassword")]))
        }
        return try await openSession(account, doors, address: address, userAgent: userAgent)
    }

    private func openSession(
        _ account: AccountRecord, _ doors: [Door], address: String?, userAgent: String?
    ) async throws -> String {
        let secret = SecretToken(random: surroundings.random).text
        let formSecret = SecretToken(random: surroundings.random).text
        try await database.write { connection in
            let now = surroundings.now()
            try refuseWhileLocked(doors, connection)
            guard let present = try AccountQueries(connection).find(account.user.id),
                present.passwordHash == account.passwordHash, present.user.state == .active
            else { throw UseCaseError("session", .notSignedIn) }
            for door in doors { try SignInThrottleQueries(connection).clear(door.key) }
            try SessionQueries(connection).insert(
                SessionRecord(
                    idHash: SecretToken.digest(of: secret), account: present.user.id, createdAt: now, lastSeenAt: now,
                    expiresAt: now.advanced(bySeconds: surroundings.accounts.absoluteSeconds), address: address,
                    userAgent: userAgent.map { String($0.prefix(200)) }, csrfSecret: formSecret))
            let caller = Caller(who: .user(present.user), address: address)
            try record(connection, caller, "signIn", .user(present.user.id))
        }
        return secret
    }

    private func refuseWhileLocked(_ doors: [Door], _ connection: any SQLConnection) throws {
        let now = surroundings.now()
        let locks = try doors.compactMap { try SignInThrottleQueries(connection).find($0.key)?.lockedUntil }
        if let last = locks.max(), last > now { throw UseCaseError("session", .locked(until: last.milliseconds)) }
    }

    /// Counts a wrong password at every door, and locks those where it was one too many.
    private func countFailure(at doors: [Door], _ caller: Caller?) async throws {
        let settings = surroundings.accounts
        try await database.write { connection in
            let now = surroundings.now()
            let throttles = SignInThrottleQueries(connection)
            for door in doors {
                let began = now.advanced(bySeconds: -settings.lockSeconds)
                let state = try throttles.countFailure(door.key, at: now, windowBegan: began)
                guard state.failed >= door.limit(settings) else { continue }
                try throttles.lock(door.key, until: now.advanced(bySeconds: settings.lockSeconds))
            }
            if let caller, case .user(let user) = caller.who {
                try record(connection, caller, "refuseSignIn", .user(user.id))
            }
        }
    }
}

/// Where wrong passwords are counted: at a name, whether somebody has it or not, and at an address.
private enum Door: Sendable {
    case name(String)
    case address(String)

    /// Under which it is counted. A name can't be taken for an address.
    var key: String {
        switch self {
        case .name(let name): "name:" + name.prefix(64)
        case .address(let address): "address:" + address.prefix(64)
        }
    }

    func limit(_ settings: AccountSettings) -> Int {
        switch self {
        case .name: settings.failuresPerName
        case .address: settings.failuresPerAddress
        }
    }
}
