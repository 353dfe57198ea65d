// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// A row of bodies that is understood.
private struct BodyStep {
    var body: Organisation
    /// The body as it is; nil for a new one.
    let before: (body: Organisation, revision: Int)?
    let row: ImportTable.Row
}

extension UseCases {
    /// A body is known again by its name and place; what it is called otherwise, where it stands and since when are set.
    func planOrganisations(
        _ rows: ImportTable, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> ImportPlan {
        var table = rows
        let directory = try PairingDirectory(connection)
        let divisions = try DivisionQueries(connection).all()
        var steps: [BodyStep] = []
        var taken: Set<String> = []
        for row in table.rows {
            guard let step = try bodyStep(row, &table, divisions, directory, caller, connection) else { continue }
            if !taken.insert((step.body.division?.text ?? "") + step.body.name).inserted {
                table.refuse(row, "name", "import.twice")
            }
            steps.append(step)
        }
        for index in steps.indices { try findParent(&steps, index, &table, connection) }
        try refuseCircles(steps, &table, connection)
        for step in steps {
            guard let before = step.before?.body else {
                table.add(step.row, step.body.name, .create)
                continue
            }
            let changes = changedColumns(before, step.body)
            table.add(step.row, step.body.name, changes.isEmpty ? .unchanged : .change, changes)
        }
        let done = steps
        return ImportPlan(check: table.check) { connection in
            try write(done, caller, connection)
            return []
        }
    }

    private func bodyStep(
        _ row: ImportTable.Row, _ table: inout ImportTable, _ divisions: [Division], _ directory: PairingDirectory,
        _ caller: Caller, _ connection: any SQLConnection
    ) throws -> BodyStep? {
        let kind: OrganisationKind? = table.choice(row, "kind", "organisation.kind.")
        let place = divisions.first { $0.code.text == row["place"] || $0.name == row["place"] }
        if place == nil, !row["place"].isEmpty {
            table.refuse(row, "place", "division.unknown", proposal: nearest(row["place"], divisions.map(\.name)))
            return nil
        }
        let day = table.day(row, "validFrom")
        guard caller.may(.manageOrganisation, onAny: directory.objects(of: place?.code)) else {
            table.refuse(row, "place", "import.placeNotYours")
            return nil
        }
        guard let kind, !row["name"].isEmpty else { return nil }
        let queries = OrganisationQueries(connection)
        let found = try queries.matching(row["name"], in: place?.code).first { $0.validTo == nil }
        if let found, found.name != row["name"] {
            table.refuse(row, "name", "import.isAlias", ["name": found.name], proposal: found.name)
            return nil
        }
        let before = try found.flatMap { body in try queries.revision(of: body.id).map { (body, $0) } }
        var fields = OrganisationFields(
            before?.0
                ?? Organisation(
                    id: surroundings.identifier(), name: row["name"], kind: kind, division: place?.code, aliases: [],
                    isConfirmed: true))
        let empty = Organisation(
            id: surroundings.identifier(), name: row["name"], kind: kind, division: place?.code, aliases: [],
            isConfirmed: true)
        fields.kind = kind.rawValue
        if !row["aliases"].isEmpty { fields.aliases = separated(row["aliases"]).joined(separator: "\n") }
        if !day.isEmpty { fields.validFrom = day }
        do {
            var body = try fields.applied(to: before?.0 ?? empty, connection)
            body.isConfirmed = true
            return BodyStep(body: body, before: before, row: row)
        } catch let error as UseCaseError {
            try table.refuse(row, error)
            return nil
        }
    }

    /// The body above, among those of the same place, known ones and those of the file.
    private func findParent(
        _ steps: inout [BodyStep], _ index: Int, _ table: inout ImportTable, _ connection: any SQLConnection
    ) throws {
        let (row, body) = (steps[index].row, steps[index].body)
        let name = row["parent"]
        guard !name.isEmpty else { return }
        let here = steps.first { $0.body.name == name && $0.body.division == body.division }?.body
        let known = try OrganisationQueries(connection).matching(name, in: body.division).first
        guard let parent = here ?? known else {
            let all = try body.division.map { try OrganisationQueries(connection).all(in: [$0]).map(\.name) } ?? []
            table.refuse(row, "parent", "organisation.parentUnknown", proposal: nearest(name, all))
            return
        }
        steps[index].body.parent = parent.id
    }

    /// No body comes to stand under itself, by rows of the file and by what is known together.
    private func refuseCircles(
        _ steps: [BodyStep], _ table: inout ImportTable, _ connection: any SQLConnection
    ) throws {
        let queries = OrganisationQueries(connection)
        let planned = Dictionary(steps.map { ($0.body.id, $0.body.parent) }, uniquingKeysWith: { first, _ in first })
        for step in steps where !step.row["parent"].isEmpty {
            var seen: Set<Identifier<Organisation>> = []
            var above = step.body.parent
            while let next = above, next != step.body.id, seen.insert(next).inserted {
                above = try planned[next] ?? queries.find(next)?.parent
            }
            if above == step.body.id { table.refuse(step.row, "parent", "organisation.parentCycle") }
        }
    }

    private func write(_ steps: [BodyStep], _ caller: Caller, _ connection: any SQLConnection) throws {
        // New bodies first without what stands above them, which may follow in the file.
        for step in steps where step.before == nil {
            var body = step.body
            body.parent = nil
            try insert(body, connection, caller)
        }
        for step in steps {
            if let before = step.before {
                guard before.body != step.body else { continue }
                try save(step.body, revision: before.revision, connection)
                try record(
                    connection, caller, "change", .organisation(step.body.id), before: before.body.recorded,
                    after: step.body.recorded)
            } else if step.body.parent != nil {
                try save(step.body, revision: 1, connection)
            }
        }
    }

    private func changedColumns(_ before: Organisation, _ after: Organisation) -> [String] {
        var changed: [String] = []
        if before.kind != after.kind { changed.append("kind") }
        if before.parent != after.parent { changed.append("parent") }
        if before.aliases.sorted() != after.aliases.sorted() { changed.append("aliases") }
        if before.validFrom != after.validFrom { changed.append("validFrom") }
        if before.isConfirmed != after.isConfirmed { changed.append("unconfirmed") }
        return changed
    }
}

/// The parts of a text that lists several things: by line, semicolon or the Chinese comma of lists.
func separated(_ text: String) -> [String] {
    // The full-width semicolon and the Chinese comma of lists beside the plain semicolon.
    let separators: Set<UInt32> = [0x3B, 0xFF1B, 0x3001]
    return text.split { character in
        character.isNewline || character.unicodeScalars.contains { separators.contains($0.value) }
    }.map { String($0).trimmingWhitespace }.filter { !$0.isEmpty }
}
