// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// A thing as it is carried, for pages: its columns by name.
package struct CarriedThing: Sendable {
    package let kind: CarriedKind
    package let id: String
    private let record: CarriedRecord

    init(_ record: CarriedRecord) { (kind, id, self.record) = (record.kind, record.id, record) }

    /// A text of its own row; nil where it is empty.
    package subscript(_ column: String) -> String? { record.text(column) }
}

extension ExchangeComparison {
    /// What is here and what is in the file, those of the file last.
    package var things: [CarriedThing] { shown.map(CarriedThing.init) }
}

extension ExchangeLine {
    package var here: CarriedThing? { ours.map(CarriedThing.init) }
    package var there: CarriedThing? { theirs.map(CarriedThing.init) }

    /// What stands in a column.
    package enum Value: Hashable, Sendable {
        case text(String)
        case state(String)
        case at(Instant)
        /// In thousandths.
        case progress(Int)
        case flag(Bool)
    }

    /// One thing that differs.
    package struct Change: Hashable, Sendable {
        package let kind: CarriedKind
        /// Such as `work_leg.state`: the end of its label's key.
        package let column: String
        /// The share of which an answer speaks.
        package let share: String?
        package let before: Value?
        package let after: Value?
    }

    /// What differs between here and there, as far as it says something to people: numbers of rows and places do not.
    package var changes: [Change] {
        guard let theirs else { return [] }
        return ownChanges(theirs) + partChanges(theirs)
    }

    private static let told: [CarriedKind: [String]] = [
        .list: ["title", "old_area_by", "eastern_by"], .special: ["title", "steering"],
        .item: [
            "title", "area", "measures", "goal", "leader_post", "leader_name", "start_day", "due_day", "weight",
            "is_joint", "note",
        ], .milestone: ["due_day", "text", "reached_on", "reached_by", "is_dropped"],
        .leg: ["unit", "role", "state", "progress", "finished_by"],
        .cycle: ["due_day", "closes_day", "closed_at"],
        .filing: ["state", "submitter", "accepter", "returns"],
    ]

    private func ownChanges(_ theirs: CarriedRecord) -> [Change] {
        (Self.told[kind] ?? []).compactMap { column in
            let (before, after) = (ours?.value(column), theirs.value(column))
            guard before != after else { return nil }
            let table = theirs.rows.first?.table ?? ""
            return Change(
                kind: kind, column: table + "." + column, share: nil, before: before.flatMap { value($0, column) },
                after: after.flatMap { value($0, column) })
        }
    }

    private func value(_ value: SQLValue, _ column: String) -> Value? {
        switch value {
        case .text(let text): column == "state" ? .state(text) : .text(text)
        case .integer(let number):
            switch column {
            case "closed_at": .at(Instant(milliseconds: number))
            case "progress": .progress(Int(number))
            case "is_joint", "is_dropped": .flag(number == 1)
            default: .text(String(number))
            }
        default: nil
        }
    }

    /// The parts that people wrote, found by what tells them apart; those that stand on one side alone too.
    private func partChanges(_ theirs: CarriedRecord) -> [Change] {
        var changes: [Change] = []
        for (table, keys, text) in [
            ("filing_answer", ["leg_id", "field"], ["text"]),
            ("filing_remark", ["leg_id", "field"], ["text"]),
            ("filing_correction", ["number"], ["text_after", "reason"]),
            ("loop_step", ["number"], ["by_name", "note"]), ("filing_step", ["number"], ["by_name", "note"]),
        ] {
            let (before, after) = (parts(ours, table, keys, text), parts(theirs, table, keys, text))
            for key in Set(before.keys).union(after.keys).sorted() where before[key]?.text != after[key]?.text {
                changes.append(
                    Change(
                        kind: kind, column: table, share: after[key]?.share ?? before[key]?.share,
                        before: before[key].map { .text($0.text) }, after: after[key].map { .text($0.text) }))
            }
        }
        return changes
    }

    private func parts(
        _ record: CarriedRecord?, _ table: String, _ keys: [String], _ texts: [String]
    ) -> [String: (text: String, share: String?)] {
        guard let record, let carried = CarriedTable.of(kind).first(where: { $0.name == table }) else { return [:] }
        var parts: [String: (text: String, share: String?)] = [:]
        for row in record.rows.dropFirst() where row.table == table {
            func text(_ column: String) -> String? {
                guard let place = carried.columns.firstIndex(of: column) else { return nil }
                switch row.values[place] {
                case .text(let text): return text
                // Of one width, so that numbers sort as numbers.
                case .integer(let number): return String(1_000_000 + number)
                default: return nil
                }
            }
            parts[keys.map { text($0) ?? "" }.joined(separator: " ")] = (
                texts.compactMap(text).joined(separator: " · "), text("leg_id")
            )
        }
        return parts
    }
}
