// SPDX-License-Identifier: Apache-2.0

/// A person who can sign in.
package struct User: Hashable, Sendable {
    package let id: Identifier<User>
    /// The log-in name: 2 to 64 of a–z, 0–9, dot, hyphen and underscore.
    package var username: String
    package var displayName: String
    package var grants: [RoleGrant]
    package var state: UserState
    /// True until the person has chosen a password of their own.
    package var mustChangePassword: Bool
    /// True in a session of a person who must have a second factor and has none yet. Nowhere stored.
    package var mustEnrol = false
    package var language: Language

    package init(
        id: Identifier<User>, username: String, displayName: String, grants: [RoleGrant], state: UserState,
        mustChangePassword: Bool, language: Language
    ) {
        (self.id, self.username, self.displayName, self.grants) = (id, username, displayName, grants)
        (self.state, self.mustChangePassword, self.language) = (state, mustChangePassword, language)
    }
}

/// Where an account stands between its creation and its end.
package enum UserState: String, CaseIterable, Sendable {
    /// Created by the system administrator, not yet activated by the security administrator.
    case invited
    case active
    case disabled
}

/// A language of the interface.
package enum Language: String, CaseIterable, Sendable {
    case chinese = "zh-Hans"
    case english = "en"
}
