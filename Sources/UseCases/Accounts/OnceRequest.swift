// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A request that its sender has named, so that it is done once however often it is sent.
package struct OnceRequest: Hashable, Sendable {
    package let account: Identifier<User>
    package let key: String
    package let operation: String
    /// Tells the content of one request from that of another.
    package let fingerprint: String

    package init(account: Identifier<User>, key: String, operation: String, fingerprint: String) {
        (self.account, self.key, self.operation, self.fingerprint) = (account, key, operation, fingerprint)
    }

    /// So long an answer is kept.
    static let seconds: Int64 = 24 * 60 * 60
    /// A request that has written nothing for so long was cut off.
    static let patience: Int64 = 10 * 60
}

/// An answer as it is kept.
package struct OnceAnswer: Hashable, Sendable {
    package let status: Int
    package let tag: String?
    package let location: String?
    package let body: String?

    package init(status: Int, tag: String?, location: String?, body: String?) {
        (self.status, self.tag, self.location, self.body) = (status, tag, location, body)
    }
}

/// Why a request that was named before is not answered again.
package enum OnceFault: Error, Hashable, Sendable {
    /// It is under way, or it was cut off after its work was done.
    case underWay
    /// The name was given to another request.
    case otherRequest
}
