// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Brings the bodies of an item to what its fields say: new ones get a leg, those that are gone lose one that nobody
    /// has begun. Throws invalid where a body that is at work would be dropped.
    func saveBodies(_ fields: ItemFields, of item: WorkItem, _ desk: WorkDesk) throws {
        let queries = WorkLegQueries(desk.connection)
        var legs = try queries.all(of: item.id)
        let spellings = try OrganisationDirectory()
        var failures: [ValidationFailure] = []
        for name in ItemFields.Name.allCases {
            guard let duty = name.duty else { continue }
            let wanted = fields.bodies(name)
            for leg in legs where leg.leg.parent == nil && leg.leg.side == duty.side && leg.leg.role == duty.role {
                guard !wanted.contains(leg.leg.unit), leg.leg.state != .withdrawn else { continue }
                guard leg.leg.state == .planned else {
                    failures.append(
                        ValidationFailure(
                            field: name.rawValue, message: "item.bodyAtWork", arguments: ["body": leg.leg.unit]))
                    continue
                }
                try queries.remove(leg.leg.id)
                legs.removeAll { $0.leg.id == leg.leg.id }
            }
            for unit in wanted {
                let known = legs.first { $0.leg.parent == nil && $0.leg.side == duty.side && $0.leg.unit == unit }
                if let known, known.leg.role == duty.role { continue }
                if known != nil {
                    failures.append(
                        ValidationFailure(
                            field: name.rawValue, message: "item.bodyTwice", arguments: ["body": unit]))
                    continue
                }
                let leg = WorkLeg(
                    id: surroundings.identifier(), item: item.id, side: duty.side,
                    organisation: try body(unit, duty.side, desk.pairing, spellings, desk.connection), unit: unit,
                    role: duty.role)
                let record = WorkLegRecord(
                    leg: leg, pairing: desk.pairing.id, year: desk.plan.year,
                    position: (legs.map(\.position).max() ?? 0) + 1)
                try queries.insert([record])
                legs.append(record)
            }
        }
        guard failures.isEmpty else { throw UseCaseError("item", .invalid(failures)) }
    }

    /// Brings the milestones to what the quarters' fields say: a line is a milestone, the first line the first one.
    /// Throws invalid where one that is reached would be dropped.
    func saveMilestones(_ fields: ItemFields, of item: WorkItem, _ desk: WorkDesk) throws {
        let queries = WorkItemQueries(desk.connection)
        let known = try queries.milestones(of: [item.id])[item.id] ?? []
        for name in ItemFields.Name.allCases {
            guard let quarter = name.quarter else { continue }
            let present = known.filter { ($0.due.month + 2) / 3 == quarter }
            let lines = fields.milestones(name)
            for (number, line) in lines.enumerated() {
                if number < present.count {
                    var changed = present[number]
                    changed.text = line
                    if changed != present[number] { try queries.update(changed) }
                } else if let due = lastDay(of: quarter, desk.plan.year, item) {
                    try queries.insert([
                        Milestone(id: surroundings.identifier(), item: item.id, due: due, text: line)
                    ])
                }
            }
            for milestone in present.dropFirst(lines.count) {
                guard milestone.reachedOn == nil else {
                    throw UseCaseError(
                        "item", .invalid([ValidationFailure(field: name.rawValue, message: "item.milestoneReached")]))
                }
                try queries.remove(milestone.id)
            }
        }
    }

    /// The last day of a quarter, or the item's own where it is due before.
    private func lastDay(of quarter: Int, _ year: Int, _ item: WorkItem) -> CalendarDate? {
        guard let days = Period("\(year)Q\(quarter)")?.days else { return nil }
        if let due = item.due, days.contains(due) { return due }
        return days.upperBound
    }
}
