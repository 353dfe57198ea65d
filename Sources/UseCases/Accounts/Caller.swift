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
    package let who: Who
    /// The visitor's address as the server saw it.
    package let address: String?
    package let requestID: String?

    package init(who: Who, address: String? = nil, requestID: String? = nil) {
        (self.who, self.address, self.requestID) = (who, address, requestID)
    }

    package static let local = Caller(who: .local)
}
