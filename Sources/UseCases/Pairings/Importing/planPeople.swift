// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// The rows of one person, understood: a person may have several roles, a row for each.
private struct PersonStep {
    let before: AccountRecord?
    var new: NewPerson
    var grants: [RoleGrant]
}

extension UseCases {
    /// A person is known again by the log-in name. Who may create creates, who may grant grants: the same workbook goes
    /// first to the one administrator and then to the other. No role is taken away.
    func planPeople(_ rows: ImportTable, _ caller: Caller, _ connection: any SQLConnection) throws -> ImportPlan {
        var table = rows
        let directory = try PairingDirectory(connection)
        var steps: [PersonStep] = []
        for row in table.rows where !row["username"].isEmpty {
            let username = row["username"].lowercased()
            let grant = try writtenGrant(row, &table, directory, connection)
            if let known = steps.firstIndex(where: { $0.new.username == username }) {
                guard let grant, !steps[known].grants.contains(grant) else {
                    table.refuse(row, "username", "import.twice")
                    continue
                }
                try addRole(grant, to: &steps[known], row, &table, directory, caller)
                table.add(row, row["displayName"], .change, ["role"])
                continue
            }
            let before = try AccountQueries(connection).find(username: username)
            var step = PersonStep(
                before: before, new: NewPerson(username: username, displayName: row["displayName"]),
                grants: before?.user.grants ?? [])
            try judge(&step, row, grant, &table, directory, caller)
            steps.append(step)
        }
        let done = steps
        return ImportPlan(check: table.check) { try self.write(done, directory, caller, $0) }
    }

    /// Looks at the first row of a person and says what becomes of it.
    private func judge(
        _ step: inout PersonStep, _ row: ImportTable.Row, _ grant: RoleGrant?, _ table: inout ImportTable,
        _ directory: PairingDirectory, _ caller: Caller
    ) throws {
        for failure in failuresOfPerson(username: step.new.username, displayName: step.new.displayName) {
            table.refuse(row, failure.field, failure.message, failure.arguments)
        }
        guard let before = step.before else {
            let mayGrant = grant.map { caller.may(.grantRole, onEach: directory.objects(of: [$0])) } ?? false
            step.grants = mayGrant ? [grant].compactMap(\.self) : []
            guard caller.may(.createUser, onEach: directory.objects(of: step.grants)) else {
                table.refuse(row, "username", "import.personUnknown")
                return
            }
            do { try checkDuties(step.grants) } catch { try table.refuse(row, error) }
            table.add(row, row["displayName"], .create, mayGrant || grant == nil ? [] : ["role"])
            return
        }
        guard caller.may(.readUser, onAny: directory.objects(of: before.user)) else {
            table.refuse(row, "username", "user.usernameTaken", ["username": step.new.username])
            return
        }
        var changes: [String] = []
        if before.user.displayName != step.new.displayName.trimmingWhitespace,
            caller.may(.createUser, onEach: directory.objects(of: before.user))
        {
            changes.append("displayName")
        } else {
            step.new.displayName = before.user.displayName
        }
        if let grant, !step.grants.contains(grant) {
            let count = step.grants.count
            try addRole(grant, to: &step, row, &table, directory, caller)
            if step.grants.count > count { changes.append("role") }
        }
        table.add(row, step.new.displayName, changes.isEmpty ? .unchanged : .change, changes)
    }

    /// One more role, where the caller may give it; who may not leaves it to the one who may.
    private func addRole(
        _ grant: RoleGrant, to step: inout PersonStep, _ row: ImportTable.Row, _ table: inout ImportTable,
        _ directory: PairingDirectory, _ caller: Caller
    ) throws {
        let objects = directory.objects(of: step.grants + [grant])
        guard caller.may(.grantRole, onEach: objects), step.before?.user.id != caller.userID || caller.userID == nil
        else { return }
        do {
            try checkDuties(step.grants + [grant])
            step.grants.append(grant)
        } catch { try table.refuse(row, error) }
    }

    private func writtenGrant(
        _ row: ImportTable.Row, _ table: inout ImportTable, _ directory: PairingDirectory,
        _ connection: any SQLConnection
    ) throws -> RoleGrant? {
        guard let role: Role = table.choice(row, "role", "role.") else { return nil }
        let side: Side? = table.choice(row, "side", "side.")
        let code = row["pairing"].lowercased()
        if !code.isEmpty, !directory.pairings.contains(where: { $0.code == code }) {
            table.refuse(row, "pairing", "pairing.unknown", proposal: nearest(code, directory.pairings.map(\.code)))
            return nil
        }
        let written = WrittenGrant(
            role: role, province: row["province"].isEmpty ? nil : row["province"], pairing: code.isEmpty ? nil : code,
            side: side, organisation: row["organisation"].isEmpty ? nil : row["organisation"])
        do { return try written.grant(connection) } catch let error as UseCaseError {
            if case .invalid(let failures) = error.cause, failures.first?.field == "organisation", let side,
                let pairing = directory.pairings.first(where: { $0.code == code })
            {
                let all = try OrganisationQueries(connection).all(in: [pairing.party(side).division])
                table.refuse(
                    row, "organisation", "organisation.unknown",
                    proposal: nearest(row["organisation"], all.map(\.name)))
            } else {
                try table.refuse(row, error)
            }
            return nil
        }
    }

    private func write(
        _ steps: [PersonStep], _ directory: PairingDirectory, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> [HandedLink] {
        try steps.compactMap { step in
            guard let before = step.before else { return try invite(step.new, step.grants, caller, connection) }
            var user = before.user
            (user.displayName, user.grants) = (step.new.displayName.trimmingWhitespace, step.grants)
            guard user != before.user else { return nil }
            try save(user, revision: before.revision, connection)
            try record(
                connection, caller, "change", .user(user.id),
                before: ["displayName": before.user.displayName, "roles": before.user.grants.recorded],
                after: ["displayName": user.displayName, "roles": user.grants.recorded])
            return nil
        }
    }
}

extension Caller {
    func may(_ action: Action, onEach objects: [RuleObject]) -> Bool { objects.allSatisfy { may(action, on: $0) } }
}
