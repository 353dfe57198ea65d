// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A row that is carried, its values in the order of the table's columns. A body of the directory is named by place and
/// name: `CarriedBody.text`.
package struct CarriedRow: Hashable, Sendable {
    package let table: String
    package let values: [SQLValue]

    package init(table: String, values: [SQLValue]) { (self.table, self.values) = (table, values) }
}

/// One thing that is carried as a whole: its own row first.
package struct CarriedRecord: Hashable, Sendable {
    package let kind: CarriedKind
    package let id: String
    package var rows: [CarriedRow]

    package init(kind: CarriedKind, id: String, rows: [CarriedRow]) {
        (self.kind, self.id, self.rows) = (kind, id, rows)
    }

    /// The same without the body's name, which differs from directory to directory.
    package var withoutBody: CarriedRecord { with("organisation_id", .null) }

    /// The same with another value in a column of its own row; as it is where it has none of that name.
    package func with(_ column: String, _ value: SQLValue) -> CarriedRecord {
        guard let table = CarriedTable.of(kind).first, let row = rows.first,
            let place = table.columns.firstIndex(of: column), place < row.values.count
        else { return self }
        var (record, values) = (self, row.values)
        values[place] = value
        record.rows[0] = CarriedRow(table: row.table, values: values)
        return record
    }

    /// A column of its own row; nil where it has none of that name.
    package func value(_ column: String) -> SQLValue? {
        guard let table = CarriedTable.of(kind).first, let place = table.columns.firstIndex(of: column),
            let values = rows.first?.values, values.count == table.columns.count
        else { return nil }
        return values[place]
    }

    package func text(_ column: String) -> String? {
        if case .text(let text)? = value(column) { text } else { nil }
    }
}

/// A body as it is named between installations, whose directories have identities of their own.
package struct CarriedBody: Hashable, Sendable {
    package let division: String
    package let name: String
    package let kind: String

    package init(division: String, name: String, kind: String) {
        (self.division, self.name, self.kind) = (division, name, kind)
    }

    /// The place's code and the name; a dash for a body of no place.
    package var text: String { division + " " + name }
}

