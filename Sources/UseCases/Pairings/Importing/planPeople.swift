// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// The rows of one person, understood: a person may have several roles, a row for each.
private struct PersonStep {
    let before: AccountRecord?
    var new: NewPerson
    var grants: [RoleGrant]
    /// The first row, as the spreadsheet counts.
    let row: Int
    /// The roles that the rows name.
    var named: [RoleGrant] = []
    /// Whether the caller may change the person's name.
    var mayRename = false
}

/// What the rows of people are looked up in.
private struct PersonImport {
    let directory: PairingDirectory
    let pairings: PairingNames
    let places: PlaceNames
    let caller: Caller
    let connection: any SQLConnection
}

extension UseCases {
    /// A person is known again by the log-in name. Who may create creates, who may grant grants: the same workbook goes
    /// first to the one administrator and then to the other, and each role that the first may not grant is said by its
    /// cell. No role is taken away.
    func planPeople(_ rows: ImportTable, _ caller: Caller, _ connection: any SQLConnection) throws -> ImportPlan {
        var table = rows
        let directory = try PairingDirectory(connection)
        let known = PersonImport(
            directory: directory, pairings: PairingNames(directory.pairings),
            places: PlaceNames(try DivisionQueries(connection).all()), caller: caller, connection: connection)
        var steps: [PersonStep] = []
        for row in table.rows where !row["username"].isEmpty {
            let username = row["username"].lowercased()
            if let index = steps.firstIndex(where: { $0.new.username == username }) {
                try addRow(row, to: &steps[index], &table, known)
                continue
            }
            let before = try AccountQueries(connection).find(username: username)
            var step = PersonStep(
                before: before, new: NewPerson(username: username, displayName: row["displayName"]),
                grants: before?.user.grants ?? [], row: row.index + 1)
            let grant = try meantGrant(row, before, &table, known)
            step.named = [grant].compactMap(\.self)
            try judge(&step, row, grant, &table, known)
            steps.append(step)
        }
        let done = steps
        return ImportPlan(check: table.check) { try self.write(done, caller, $0) }
    }

    /// One more row of a person must name one more role of the same person.
    private func addRow(
        _ row: ImportTable.Row, to step: inout PersonStep, _ table: inout ImportTable, _ known: PersonImport
    ) throws {
        let first = ["row": String(step.row), "name": step.new.displayName]
        if row["displayName"].trimmingWhitespace != step.new.displayName.trimmingWhitespace {
            table.refuse(row, "username", "import.usernameTwice", first)
            return
        }
        guard !row["role"].isEmpty else {
            table.refuse(row, "username", "import.twice")
            return
        }
        guard let grant = try meantGrant(row, step.before, &table, known) else { return }
        guard !step.named.contains(grant) else {
            table.refuse(row, "username", "import.twice")
            return
        }
        step.named.append(grant)
        let isAdded = try addRole(grant, to: &step, row, &table, known)
        table.add(row, row["displayName"], isAdded ? .change : .unchanged, isAdded ? ["role"] : [])
    }

    /// Looks at the first row of a person and says what becomes of it.
    private func judge(
        _ step: inout PersonStep, _ row: ImportTable.Row, _ grant: RoleGrant?, _ table: inout ImportTable,
        _ known: PersonImport
    ) throws {
        let (directory, caller) = (known.directory, known.caller)
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
            do { try checkDuties([grant].compactMap(\.self)) } catch { try table.refuse(row, error) }
            if grant != nil, !mayGrant { table.note(row, "role", "import.roleWaits") }
            table.add(row, row["displayName"], .create)
            return
        }
        guard caller.may(.readUser, onAny: directory.objects(of: before.user)) else {
            table.refuse(row, "username", "user.usernameTaken", ["username": step.new.username])
            return
        }
        var changes: [String] = []
        if before.user.displayName != step.new.displayName.trimmingWhitespace {
            if caller.may(.createUser, onEach: directory.objects(of: before.user)) {
                changes.append("displayName")
                step.mayRename = true
            } else {
                table.note(row, "displayName", "import.nameStays", ["name": before.user.displayName])
            }
        }
        if let grant, try addRole(grant, to: &step, row, &table, known) { changes.append("role") }
        table.add(row, step.new.displayName, changes.isEmpty ? .unchanged : .change, changes)
    }

    /// One more role, where the caller may give it; who may not leaves it to the one who may, and is told so. Returns
    /// whether it was added.
    private func addRole(
        _ grant: RoleGrant, to step: inout PersonStep, _ row: ImportTable.Row, _ table: inout ImportTable,
        _ known: PersonImport
    ) throws -> Bool {
        guard !step.grants.contains(grant) else { return false }
        do { try checkDuties(step.grants + [grant]) } catch {
            try table.refuse(row, error)
            return false
        }
        let isOneself = step.before != nil && step.before?.user.id == known.caller.userID
        let objects = known.directory.objects(of: step.grants + [grant])
        guard !isOneself, known.caller.may(.grantRole, onEach: objects) else {
            table.note(row, "role", isOneself ? "import.roleOfOneself" : "import.roleWaits")
            return false
        }
        step.grants.append(grant)
        return true
    }

    /// The role that a row means: one that the person has where the row says it so, else what is found.
    private func meantGrant(
        _ row: ImportTable.Row, _ before: AccountRecord?, _ table: inout ImportTable, _ known: PersonImport
    ) throws -> RoleGrant? {
        guard let role: Role = table.choice(row, "role", "role.") else { return nil }
        let side: Side? = table.choice(row, "side", "side.")
        let pairing = known.pairings.find(row["pairing"])
        if !row["pairing"].isEmpty, pairing == nil {
            table.refuse(
                row, "pairing", "import.pairingUnknown",
                proposal: known.pairings.proposal(row["pairing"], table.words.language))
            return nil
        }
        let province = known.places.find(row["province"])
        if !row["province"].isEmpty, province == nil {
            table.refuse(row, "province", "import.placeUnknown", proposal: known.places.proposal(row["province"]))
            return nil
        }
        let today = surroundings.now().day
        let words = try GrantWords(before?.user.grants ?? [], known.directory, known.connection)
        let held = words.labels(before?.user.grants ?? [], on: today).first { label in
            label.grant.role == role && label.pairing?.id == pairing?.id && label.side == side
                && label.province?.code == province?.code && (label.organisation ?? "") == row["organisation"]
        }
        if let held { return held.grant }
        let written = WrittenGrant(
            role: role, province: province?.code.text, pairing: pairing?.code, side: side,
            organisation: row["organisation"].isEmpty ? nil : row["organisation"])
        do { return try written.grant(known.connection) } catch let error as UseCaseError {
            if case .invalid(let failures) = error.cause, failures.first?.field == "organisation", let side, let pairing
            {
                let all = try OrganisationQueries(known.connection).all(in: [pairing.party(side).division])
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
        _ steps: [PersonStep], _ caller: Caller, _ connection: any SQLConnection
    ) throws -> [HandedLink] {
        try steps.compactMap { step in
            guard let before = step.before else { return try invite(step.new, step.grants, caller, connection) }
            var user = before.user
            user.grants = step.grants
            if step.mayRename { user.displayName = step.new.displayName.trimmingWhitespace }
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
