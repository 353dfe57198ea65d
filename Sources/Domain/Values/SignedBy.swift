// SPDX-License-Identifier: Apache-2.0

/// Who took a step of the loop; without an account where the program did.
package struct SignedBy: Hashable, Sendable {
    package let account: Identifier<User>?
    package let name: String

    package init(account: Identifier<User>?, name: String) { (self.account, self.name) = (account, name) }
}
