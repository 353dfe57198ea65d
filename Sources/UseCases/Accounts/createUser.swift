// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// Creates an active user with a password that must be changed at the first sign-in (the command line's
    /// `user create`).
    ///
    /// Asks for the rights of both administrators, which only the command line has at once.
    package func createUser(_ caller: Caller, _ user: NewUser) async throws -> Identifier<User> {
        try caller.require(.createUser, on: .installation, "user", knowing: .readDirectory)
        try caller.require(.grantRole, on: .installation, "user", knowing: .readDirectory)
        let failures =
            failuresOfPerson(username: user.username, displayName: user.displayName)
            + PasswordPolicy.failures(
                of: user.password, username: user.username, displayName: user.displayName,
                common: surroundings.accounts.commonPasswords)
        guard failures.isEmpty else { throw UseCaseError("user", .invalid(failures)) }
        let hash = try await hash(user.password)
        return try await write(caller) { connection in
            try checkScope(of: user.grant, connection)
            var created = newUser(user.username, user.displayName, user.grant, .active)
            created.mustChangePassword = true
            try insert(created, hash: hash, connection, caller)
            return created.id
        }
    }

    /// Throws invalid where the scope of a grant doesn't exist or doesn't fit together.
    private func checkScope(of grant: RoleGrant, _ connection: any SQLConnection) throws {
        func refuse(_ field: String, _ message: String) -> UseCaseError {
            UseCaseError("user", .invalid([ValidationFailure(field: field, message: message)]))
        }
        switch grant {
        case .national, .systemAdmin, .securityAdmin, .auditAdmin, .observer(nil): return
        case .province(let code):
            guard code == code.province, try DivisionQueries(connection).find(code) != nil else {
                throw refuse("province", "division.unknown")
            }
        case .office(let pairing, _), .observer(let pairing?), .pairingAdmin(let pairing):
            guard try PairingQueries(connection).find(pairing) != nil else {
                throw refuse("pairing", "pairing.unknown")
            }
        case .unit(let organisation, let pairing, let side):
            guard let pairing = try PairingQueries(connection).find(pairing) else {
                throw refuse("pairing", "pairing.unknown")
            }
            let found = try OrganisationQueries(connection).find(organisation)
            guard let place = found?.division, pairing.party(side).division.holds(place) else {
                throw refuse("organisation", "organisation.unknown")
            }
        }
    }
}
