// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// A row of bodies that is understood.
struct BodyStep {
    var body: Organisation
    /// The body as it is; nil for a new one.
    let before: (body: Organisation, revision: Int)?
    let row: ImportTable.Row
    var changes: [String] = []
}

extension UseCases {
    /// A body is known again by its name, its place and its end: a row with an end means a body that ended then, any
    /// other row one that exists. What the sheet leaves empty stays as it is, and what would change nothing needs no
    /// permission.
    func planOrganisations(
        _ rows: ImportTable, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> ImportPlan {
        var table = rows
        let directory = try PairingDirectory(connection)
        let places = PlaceNames(try DivisionQueries(connection).all())
        var steps: [BodyStep] = []
        var taken: Set<Identifier<Organisation>> = []
        for row in table.rows {
            guard let step = try bodyStep(row, &table, places, taken, connection) else { continue }
            let isTwice = steps.contains { $0.body.isSame(as: step.body) }
            taken.insert(step.body.id)
            if isTwice { table.refuse(row, "name", "import.twice") }
            steps.append(step)
        }
        for index in steps.indices { try findParent(&steps, index, &table, connection) }
        try refuseCircles(steps, &table, connection)
        for index in steps.indices {
            try judge(&steps[index], &table, directory, caller, connection)
            let step = steps[index]
            let outcome: ImportLine.Outcome =
                step.before == nil ? .create : step.changes.isEmpty ? .unchanged : .change
            table.add(step.row, step.body.name, outcome, step.before == nil ? [] : step.changes)
        }
        let done = steps
        return ImportPlan(check: table.check) { connection in
            try write(done, caller, connection)
            return []
        }
    }

    private func bodyStep(
        _ row: ImportTable.Row, _ table: inout ImportTable, _ places: PlaceNames,
        _ taken: Set<Identifier<Organisation>>, _ connection: any SQLConnection
    ) throws -> BodyStep? {
        let kind: OrganisationKind? = table.choice(row, "kind", "organisation.kind.")
        let confirmed: SheetAnswer? = table.choice(row, "isConfirmed", "organisation.isConfirmed.")
        let place = places.find(row["place"])
        if place == nil, !row["place"].isEmpty {
            let message = places.count(row["place"]) > 1 ? "import.placeNotOne" : "import.placeUnknown"
            table.refuse(row, "place", message, proposal: places.proposal(row["place"]))
            return nil
        }
        let from = CalendarDate(iso: table.day(row, "validFrom"))
        let exists = table.says("organisation.validTo.none", row, "validTo")
        let end = exists ? nil : CalendarDate(iso: table.day(row, "validTo"))
        guard let kind, !row["name"].isEmpty else { return nil }
        let known = try OrganisationQueries(connection).matching(row["name"], in: place?.code)
        let found = KnownBody(
            row["name"], from: from, end: end, exists: exists, among: known.filter { !taken.contains($0.id) })
        if found.body == nil, !found.isNew(in: row, &table, from: from, end: end, known) { return nil }
        let before = try found.body.flatMap { body in
            try OrganisationQueries(connection).revision(of: body.id).map { (body, $0) }
        }
        var body =
            before?.0
            ?? Organisation(
                id: surroundings.identifier(), name: row["name"], kind: kind, division: place?.code, aliases: [],
                isConfirmed: true)
        body.kind = kind
        if let aliases = newAliases(row["aliases"], body.aliases) { body.aliases = aliases }
        if let from { body.validFrom = from }
        if end != nil || exists { body.validTo = end }
        if let confirmed { body.isConfirmed = confirmed == .yes }
        return BodyStep(body: body, before: before, row: row)
    }

    /// The spellings of a cell where they are others than the known ones.
    private func newAliases(_ cell: String, _ known: [String]) -> [String]? {
        let lines = cell.split(whereSeparator: \.isNewline).map { String($0).trimmingWhitespace }
        guard !cell.isEmpty, Set(lines) != Set(known) else { return nil }
        let aliases = separated(cell)
        return Set(aliases) == Set(known) ? nil : aliases
    }

    /// The body above: the present one where it bears that name, else one of the file, else one that is known.
    private func findParent(
        _ steps: inout [BodyStep], _ index: Int, _ table: inout ImportTable, _ connection: any SQLConnection
    ) throws {
        let (row, body) = (steps[index].row, steps[index].body)
        let (name, queries) = (row["parent"], OrganisationQueries(connection))
        guard !name.isEmpty else { return }
        if let present = body.parent, try queries.find(present)?.name == name { return }
        let here = steps.map(\.body).filter { $0.name == name && $0.division == body.division }
        let known = try queries.matching(name, in: body.division).first
        guard let parent = here.first(where: { $0.validTo == nil }) ?? here.first ?? known else {
            let all = try body.division.map { try queries.all(in: [$0]) } ?? []
            let rows = steps.map(\.body).filter { $0.division == body.division && $0.id != body.id }
            table.refuse(
                row, "parent", "organisation.parentUnknown", proposal: nearest(name, (all + rows).map(\.name)))
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
                guard !step.changes.isEmpty else { continue }
                try save(step.body, revision: before.revision, connection)
                try correctNames(of: step.body, connection)
                try record(
                    connection, caller, "change", .organisation(step.body.id), before: before.body.recorded,
                    after: step.body.recorded)
            } else if step.body.parent != nil {
                try save(step.body, revision: 1, connection)
            }
        }
    }
}

extension Organisation {
    /// Whether two rows of a file mean one body.
    fileprivate func isSame(as other: Organisation) -> Bool {
        id == other.id
            || (name == other.name && division == other.division && validTo == other.validTo
                && (validTo == nil || validFrom == other.validFrom))
    }
}

/// The body that a row means among those of its name.
private struct KnownBody {
    let body: Organisation?

    init(_ name: String, from: CalendarDate?, end: CalendarDate?, exists: Bool, among bodies: [Organisation]) {
        let named = bodies.filter { $0.name == name }
        let living = named.first { $0.validTo == nil }
        if let end {
            let ended = named.filter { $0.validTo == end }
            body = ended.first { $0.validFrom == from } ?? ended.first ?? living
        } else {
            body = living ?? (exists ? named.first : nil)
        }
    }

    /// Says why a row that means no known body can't mean a new one either: another body is spelt so, or one of that
    /// name has ended. Returns whether it is a new one.
    func isNew(
        in row: ImportTable.Row, _ table: inout ImportTable, from: CalendarDate?, end: CalendarDate?,
        _ known: [Organisation]
    ) -> Bool {
        guard end == nil else { return true }
        if let other = known.first(where: { $0.validTo == nil && $0.name != row["name"] }) {
            table.refuse(row, "name", "import.isAlias", ["name": other.name], proposal: other.name)
            return false
        }
        let ended = known.filter { $0.name == row["name"] }.compactMap(\.validTo).max()
        if let ended, from.map({ $0 <= ended }) ?? true {
            table.refuse(row, "validTo", "import.endedOn", ["day": ended.description], proposal: ended.description)
            return false
        }
        return true
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
