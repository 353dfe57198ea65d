// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine

/// An item as people read and write it: one text for each column of the yearly list.
package struct ItemFields: Sendable {
    /// The columns in the order in which lists print them.
    package enum Name: String, CaseIterable, Sendable {
        case position, area, title, goal, measures, leaderPost, leaderName
        case oldAreaLead, oldAreaUnits, easternLead, easternUnits
        case start, due, q1, q2, q3, q4, weight, isJoint, special, note

        /// The side and the role of the bodies in it; nil for other columns.
        var duty: (side: Side, role: DutyRole)? {
            switch self {
            case .oldAreaLead: (.oldArea, .lead)
            case .oldAreaUnits: (.oldArea, .cooperate)
            case .easternLead: (.eastern, .lead)
            case .easternUnits: (.eastern, .cooperate)
            default: nil
            }
        }

        /// The quarter whose milestones stand in it, from 1.
        var quarter: Int? {
            switch self {
            case .q1: 1
            case .q2: 2
            case .q3: 3
            case .q4: 4
            default: nil
            }
        }

        /// How many characters it may have.
        package var longest: Int {
            switch self {
            case .measures: 20_000
            case .note: 4_000
            case .goal, .oldAreaUnits, .easternUnits, .q1, .q2, .q3, .q4: 2_000
            case .title, .oldAreaLead, .easternLead: 500
            default: 200
            }
        }
    }
    package var values: [String: String]

    package init(_ values: [String: String]) { self.values = values }

    package subscript(_ name: Name) -> String { (values[name.rawValue] ?? "").trimmingWhitespace }

    /// Whether they say that both cities answer for it.
    package var isOfBoth: Bool { PlainCell.flag(self[.isJoint]) ?? false }

    var list: [EditableField] { Name.allCases.map { EditableField($0.rawValue, values[$0.rawValue] ?? "") } }

    /// The bodies of a cell, each once.
    func bodies(_ name: Name) -> [String] { PlainCell.names(self[name]) }

    /// The milestones of a cell, one a line.
    func milestones(_ name: Name) -> [String] {
        self[name].replacing("\r\n", with: "\n").split(separator: "\n").map { String($0).trimmingWhitespace }
            .filter { !$0.isEmpty }
    }
}

extension ItemFields {
    init(_ item: WorkItem, legs: [WorkLeg], milestones: [Milestone], special: Special?) {
        var values: [String: String] = [
            "position": String(item.position), "area": item.area, "title": item.title, "goal": item.goal,
            "measures": item.measures, "leaderPost": item.leaderPost, "leaderName": item.leaderName,
            "start": item.start?.description ?? "", "due": item.due?.description ?? "", "weight": String(item.weight),
            "isJoint": item.isJoint ? "1" : "", "special": special?.title ?? "", "note": item.note,
        ]
        for name in Name.allCases {
            if let duty = name.duty {
                let own = legs.filter { $0.parent == nil && $0.side == duty.side && $0.role == duty.role }
                values[name.rawValue] = PlainCell.text(own.filter { $0.state != .withdrawn }.map(\.unit))
            } else if let quarter = name.quarter {
                values[name.rawValue] = milestones.filter { ($0.due.month + 2) / 3 == quarter && !$0.isDropped }.map(
                    \.text
                )
                .joined(separator: "\n")
            }
        }
        self.init(values)
    }

    /// The item with these fields. Bodies and milestones are the caller's to read. Throws invalid with every field that
    /// won't do.
    func applied(to item: WorkItem, year: Int, specials: [Special]) throws -> WorkItem {
        var changed = item
        var failures: [ValidationFailure] = []
        func fail(_ name: Name, _ message: String, _ arguments: [String: String] = [:]) {
            failures.append(ValidationFailure(field: name.rawValue, message: message, arguments: arguments))
        }
        for name in Name.allCases where self[name].count > name.longest {
            fail(name, "item.tooLong", ["longest": String(name.longest)])
        }
        (changed.area, changed.title, changed.goal) = (self[.area], self[.title], self[.goal])
        (changed.measures, changed.note) = (self[.measures], self[.note])
        (changed.leaderPost, changed.leaderName) = (self[.leaderPost], self[.leaderName])
        if changed.title.isEmpty { fail(.title, "item.titleMissing") }
        func day(_ name: Name) -> CalendarDate? {
            guard !self[name].isEmpty else { return nil }
            let day = PlainCell.day(self[name])
            if day == nil { fail(name, "item.dayForm") }
            // What goes on may have begun long ago; nothing of this list is due after the year that follows it.
            if let day, day.year > year + 1 || (name == .due && day.year < year) || day.year < 2_000 {
                fail(name, "item.dayBeyond", ["year": String(year)])
            }
            return day
        }
        (changed.start, changed.due) = (day(.start), day(.due))
        if let start = changed.start, let due = changed.due, start > due { fail(.due, "item.endsBefore") }
        changed.weight = Int(self[.weight].isEmpty ? "1" : self[.weight]) ?? 0
        if !(1...100).contains(changed.weight) { fail(.weight, "item.weightForm") }
        changed.isJoint = PlainCell.flag(self[.isJoint]) ?? false
        if PlainCell.flag(self[.isJoint]) == nil && !self[.isJoint].isEmpty { fail(.isJoint, "item.flagForm") }
        changed.special = specials.first { $0.title == self[.special] }?.id
        if changed.special == nil && !self[.special].isEmpty { fail(.special, "item.specialUnknown") }
        if let position = Int(self[.position].isEmpty ? String(item.position) : self[.position]), position >= 1 {
            changed.position = position
        } else {
            fail(.position, "item.positionForm")
        }
        guard failures.isEmpty else { throw UseCaseError("item", .invalid(failures)) }
        return changed
    }
}
