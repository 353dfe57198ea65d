// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What the first visit hands in: three administrators and the first person of a pairing's office.
package struct SetUpRequest: Sendable {
    /// One of the three administrators.
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

/// What set-up hands back once.
package struct SetUpResult: Sendable {
    /// The token of the first office person's invitation, to be handed over once: /invitations/{token}.
    package let invitation: String
}
