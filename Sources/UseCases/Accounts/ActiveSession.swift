// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A session as a request finds it.
package struct ActiveSession: Sendable {
    package let user: User
    /// Compared with the hidden field of every form.
    package let formToken: String
}
