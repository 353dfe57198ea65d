// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A session as a request finds it.
package struct ActiveSession: Sendable {
    package let user: User
    /// Under which the database keeps it: the SHA-256 of the cookie's secret.
    package let idHash: String
    /// Compared with the hidden field of every form.
    package let formToken: String
    /// How many notices the person has not read.
    package let unread: Int
}
