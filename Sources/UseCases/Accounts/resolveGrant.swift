// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// A role and its scope as somebody writes them: codes and names instead of identities.
package struct WrittenGrant: Hashable, Sendable {
    package var role: Role
    package var province: String?
    package var pairing: String?
    package var side: Side?
    /// A name or alias, looked up among the bodies of that side.
    package var organisation: String?

    package init(
        role: Role, province: String? = nil, pairing: String? = nil, side: Side? = nil, organisation: String? = nil
    ) {
        (self.role, self.province, self.pairing) = (role, province, pairing)
        (self.side, self.organisation) = (side, organisation)
    }
}

extension UseCases {
    /// The grant that is meant. Throws invalid where a part is missing or unknown.
    package func resolveGrant(_ caller: Caller, _ written: WrittenGrant) async throws -> RoleGrant {
        try caller.require(.grantRole, on: .installation, "user", knowing: .readDirectory)
        return try await database.read { try written.grant($0) }
    }
}

extension WrittenGrant {
    /// The grant that is meant. Throws invalid where a part is missing or unknown.
    func grant(_ connection: any SQLConnection) throws -> RoleGrant {
        switch role {
        case .national: return .national
        case .systemAdmin: return .systemAdmin
        case .securityAdmin: return .securityAdmin
        case .auditAdmin: return .auditAdmin
        case .province:
            guard let code = province.flatMap(DivisionCode.init), code == code.province,
                try DivisionQueries(connection).find(code) != nil
            else { throw refuse("province", "division.unknown") }
            return .province(code)
        case .observer:
            return .observer(try pairing.map { _ in try pairing(connection).id })
        case .pairingAdmin:
            return .pairingAdmin(try pairing(connection).id)
        case .office:
            return .office(try pairing(connection).id, try requiredSide)
        case .unit:
            let pairing = try pairing(connection)
            let side = try requiredSide
            return .unit(try organisation(pairing.party(side).division, connection), pairing.id, side)
        }
    }
}

extension WrittenGrant {
    fileprivate func refuse(_ field: String, _ message: String) -> UseCaseError {
        UseCaseError("user", .invalid([ValidationFailure(field: field, message: message)]))
    }

    fileprivate func pairing(_ connection: any SQLConnection) throws -> Pairing {
        guard let code = given(pairing) else { throw refuse("pairing", "user.pairingMissing") }
        guard let found = try PairingQueries(connection).find(code: code) else {
            throw refuse("pairing", "pairing.unknown")
        }
        return found
    }

    /// A form sends an empty field where nothing was chosen.
    private func given(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }

    fileprivate var requiredSide: Side {
        get throws {
            guard let side else { throw refuse("side", "user.sideMissing") }
            return side
        }
    }

    fileprivate func organisation(
        _ division: DivisionCode, _ connection: any SQLConnection
    ) throws -> Identifier<Organisation> {
        guard let organisation = given(organisation) else {
            throw refuse("organisation", "user.organisationMissing")
        }
        let queries = OrganisationQueries(connection)
        // A body of a district of the city works for the city's side too.
        let named = try Identifier<Organisation>(organisation).flatMap { try queries.find($0) }
        let known = named.flatMap { body in body.division.map(division.holds) == true ? body : nil }
        guard let found = try known ?? queries.matching(organisation, in: division).first else {
            throw refuse("organisation", "organisation.unknown")
        }
        return try queries.inCharge(of: found.id)
    }
}
