// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// The caller's personal access tokens, the newest first, ended and revoked ones too; for the command line those of
    /// the person with the log-in name `username`.
    package func listTokens(_ caller: Caller, of username: String? = nil) async throws -> [AccessToken] {
        try caller.require(.changeOwnAccount, on: .installation, "token", knowing: .readDirectory)
        return try await database.read { connection in
            let holder = try tokenHolder(caller, username, connection)
            return try AccessTokenQueries(connection).all(of: holder.id)
        }
    }
}
