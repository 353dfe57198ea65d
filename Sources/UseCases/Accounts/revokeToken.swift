// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Ends one of the caller's personal access tokens; the command line ends anybody's.
    ///
    /// Throws notFound for another person's and for one that is revoked already.
    package func revokeToken(_ caller: Caller, id text: String) async throws {
        try caller.require(.changeOwnAccount, on: .installation, "token", knowing: .readDirectory)
        guard let id = Identifier<AccessToken>(text) else { throw UseCaseError("token", .notFound) }
        try await write(caller) { connection in
            let tokens = AccessTokenQueries(connection)
            guard let token = try tokens.find(id), caller.who == .local || token.account == caller.userID,
                try tokens.revoke(id, at: surroundings.now())
            else { throw UseCaseError("token", .notFound) }
            try record(
                connection, caller, "revokeToken", .user(token.account),
                before: ["token": token.id.text, "name": token.name])
        }
    }
}
