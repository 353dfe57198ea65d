// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// Proves again who sits at the caller's session, or holds the caller's token: for a while what is dangerous may be
    /// done through it. Returns until when.
    ///
    /// Throws invalid (field `password`, or `code` where a second factor is on), locked after too many wrong tries,
    /// which count like those of signing in.
    @discardableResult
    package func confirm(_ caller: Caller, password: String, code: String? = nil) async throws -> Instant {
        guard case .user(let user) = caller.who else { throw UseCaseError("session", .notSignedIn) }
        let doors = [SignInDoor.name(user.username), caller.address.map { .address($0) }].compactMap { $0 }
        let stored = try await database.read { connection in
            try refuseWhileLocked(doors, connection)
            return try AccountQueries(connection).find(user.id)?.passwordHash
        }
        guard try await matches(password, stored) else {
            try await countFailure(at: doors, caller, "refuseConfirmation", ["username": user.username])
            throw UseCaseError(
                "session", .invalid([ValidationFailure(field: "password", message: "password.wrongOld")]))
        }
        let now = surroundings.now()
        let isRight = try await countingWrongCodes(at: doors, caller) { connection in
            guard try AccountQueries(connection).find(user.id)?.passwordHash == stored else {
                throw UseCaseError("session", .notSignedIn)
            }
            if try SecondFactorQueries(connection).isOn(user.id) {
                guard let code, try useCode(code, of: user.id, connection) else { return false }
            }
            guard try note(caller.door, at: now, connection) else { throw UseCaseError("session", .notSignedIn) }
            try SignInThrottleQueries(connection).clear(SignInDoor.name(user.username).key)
            try record(connection, caller, "confirm", .user(user.id))
            return true
        }
        guard isRight else { throw Self.wrongCode }
        return now.advanced(bySeconds: surroundings.accounts.confirmationSeconds)
    }

    /// Whether the caller's confirmation asks for a code besides the password.
    package func hasSecondFactor(_ caller: Caller) async throws -> Bool {
        guard let user = caller.userID else { return false }
        return try await database.read { try SecondFactorQueries($0).isOn(user) }
    }

    /// Returns false where the session or the token is gone.
    private func note(_ door: Caller.Door, at now: Instant, _ connection: any SQLConnection) throws -> Bool {
        switch door {
        case .session(let idHash): try SessionQueries(connection).confirm(idHash, at: now)
        case .token(let id, _):
            try Identifier<AccessToken>(id).map { try AccessTokenQueries(connection).confirm($0, at: now) } ?? false
        case .commandLine, .none: false
        }
    }
}
