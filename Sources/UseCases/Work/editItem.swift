// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// Adds an item at the end of a yearly list. Throws invalid with the fields of the form.
    @discardableResult
    package func addItem(
        _ caller: Caller, plan id: String, _ values: [String: String]
    ) async throws -> Identifier<WorkItem> {
        try await addItems(caller, plan: id, [values])[0]
    }

    /// Adds items at the end of a yearly list: all of them, or none where one won't do.
    package func addItems(
        _ caller: Caller, plan id: String, _ rows: [[String: String]]
    ) async throws -> [Identifier<WorkItem>] {
        try await write(caller) { connection in
            var desk = try findYearPlan(toChange: id, caller, connection)
            guard (1...Self.mostItems).contains(rows.count) else {
                throw UseCaseError(
                    "item",
                    .invalid([
                        ValidationFailure(
                            field: "rows", message: "item.tooMany", arguments: ["most": String(Self.mostItems)])
                    ]))
            }
            var position = try WorkItemQueries(connection).lastPosition(in: desk.plan.id)
            var ids: [Identifier<WorkItem>] = []
            for values in rows {
                position += 1
                ids.append(try insertItem(values, at: position, desk, caller).id)
            }
            try touch(&desk)
            return ids
        }
    }

    /// Adds an item with these fields at a place of a list that is held. Throws invalid with the fields.
    @discardableResult
    func insertItem(
        _ values: [String: String], at position: Int, _ desk: WorkDesk, _ caller: Caller
    ) throws -> WorkItem {
        let empty = emptyItem(in: desk, at: position)
        let start = ItemFields(empty, legs: [], milestones: [], special: nil)
        var fields = ItemFields(start.values.merging(values) { $1 })
        fields.values["position"] = String(position)
        let item = try fields.applied(to: empty, year: desk.plan.year, specials: specials(of: desk))
        try WorkItemQueries(desk.connection).insert([WorkItemRecord(item: item)])
        try saveBodies(fields, of: item, desk)
        try saveMilestones(fields, of: item, desk)
        try record(desk.connection, caller, "add", .item(item), after: recorded(nil, fields))
        return item
    }

    func emptyItem(in desk: WorkDesk, at position: Int) -> WorkItem {
        WorkItem(
            id: surroundings.identifier(), yearPlan: desk.plan.id, pairing: desk.pairing.id, position: position,
            title: "", start: CalendarDate(year: desk.plan.year, month: 1, day: 1),
            due: CalendarDate(year: desk.plan.year, month: 12, day: 31))
    }

    /// So many items are added at once.
    package static let mostItems = 1_000

    /// Changes an item, merged with what others have changed since. Throws `EditCollision`, invalid, forbidden.
    package func editItem(_ caller: Caller, id: String, _ edit: Edit) async throws {
        try await write(caller) { connection in
            var (desk, before) = try findItem(toChange: id, caller, connection)
            let present = try fields(of: before.item, desk)
            let values: [String: String]
            do {
                values = try edit.merged(into: present.list, revision: before.item.revision, "item")
            } catch let collision as EditCollision {
                throw try named(collision, "item", before.item.id.text, connection)
            }
            let fields = ItemFields(values)
            guard fields.list != present.list else { return }
            var changed = before
            changed.item = try fields.applied(
                to: before.item, year: desk.plan.year, specials: specials(of: desk))
            changed.item.revision += 1
            if changed.item.position != before.item.position {
                changed.item.position = try move(changed.item, desk)
            }
            guard try WorkItemQueries(connection).update(changed) else {
                throw UseCaseError("item", .stale(revision: before.item.revision))
            }
            try saveBodies(fields, of: changed.item, desk)
            try saveMilestones(fields, of: changed.item, desk)
            try touch(&desk)
            try record(
                connection, caller, "change", .item(changed.item), before: recorded(fields, present),
                after: recorded(present, fields))
        }
    }

    /// Takes an item out of a list. Once both cities have agreed to it, its bodies are withdrawn instead, which says why.
    package func removeItem(_ caller: Caller, id: String, revision: Int?) async throws {
        try await write(caller) { connection in
            var (desk, record) = try findItem(toChange: id, caller, connection)
            guard revision == nil || revision == record.item.revision else {
                throw UseCaseError("item", .stale(revision: record.item.revision))
            }
            let legs = try WorkLegQueries(connection).all(of: record.item.id)
            guard legs.allSatisfy({ $0.leg.state == .planned }) else {
                throw UseCaseError("item", .conflict(reason: "item.underWay"))
            }
            let fields = try fields(of: record.item, desk)
            for leg in legs.reversed() { try WorkLegQueries(connection).remove(leg.leg.id) }
            try WorkItemQueries(connection).remove(record.item.id)
            try touch(&desk)
            try self.record(connection, caller, "remove", .item(record.item), before: recorded(nil, fields))
        }
    }

    /// The item of an address with its list. Throws notFound where the caller may not know of it.
    func findItem(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (desk: WorkDesk, record: WorkItemRecord) {
        guard let id = Identifier<WorkItem>(id), let record = try WorkItemQueries(connection).find(id) else {
            throw UseCaseError("item", .notFound)
        }
        return (try findYearPlan(record.item.yearPlan.text, caller, connection), record)
    }

    private func findItem(
        toChange id: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (desk: WorkDesk, record: WorkItemRecord) {
        let found = try findItem(id, caller, connection)
        let desk = try findYearPlan(toChange: found.desk.plan.id.text, caller, connection)
        // Read again: the list is held now, and with it its items.
        guard let record = try WorkItemQueries(connection).find(found.record.item.id) else {
            throw UseCaseError("item", .notFound)
        }
        return (desk, record)
    }

    func specials(of desk: WorkDesk) throws -> [Special] {
        try YearPlanQueries(desk.connection).specials(of: desk.plan.id)
    }

    func fields(of item: WorkItem, _ desk: WorkDesk) throws -> ItemFields {
        ItemFields(
            item, legs: try WorkLegQueries(desk.connection).all(of: item.id).map(\.leg),
            milestones: try WorkItemQueries(desk.connection).milestones(of: [item.id])[item.id] ?? [],
            special: try specials(of: desk).first { $0.id == item.special })
    }

    /// Puts the item where its number says and the others around it. Returns the number that it has then.
    private func move(_ item: WorkItem, _ desk: WorkDesk) throws -> Int {
        let queries = WorkItemQueries(desk.connection)
        var others = try queries.all(of: desk.plan.id).map(\.item).filter { $0.id != item.id }
        let place = min(max(1, item.position), others.count + 1)
        others.insert(item, at: place - 1)
        for (number, other) in others.enumerated() where other.id != item.id && other.position != number + 1 {
            try queries.setPosition(number + 1, of: other.id)
        }
        return place
    }

    /// What differs from `other`, for the record; all that is filled where there is no other.
    func recorded(_ other: ItemFields?, _ fields: ItemFields) -> AuditFields {
        AuditFields(
            ItemFields.Name.allCases.filter { other == nil ? !fields[$0].isEmpty : other?[$0] != fields[$0] }
                .map { ($0.rawValue, fields[$0]) })
    }
}
