// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A person to be created with one role.
package struct NewUser: Sendable {
    package var username: String
    package var displayName: String
    package var password: String
    package var grant: RoleGrant
    package init(username: String, displayName: String, password: String, grant: RoleGrant) {
        (self.username, self.displayName, self.password, self.grant) = (username, displayName, password, grant)
    }
}
