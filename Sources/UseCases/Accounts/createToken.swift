// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// A personal access token to be made.
package struct NewToken: Sendable {
    package var name: String
    package var scope: TokenScope
    /// For how many days it opens, from 1 to 366.
    package var days: Int
    package init(name: String, scope: TokenScope, days: Int) {
        (self.name, self.scope, self.days) = (name, scope, days)
    }

    /// What every secret begins with, so that programs that look for leaked secrets know one.
    package static let prefix = "jd_"
    static let mostDays = 366
    /// More than so many live ones are a mistake of some script.
    static let mostLive = 50
}

/// A token that was just made, with the secret that is shown this once.
package struct MadeToken: Sendable {
    package let token: AccessToken
    package let secret: String
}

extension UseCases {
    /// Makes a personal access token of the caller, or of the person with the log-in name `username`, which only the
    /// command line may do.
    ///
    /// Throws invalid (fields `name`, `days`), confirmationNeeded, conflict where the person has too many.
    package func createToken(_ caller: Caller, _ wanted: NewToken, for username: String? = nil) async throws
        -> MadeToken
    {
        try caller.require(.changeOwnAccount, on: .installation, "token", knowing: .readDirectory)
        if case .user(let user) = caller.who {
            if user.mustEnrol { throw UseCaseError("token", .forbidden(reason: "rule.enrolFirst")) }
            // Whoever knows a first password might keep a token of the person who is about to change it.
            if user.mustChangePassword, case .session = caller.door {
                throw UseCaseError("token", .forbidden(reason: "rule.changePasswordFirst"))
            }
        }
        let name = wanted.name.trimmingWhitespace
        let failures = wanted.failures(name)
        guard failures.isEmpty else { throw UseCaseError("token", .invalid(failures)) }
        let secret = NewToken.prefix + SecretToken(random: surroundings.random).text
        return try await write(caller) { connection in
            let holder = try tokenHolder(caller, username, connection)
            try requireFresh(connection, caller)
            let now = surroundings.now()
            guard try AccessTokenQueries(connection).countLive(of: holder.id, at: now) < NewToken.mostLive else {
                throw UseCaseError("token", .conflict(reason: "token.tooMany"))
            }
            let token = AccessToken(
                id: surroundings.identifier(), account: holder.id, name: name, scope: wanted.scope, createdAt: now,
                endsAt: now.advanced(bySeconds: Int64(wanted.days) * 86_400))
            try AccessTokenQueries(connection).insert(token, secretHash: SecretToken.digest(of: secret))
            try record(
                connection, caller, "createToken", .user(holder.id),
                after: [
                    "token": token.id.text, "name": token.name, "scope": token.scope.rawValue,
                    "endsAt": String(token.endsAt.milliseconds),
                ])
            return MadeToken(token: token, secret: secret)
        }
    }

    /// The person whose tokens are meant: the caller, or for the command line the one with that log-in name.
    func tokenHolder(_ caller: Caller, _ username: String?, _ connection: any SQLConnection) throws -> User {
        switch (caller.who, username) {
        case (.user(let user), nil): return user
        case (.local, let username?):
            guard let account = try AccountQueries(connection).find(username: username) else {
                throw UseCaseError("user", .notFound)
            }
            guard account.user.state != .disabled else {
                throw UseCaseError("user", .conflict(reason: "rule.notActive"))
            }
            return account.user
        default: throw UseCaseError("user", .notFound)
        }
    }
}

extension NewToken {
    fileprivate func failures(_ name: String) -> [ValidationFailure] {
        var failures: [ValidationFailure] = []
        if name.isEmpty || name.count > 64 {
            failures.append(ValidationFailure(field: "name", message: "token.nameForm"))
        }
        if !(1...Self.mostDays).contains(days) {
            failures.append(
                ValidationFailure(field: "days", message: "token.daysForm", arguments: ["most": "\(Self.mostDays)"]))
        }
        return failures
    }
}
