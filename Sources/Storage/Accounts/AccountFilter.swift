// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore

/// Which accounts a list shows; what is nil asks for nothing.
package struct AccountFilter: Hashable, Sendable {
    /// A part of the log-in name or of the person's name.
    package var text: String?
    package var role: Role?
    package var state: UserState?
    /// Who is bound to this pairing.
    package var pairing: Identifier<Pairing>?
    /// Who is bound to this body.
    package var organisation: Identifier<Organisation>?
    /// Only people with a role in these pairings: what their administrator sees, who doesn't see other administrators.
    package var within: [Identifier<Pairing>]?
    /// Only people without any role.
    package var hasNoRole = false

    package init() {}

    var condition: SQLCondition {
        var conditions: [SQLCondition] = []
        if let text {
            let pattern = SQLValue.text(likePattern(text))
            conditions.append(
                SQLCondition(
                    "username LIKE ? ESCAPE '!' OR lower(display_name) LIKE ? ESCAPE '!'", [pattern, pattern]))
        }
        if let state { conditions.append(SQLCondition("state = ?", [.choice(state)])) }
        if let role { conditions.append(granted(SQLCondition("role = ?", [.choice(role)]))) }
        if let pairing { conditions.append(granted(SQLCondition("pairing_id = ?", [.id(pairing)]))) }
        if let organisation {
            conditions.append(granted(SQLCondition("organisation_id = ?", [.id(organisation)])))
        }
        if let within {
            let bound = SQLCondition.in("pairing_id", within.map { .id($0) })
            conditions.append(granted(.all([bound, SQLCondition("role IN ('office', 'unit', 'observer')")])))
        }
        if hasNoRole {
            conditions.append(
                SQLCondition("NOT EXISTS (SELECT 1 FROM account_grant WHERE account_grant.account_id = account.id)"))
        }
        return .all(conditions)
    }

    private func granted(_ condition: SQLCondition) -> SQLCondition {
        SQLCondition("id IN (SELECT account_id FROM account_grant WHERE \(condition.sql))", condition.arguments)
    }
}

extension AccountQueries {
    /// A page of the accounts in the order of their log-in names: those after `username`, from the first where nil.
    package func page(_ filter: AccountFilter, after username: String?, limit: Int) throws -> [AccountRecord] {
        var conditions = [filter.condition]
        if let username { conditions.append(SQLCondition("username > ?", [.text(username)])) }
        return try select(.all(conditions), "ORDER BY username LIMIT \(max(1, limit))")
    }

    package func count(_ filter: AccountFilter) throws -> Int {
        let condition = filter.condition
        return try connection.integer(
            "SELECT count(*) FROM account WHERE \(condition.sql)", condition.arguments)
    }

    package func find(_ ids: [Identifier<User>]) throws -> [AccountRecord] {
        try select(.in("id", ids.map { .id($0) }), "ORDER BY username")
    }

    /// Inside `write`: nobody else changes an account that holds one of the roles until the transaction ends. In the
    /// order of identities, so that two who do so at once wait and don't block each other.
    package func lockHolders(of roles: [Role]) throws {
        guard !roles.isEmpty else { return }
        let held = SQLCondition.in("role", roles.map { .choice($0) })
        _ = try connection.rows(
            "SELECT id FROM account WHERE id IN (SELECT account_id FROM account_grant WHERE \(held.sql)) ORDER BY id"
                + connection.dialect.forUpdate, held.arguments)
    }

    /// Inside `write`: nobody else changes the account until the transaction ends.
    package func lock(_ id: Identifier<User>) throws {
        _ = try connection.row("SELECT id FROM account WHERE id = ?" + connection.dialect.forUpdate, [.id(id)])
    }
}
