// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What the first visit hands in: three administrators and the first person of a pairing's office.
package struct SetUpRequest: Sendable {
    package struct Person: Sendable {
        package var username: String
        package var displayName: String
        package var password: String
        package init(username: String, displayName: String, password: String) {
            (self.username, self.displayName, self.password) = (username, displayName, password)
        }
    }
    package var systemAdmin: Person
    package var securityAdmin: Person
    package var auditAdmin: Person
    /// The first person of an office is invited and chooses a password through the invitation.
    package var officeUsername: String
    package var officeDisplayName: String
    package var officePairing: String
    package var officeSide: Side
    package init(
        systemAdmin: Person, securityAdmin: Person, auditAdmin: Person, officeUsername: String,
        officeDisplayName: String, officePairing: String, officeSide: Side
    ) {
        (self.systemAdmin, self.securityAdmin, self.auditAdmin) = (systemAdmin, securityAdmin, auditAdmin)
        (self.officeUsername, self.officeDisplayName) = (officeUsername, officeDisplayName)
        (self.officePairing, self.officeSide) = (officePairing, officeSide)
    }
}

package struct SetUpResult: Sendable {
    /// The token of the first office person's invitation, to be handed over once: /invitations/{token}.
    package let invitation: String
    /// True where the three administrators seem to be one person (same display name): a warning is shown.
    package let oneHolder: Bool
}

/// A session as a request finds it.
package struct ActiveSession: Sendable {
    package let user: User
    /// Compared with the hidden field of every form.
    package let formToken: String
}

package struct NewUser: Sendable {
    package var username: String
    package var displayName: String
    package var password: String
    package var grant: RoleGrant
    package init(username: String, displayName: String, password: String, grant: RoleGrant) {
        (self.username, self.displayName, self.password, self.grant) = (username, displayName, password, grant)
    }
}

extension UseCases {
    /// True until set-up is done: then nothing but /setup answers.
    package func needsSetUp() async throws -> Bool { throw Unfinished() }
    /// Makes a new one-time token for set-up, forgetting earlier ones, or returns nil where set-up is done.
    package func issueSetUpToken() async throws -> String? { throw Unfinished() }
    /// Whether `token` opens set-up.
    package func opensSetUp(token: String) async throws -> Bool { throw Unfinished() }
    package func completeSetUp(token: String, _ request: SetUpRequest, from caller: Caller) async throws -> SetUpResult {
        throw Unfinished()
    }
    /// The user an open invitation was made for. Throws notFound for a used, ended or unknown one.
    package func invitedUser(token: String) async throws -> User { throw Unfinished() }
    package func acceptInvitation(token: String, password: String) async throws { throw Unfinished() }
    /// Checks name and password. Returns the secret of a new session, for the cookie.
    package func signIn(username: String, password: String, address: String?, userAgent: String?) async throws -> String {
        throw Unfinished()
    }
    /// The live session of a cookie's secret (its idle time starts anew), or nil.
    package func session(secret: String) async throws -> ActiveSession? { throw Unfinished() }
    package func signOut(secret: String) async throws { throw Unfinished() }
    /// Ends every other session of the caller.
    package func changePassword(_ caller: Caller, secret: String, from old: String, to new: String) async throws {
        throw Unfinished()
    }
    package func setLanguage(_ caller: Caller, to language: Language) async throws { throw Unfinished() }
    /// Creates an active user with a password that must be changed at the first sign-in (the command line's user create).
    package func createUser(_ caller: Caller, _ user: NewUser) async throws -> Identifier<User> { throw Unfinished() }
}

/// To be gone when every operation is written.
struct Unfinished: Error {}
