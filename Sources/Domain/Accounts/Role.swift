// SPDX-License-Identifier: Apache-2.0

/// What a person may be. The rule table of the use cases says what each may do.
package enum Role: String, CaseIterable, Sendable {
    case national
    case province
    case office
    case unit
    case observer
    /// Sees to the people, bodies and contacts of one pairing, on behalf of the administrators.
    case pairingAdmin = "pairing-admin"
    case systemAdmin = "system-admin"
    case securityAdmin = "security-admin"
    case auditAdmin = "audit-admin"

    /// True for the three administrators, who see no business data (GB/T 22239-2019, 8.1.5).
    package var isAdministrator: Bool { self == .systemAdmin || self == .securityAdmin || self == .auditAdmin }
}

/// A role and the scope it is bound to.
package enum RoleGrant: Hashable, Sendable {
    case national
    case province(DivisionCode)
    /// The cooperation office of one side of a pairing.
    case office(Identifier<Pairing>, Side)
    /// One responsible body on one side of a pairing.
    case unit(Identifier<Organisation>, Identifier<Pairing>, Side)
    /// Reads one pairing, or all of them where nil.
    case observer(Identifier<Pairing>?)
    /// The delegated administrator of one pairing.
    case pairingAdmin(Identifier<Pairing>)
    case systemAdmin
    case securityAdmin
    case auditAdmin

    package var role: Role {
        switch self {
        case .national: .national
        case .province: .province
        case .office: .office
        case .unit: .unit
        case .observer: .observer
        case .pairingAdmin: .pairingAdmin
        case .systemAdmin: .systemAdmin
        case .securityAdmin: .securityAdmin
        case .auditAdmin: .auditAdmin
        }
    }
}
