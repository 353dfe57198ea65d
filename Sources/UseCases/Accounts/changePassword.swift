// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Changes the caller's own password and ends every other session of the caller; and every token unless
    /// `keepingTokens`, because whoever knew the old password may have made one. A password that had to be changed lets
    /// nobody make tokens, and so ends none: programs go on where a person only obeys the calendar.
    ///
    /// Throws invalid with the field `old` where the present password is another, `new` where the new one won't do;
    /// locked after too many wrong ones, which count like those of signing in.
    package func changePassword(
        _ caller: Caller, from old: String, to new: String, keepingTokens: Bool = false
    ) async throws {
        guard case .user(let user) = caller.who else { throw UseCaseError("user", .notSignedIn) }
        try caller.require(.changeOwnAccount, on: .installation, "user", knowing: .readDirectory)
        let door = SignInDoor.name(user.username)
        let stored = try await database.read { connection in
            try refuseWhileLocked([door], connection)
            return try AccountQueries(connection).find(user.id)?.passwordHash
        }
        guard try await matches(old, stored) else {
            try await countFailure(at: [door], caller, "refusePassword", ["username": user.username])
            throw UseCaseError(
                "user", .invalid([ValidationFailure(field: "old", message: "password.wrongOld")]))
        }
        let same = ValidationFailure(field: "new", message: "password.sameAsOld")
        let failures = new == old ? [same] : try await failures(of: new, wantedBy: user, field: "new")
        guard failures.isEmpty else { throw UseCaseError("user", .invalid(failures)) }
        let hash = try await hash(new)
        try await write(caller) { connection in
            guard try AccountQueries(connection).find(user.id)?.passwordHash == stored else {
                throw UseCaseError("user", .conflict(reason: "password.changedElsewhere"))
            }
            try SignInThrottleQueries(connection).clear(door.key)
            try replacePassword(of: user.id, stored, by: hash, connection)
            try SessionQueries(connection).endAll(of: user.id, but: caller.sessionHash)
            let tokens =
                user.mustChangePassword || keepingTokens
                ? 0 : try AccessTokenQueries(connection).revokeAll(of: user.id, at: surroundings.now())
            try record(connection, caller, "changePassword", .user(user.id), after: ["tokens": String(tokens)])
        }
    }
}

extension Caller {
    /// What the database knows of the caller's session; nil where the caller came in by another door.
    var sessionHash: String? {
        if case .session(let idHash) = door { idHash } else { nil }
    }
}
