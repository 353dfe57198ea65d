// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore

/// The rows of `account_grant`: a role with the scope that it asks for.
struct GrantQueries {
    private let connection: any SQLConnection

    init(_ connection: any SQLConnection) { self.connection = connection }

    /// The grants of each account in their order.
    func grants(of accounts: [Identifier<User>]) throws -> [Identifier<User>: [RoleGrant]] {
        guard !accounts.isEmpty else { return [:] }
        let condition = SQLCondition.in("account_id", accounts.map { .id($0) })
        var grants: [Identifier<User>: [RoleGrant]] = [:]
        let rows = try connection.rows(
            """
            SELECT account_id, role, province, pairing_id, side, organisation_id
            FROM account_grant WHERE \(condition.sql) ORDER BY account_id, position
            """, condition.arguments)
        for row in rows { grants[try row.id(0), default: []].append(try grant(row)) }
        return grants
    }

    /// Replaces the present grants, and writes into the history which ended and which began at `now`.
    func replace(_ grants: [RoleGrant], of account: Identifier<User>, at now: Instant) throws {
        try connection.run("DELETE FROM account_grant WHERE account_id = ?", [.id(account)])
        try insert(grants, of: account)
        let history = AssignmentQueries(connection)
        let open = try history.all(of: [account])[account]?.filter { $0.endedAt == nil } ?? []
        for assignment in open where !grants.contains(assignment.grant) {
            try history.end(assignment, of: account, at: now)
        }
        let known = Set(open.map(\.grant))
        for grant in grants where !known.contains(grant) { try history.begin(grant, of: account, at: now) }
    }

    func insert(_ grants: [RoleGrant], of account: Identifier<User>) throws {
        try connection.insert(
            into: "account_grant",
            ["account_id", "position", "role", "province", "pairing_id", "side", "organisation_id"],
            rows: grants.enumerated().map { position, grant in
                [.id(account), .integer(position), .choice(grant.role)] + scope(grant)
            })
    }

    func scope(_ grant: RoleGrant) -> [SQLValue] {
        switch grant {
        case .province(let code): [.code(code), .null, .null, .null]
        case .office(let pairing, let side): [.null, .id(pairing), .choice(side), .null]
        case .unit(let organisation, let pairing, let side):
            [.null, .id(pairing), .choice(side), .id(organisation)]
        case .observer(let pairing): [.null, .id(pairing), .null, .null]
        case .pairingAdmin(let pairing): [.null, .id(pairing), .null, .null]
        case .national, .systemAdmin, .securityAdmin, .auditAdmin: [.null, .null, .null, .null]
        }
    }

    /// Reads role, province, pairing, side and body from column 1.
    func grant(_ row: SQLRow) throws -> RoleGrant {
        switch try row.choice(1, of: Role.self) {
        case .national: .national
        case .province: .province(try row.division(2))
        case .office: .office(try row.id(3), try row.choice(4))
        case .unit: .unit(try row.id(5), try row.id(3), try row.choice(4))
        case .observer: .observer(try row.idOrNil(3))
        case .pairingAdmin: .pairingAdmin(try row.id(3))
        case .systemAdmin: .systemAdmin
        case .securityAdmin: .securityAdmin
        case .auditAdmin: .auditAdmin
        }
    }
}
