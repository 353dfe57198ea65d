// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// The names of the bodies for which people act, as they are at this moment: looked up once in a unit of work.
struct ActingBodies {
    private let connection: any SQLConnection
    private var known: [RoleGrant: String?] = [:]

    init(_ connection: any SQLConnection) { self.connection = connection }

    /// The body for which `user` acts on an object of `pairing`; that of the first role where none is of the pairing.
    mutating func name(for user: User, in pairing: Identifier<Pairing>?) throws -> String? {
        let grant = user.grants.first { pairing != nil && $0.pairing == pairing } ?? user.grants.first
        guard let grant else { return nil }
        if let name = known[grant] { return name }
        let name = try look(grant)
        known[grant] = .some(name)
        return name
    }

    private func look(_ grant: RoleGrant) throws -> String? {
        switch grant {
        case .unit(let organisation, _, _): try OrganisationQueries(connection).find(organisation)?.name
        case .office(let pairing, let side): try PairingQueries(connection).find(pairing)?.party(side).name
        case .province(let code): try DivisionQueries(connection).find(code)?.name
        case .pairingAdmin(let pairing), .observer(let pairing?):
            try PairingQueries(connection).find(pairing).map { $0.oldArea.name + " – " + $0.eastern.name }
        case .national, .observer(nil), .systemAdmin, .securityAdmin, .auditAdmin: nil
        }
    }
}

extension RoleGrant {
    fileprivate var pairing: Identifier<Pairing>? {
        switch self {
        case .office(let pairing, _), .unit(_, let pairing, _), .pairingAdmin(let pairing): pairing
        case .observer(let pairing): pairing
        case .national, .province, .systemAdmin, .securityAdmin, .auditAdmin: nil
        }
    }
}
