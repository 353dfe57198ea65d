// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Brings the bodies of an item to what its fields say: new ones get a leg, those that are gone lose one that nobody
    /// has begun, those that stand in another column now have another role. Throws invalid where a body that is at work
    /// would be dropped.
    func saveBodies(_ fields: ItemFields, of item: WorkItem, _ desk: WorkDesk) throws {
        let queries = WorkLegQueries(desk.connection)
        let all = try queries.all(of: item.id)
        var present = all.filter { $0.leg.parent == nil && $0.leg.state != .withdrawn }
        var position = all.map(\.position).max() ?? 0
        let columns = ItemFields.Name.allCases.compactMap { name in
            name.duty.map { (name: name, side: $0.side, role: $0.role, bodies: fields.bodies(name)) }
        }
        var failures: [ValidationFailure] = []
        func fail(_ name: ItemFields.Name, _ message: String, _ body: String) {
            failures.append(ValidationFailure(field: name.rawValue, message: message, arguments: ["body": body]))
        }
        for leg in present {
            let own = columns.first { $0.side == leg.leg.side && $0.role == leg.leg.role }
            guard !columns.contains(where: { $0.side == leg.leg.side && $0.bodies.contains(leg.leg.unit) }) else {
                continue
            }
            if leg.leg.state == .planned {
                try queries.remove(leg.leg.id)
                present.removeAll { $0.leg.id == leg.leg.id }
            } else if let own {
                fail(own.name, "item.bodyAtWork", leg.leg.unit)
            }
        }
        let spellings = try OrganisationDirectory()
        var taken: Set<String> = []
        for column in columns {
            for unit in column.bodies {
                guard taken.insert(column.side.rawValue + unit).inserted else {
                    fail(column.name, "item.bodyTwice", unit)
                    continue
                }
                if var known = present.first(where: { $0.leg.side == column.side && $0.leg.unit == unit }) {
                    guard known.leg.role != column.role else { continue }
                    known.leg.role = column.role
                    try save(&known, desk.connection)
                    continue
                }
                position += 1
                let leg = WorkLeg(
                    id: surroundings.identifier(), item: item.id, side: column.side,
                    organisation: try body(unit, column.side, desk.pairing, spellings, desk.connection), unit: unit,
                    role: column.role)
                try queries.insert([
                    WorkLegRecord(leg: leg, pairing: desk.pairing.id, year: desk.plan.year, position: position)
                ])
            }
        }
        guard failures.isEmpty else { throw UseCaseError("item", .invalid(failures)) }
    }

    /// Brings the milestones to what the quarters' fields say, one a line. A line that stands there already is the same
    /// milestone wherever it stands now; of the others the first takes the place of the first that is gone. One that
    /// both cities agreed to is struck out until both agree to that.
    ///
    /// Throws invalid where one that is reached would be dropped or said in other words.
    func saveMilestones(_ fields: ItemFields, of item: WorkItem, _ desk: WorkDesk) throws {
        let queries = WorkItemQueries(desk.connection)
        let known = try queries.milestones(of: [item.id])[item.id] ?? []
        var position = 0
        for name in ItemFields.Name.allCases {
            guard let quarter = name.quarter else { continue }
            var left = known.filter { ($0.due.month + 2) / 3 == quarter && !$0.isDropped }
            let lines = fields.milestones(name)
            var matches: [Milestone?] = lines.map { line in
                left.firstIndex { $0.text == line }.map { left.remove(at: $0) }
            }
            for place in lines.indices where matches[place] == nil {
                guard let next = left.firstIndex(where: { $0.reachedOn == nil && !$0.isAgreed }) else { break }
                matches[place] = left.remove(at: next)
            }
            for milestone in left {
                guard milestone.reachedOn == nil else {
                    throw UseCaseError(
                        "item", .invalid([ValidationFailure(field: name.rawValue, message: "item.milestoneReached")]))
                }
                try drop(milestone, queries)
            }
            for (line, match) in zip(lines, matches) {
                position += 1
                if var milestone = match {
                    (milestone.text, milestone.position) = (line, position)
                    if milestone != match { try queries.update(milestone) }
                } else if let due = lastDay(of: quarter, desk.plan.year, item) {
                    try queries.insert([
                        Milestone(
                            id: surroundings.identifier(), item: item.id, due: due, text: line, position: position)
                    ])
                }
            }
        }
    }

    private func drop(_ milestone: Milestone, _ queries: WorkItemQueries) throws {
        guard milestone.isAgreed else { return try queries.remove(milestone.id) }
        var dropped = milestone
        dropped.isDropped = true
        try queries.update(dropped)
    }

    /// The last day of a quarter, or the item's own where it is due before.
    private func lastDay(of quarter: Int, _ year: Int, _ item: WorkItem) -> CalendarDate? {
        guard let days = Period("\(year)Q\(quarter)")?.days else { return nil }
        if let due = item.due, days.contains(due) { return due }
        return days.upperBound
    }
}
