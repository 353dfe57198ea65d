// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Who asks for an operation, and from where.
package struct Caller: Hashable, Sendable {
    /// The person, or the machine itself.
    package enum Who: Hashable, Sendable {
        case user(User)
        /// The command line of the machine: counts as both the system and the security administrator.
        case local
    }
    /// By which way the caller came in.
    package enum Door: Hashable, Sendable {
        /// A browser's session, by the SHA-256 of its secret.
        case session(idHash: String)
        /// A program with a personal access token, by the token's identity.
        case token(id: String, scope: TokenScope)
        case commandLine
        /// Before signing in, and in work that the program starts by itself.
        case none
    }
    package let who: Who
    package let door: Door
    /// The visitor's address as the server saw it.
    package let address: String?
    package let requestID: String?

    package init(who: Who, door: Door = .none, address: String? = nil, requestID: String? = nil) {
        (self.who, self.door, self.address, self.requestID) = (who, door, address, requestID)
    }

    package static let local = Caller(who: .local, door: .commandLine)
}