/// Reads and writes the rows of a yearly list and its cycles as they are carried to another network.
package struct CarriedQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// Everything that hangs on a yearly list, by kind, with the bodies that it names.
    package func records(
        of list: Identifier<YearPlan>
    ) throws -> (records: [CarriedRecord], bodies: [CarriedBody]) {
        var records: [CarriedRecord] = []
        for kind in CarriedKind.allCases { records += try self.records(kind, list) }
        let bodies = try bodies(records)
        for place in records.indices { name(&records[place], bodies) }
        // Two bodies of one name in one place, one of them ended, are one name to others.
        let named = Dictionary(bodies.values.map { ($0.text, $0) }, uniquingKeysWith: { first, _ in first })
        return (records, named.values.sorted { $0.text < $1.text })
    }

    /// Keeps everything that hangs on a list as it is until the transaction ends.
    package func lock(_ list: Identifier<YearPlan>) throws {
        for kind in CarriedKind.allCases {
            guard let main = CarriedTable.of(kind).first else { continue }
            _ = try connection.rows(
                "SELECT id FROM \(main.name) WHERE \(Self.scope(kind)) ORDER BY id" + connection.dialect.forUpdate,
                [.id(list)])
        }
    }

    private func records(_ kind: CarriedKind, _ list: Identifier<YearPlan>) throws -> [CarriedRecord] {
        let tables = CarriedTable.of(kind)
        guard let main = tables.first else { return [] }
        let scope = Self.scope(kind)
        var (order, parts): ([String], [String: [CarriedRow]]) = ([], [:])
        for table in tables {
            let condition =
                table.name == main.name
                ? scope : "\(table.columns[0]) IN (SELECT id FROM \(main.name) WHERE \(scope))"
            try connection.forEachRow(
                "SELECT \(table.columns.joined(separator: ", ")) FROM \(table.name) WHERE \(condition)", [.id(list)]
            ) { row in
                let owner = try row.text(0)
                if table.name == main.name { order.append(owner) }
                parts[owner, default: []].append(CarriedRow(table: table.name, values: row.values))
            }
        }
        return order.sorted().map { CarriedRecord(kind: kind, id: $0, rows: parts[$0] ?? []) }
    }

    private static func scope(_ kind: CarriedKind) -> String {
        switch kind {
        case .list: "id = ?"
        case .special, .item, .cycle: "year_plan_id = ?"
        case .milestone, .leg: "item_id IN (SELECT id FROM work_item WHERE year_plan_id = ?)"
        case .filing: "cycle_id IN (SELECT id FROM filing_cycle WHERE year_plan_id = ?)"
        }
    }

    private func bodies(_ records: [CarriedRecord]) throws -> [String: CarriedBody] {
        let ids = Set(records.compactMap { $0.text("organisation_id") }).sorted()
        var bodies: [String: CarriedBody] = [:]
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = SQLCondition.in("id", ids[start..<min(start + 500, ids.count)].map { .text($0) })
            for row in try connection.rows(
                "SELECT id, division_code, name, kind FROM organisation WHERE \(some.sql)", some.arguments)
            {
                bodies[try row.text(0)] = CarriedBody(
                    division: try row.textOrNil(1) ?? "-", name: try row.text(2), kind: try row.text(3))
            }
        }
        return bodies
    }

    private func name(_ record: inout CarriedRecord, _ bodies: [String: CarriedBody]) {
        set(&record) { body in bodies[body].map(\.text) }
    }

    private func set(_ record: inout CarriedRecord, _ name: (String) -> String?) {
        guard let table = CarriedTable.of(record.kind).first,
            let place = table.columns.firstIndex(of: "organisation_id"), let row = record.rows.first,
            case .text(let body) = row.values[place]
        else { return }
        var values = row.values
        values[place] = .text(name(body))
        record.rows[0] = CarriedRow(table: row.table, values: values)
    }

    /// The yearly list on which a thing of this identity hangs here, with its pairing; nil where there is none.
    package func place(
        of kind: CarriedKind, _ id: String
    ) throws -> (list: String, pairing: Identifier<Pairing>)? {
        let list =
            switch kind {
            case .list: "?"
            case .special: "(SELECT year_plan_id FROM special WHERE id = ?)"
            case .item: "(SELECT year_plan_id FROM work_item WHERE id = ?)"
            case .milestone:
                "(SELECT i.year_plan_id FROM milestone m JOIN work_item i ON i.id = m.item_id WHERE m.id = ?)"
            case .leg: "(SELECT i.year_plan_id FROM work_leg l JOIN work_item i ON i.id = l.item_id WHERE l.id = ?)"
            case .cycle: "(SELECT year_plan_id FROM filing_cycle WHERE id = ?)"
            case .filing:
                "(SELECT c.year_plan_id FROM filing f JOIN filing_cycle c ON c.id = f.cycle_id WHERE f.id = ?)"
            }
        return try connection.row("SELECT id, pairing_id FROM year_plan WHERE id = \(list)", [.text(id)]).map {
            (try $0.text(0), try $0.id(1))
        }
    }

    /// Gives a thing these rows, or adds it. `bodies` are this directory's identities by `CarriedBody.text`.
    package func put(
        _ record: CarriedRecord, in pairing: Identifier<Pairing>, _ bodies: [String: Identifier<Organisation>]
    ) throws {
        var record = record
        set(&record) { bodies[$0]?.text }
        let tables = CarriedTable.of(record.kind)
        guard let main = tables.first, let values = record.rows.first?.values else { return }
        try put(values, main, pairing)
        for table in tables.dropFirst() {
            try connection.run("DELETE FROM \(table.name) WHERE \(table.columns[0]) = ?", [.text(record.id)])
            try connection.insert(
                into: table.name, table.columns,
                rows: record.rows.dropFirst().filter { $0.table == table.name }.map(\.values))
        }
    }

    private func put(_ values: [SQLValue], _ table: CarriedTable, _ pairing: Identifier<Pairing>) throws {
        // Which body of this directory a row is of, was decided when it first came: names change on each network.
        let kept = table.columns.indices.dropFirst().filter { table.columns[$0] != "organisation_id" }
        let sets =
            kept.map { "\(table.columns[$0]) = ?" } + (table.hasRevision ? ["revision = revision + 1"] : [])
        let updated = try connection.run(
            "UPDATE \(table.name) SET \(sets.joined(separator: ", ")) WHERE id = ?",
            kept.map { values[$0] } + [values[0]])
        guard updated == 0 else { return }
        let local = table.local.map { name, value -> (String, SQLValue) in
            switch value {
            case .pairing: (name, .id(pairing))
            case .number(let number): (name, .integer(number))
            }
        }
        try connection.insert(
            into: table.name, table.columns + local.map(\.0), rows: [values + local.map(\.1)])
    }

    /// Takes away a thing that was removed from a draft.
    package func remove(_ kind: CarriedKind, _ id: String) throws {
        let tables = CarriedTable.of(kind)
        for table in tables.dropFirst() {
            try connection.run("DELETE FROM \(table.name) WHERE \(table.columns[0]) = ?", [.text(id)])
        }
        if let main = tables.first { try connection.run("DELETE FROM \(main.name) WHERE id = ?", [.text(id)]) }
    }
}
