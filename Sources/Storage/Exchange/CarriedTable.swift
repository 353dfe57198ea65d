// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// A table of which rows are carried to another network, and which of its columns: what holds on this installation
/// alone (revisions, reminders, links into its plans) stays.
package struct CarriedTable: Sendable {
    package let name: String
    /// The first names the thing to which the row belongs.
    package let columns: [String]
    /// What a new row has besides.
    let local: [(String, Local)]

    enum Local: Sendable {
        case pairing
        case number(Int)
    }

    /// Whether the row counts its changes.
    var hasRevision: Bool { local.contains { $0.0 == "revision" } }

    private init(_ name: String, _ columns: [String], local: [(String, Local)] = []) {
        (self.name, self.columns, self.local) = (name, columns, local)
    }

    /// The tables of a kind: the one with one row for each thing, then those with its parts.
    package static func of(_ kind: CarriedKind) -> [CarriedTable] {
        switch kind {
        case .list: [list]
        case .special: [special]
        case .item: [item]
        case .milestone: [milestone]
        case .leg: [leg, legStep]
        case .cycle: [cycle, light]
        case .filing: [filing, line, area, figure, answer, remark, correction, filingStep]
        }
    }

    private static let own: [(String, Local)] = [("pairing_id", .pairing), ("revision", .number(1))]

    private static let list = CarriedTable(
        "year_plan",
        [
            "id", "year", "title", "edition", "old_area_at", "old_area_by", "eastern_at", "eastern_by",
            "first_agreed_at",
        ], local: own)
    private static let special = CarriedTable("special", ["id", "year_plan_id", "position", "title", "steering"])
    private static let item = CarriedTable(
        "work_item",
        [
            "id", "year_plan_id", "position", "area", "title", "measures", "goal", "leader_post", "leader_name",
            "start_day", "due_day", "agreed_start", "agreed_due", "agreed_joint", "weight", "is_joint", "special_id",
            "origin", "note",
        ], local: own)
    private static let milestone = CarriedTable(
        "milestone",
        [
            "id", "item_id", "due_day", "text", "weight", "position", "reached_on", "reached_by", "is_agreed",
            "is_dropped",
        ])
    private static let leg = CarriedTable(
        "work_leg",
        [
            "id", "item_id", "year", "parent_id", "position", "side", "organisation_id", "unit", "role", "state",
            "progress", "finished_by", "closed_at",
        ], local: own)
    private static let cycle = CarriedTable(
        "filing_cycle",
        [
            "id", "year_plan_id", "form", "period", "last_day", "due_day", "closes_day", "short_reason", "opened_at",
            "opened_by", "closed_at",
        ], local: own)
    private static let light = CarriedTable(
        "cycle_light", ["cycle_id", "number", "area", "level", "items", "preset", "version", "numbers"])
    private static let filing = CarriedTable(
        "filing",
        [
            "id", "cycle_id", "side", "organisation_id", "unit", "state", "asked", "prefilled", "first_submitted_at",
            "submitted_at", "submitted_by", "submitter", "is_for_unit", "accepted_at", "accepted_by", "accepter",
            "returns",
        ], local: own + [("reminders", .number(0))])
    private static let line = CarriedTable("filing_line", ["filing_id", "leg_id", "position"])
    private static let area = CarriedTable("filing_area", ["filing_id", "number", "area", "lines"])
    private static let figure = CarriedTable(
        "filing_figure",
        ["filing_id", "number", "indicator", "extent", "amount", "amount_before", "disputed", "at"])
    private static let answer = CarriedTable("filing_answer", ["filing_id", "leg_id", "field", "text"])
    private static let remark = CarriedTable(
        "filing_remark", ["filing_id", "leg_id", "field", "text", "at", "by_id", "by_name"])
    private static let correction = CarriedTable(
        "filing_correction",
        [
            "filing_id", "number", "leg_id", "field", "text_before", "text_after", "reason", "at", "by_id", "by_name",
        ])
    private static let filingStep = CarriedTable(
        "filing_step",
        [
            "owner_id", "number", "leg_id", "step", "from_state", "to_state", "part", "at", "by_id", "by_name", "note",
            "day",
        ])

    private static let legStep = CarriedTable(
        "loop_step", ["object_id", "number", "step", "from_state", "to_state", "at", "by_id", "by_name", "note"])

    /// The columns that hold numbers; all others hold text.
    private static let numbers: Set = [
        "year", "edition", "old_area_at", "eastern_at", "first_agreed_at", "position", "agreed_joint", "weight",
        "is_joint", "is_agreed", "is_dropped", "progress", "closed_at", "opened_at", "number", "items", "version",
        "asked", "prefilled", "first_submitted_at", "submitted_at", "is_for_unit", "accepted_at", "returns", "lines",
        "at", "amount", "amount_before", "disputed",
    ]

    /// Whether values are of the kinds that the columns hold: a lenient database would take others.
    package func holds(_ values: [SQLValue]) -> Bool {
        values.count == columns.count
            && zip(columns, values).allSatisfy { column, value in
                switch value {
                case .null: true
                case .integer: Self.numbers.contains(column)
                case .text: !Self.numbers.contains(column)
                case .real, .blob: false
                }
            }
    }
}
