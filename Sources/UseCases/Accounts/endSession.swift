// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// Which of the caller's own sessions are to end.
package enum SessionChoice: Hashable, Sendable {
    /// The one with that identity in the list of sessions.
    case one(String)
    /// Every one but the caller's present one.
    case others
    case all
}

extension UseCases {
    /// Ends sessions of the caller. Throws notFound for one that is none of the caller's.
    package func endSessions(_ caller: Caller, _ choice: SessionChoice) async throws {
        try caller.require(.changeOwnAccount, on: .installation, "session", knowing: .readDirectory)
        guard let user = caller.userID else { throw UseCaseError("session", .notSignedIn) }
        try await write(caller) { connection in
            let sessions = SessionQueries(connection)
            var count = 1
            switch choice {
            case .one(let id):
                guard try sessions.end(id, of: user) else { throw UseCaseError("session", .notFound) }
            case .others: count = try sessions.endAll(of: user, but: caller.sessionHash)
            case .all: count = try sessions.endAll(of: user)
            }
            try record(connection, caller, "endSessions", .user(user), after: ["count": String(count)])
        }
    }
}
