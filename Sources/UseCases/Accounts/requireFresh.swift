// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Throws confirmationNeeded where the caller's last proof of the password is too old for what is dangerous.
    ///
    /// Call it inside the transaction, after the permission and before the write. The command line needs no proof: who
    /// can run it owns the machine.
    func requireFresh(_ connection: any SQLConnection, _ caller: Caller) throws {
        guard try isFresh(connection, caller) else { throw UseCaseError("session", .confirmationNeeded) }
    }

    /// Whether `requireFresh` lets the caller through.
    func isFresh(_ connection: any SQLConnection, _ caller: Caller) throws -> Bool {
        if caller.who == .local { return true }
        let confirmed: Instant? =
            switch caller.door {
            case .session(let idHash): try SessionQueries(connection).confirmedAt(idHash)
            case .token(let id, _):
                try Identifier<AccessToken>(id).flatMap { try AccessTokenQueries(connection).find($0)?.confirmedAt }
            case .commandLine, .none: nil
            }
        let seconds = surroundings.accounts.confirmationSeconds
        return confirmed.map { $0.advanced(bySeconds: seconds) > surroundings.now() } ?? false
    }
}
