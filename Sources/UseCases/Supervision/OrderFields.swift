// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

/// What a form says of an order.
struct OrderFields {
    static let names = ["matter", "basis", "task", "demand", "deadline", "shortReason", "level", "joint", "units"]
    private var values: [String: String]

    init(_ values: [String: String]) { self.values = values }

    init(_ order: SupervisionOrder, _ legs: [HandlingLeg]) {
        let units = legs.map { $0.unit + ($0.hasOwnDeadline ? " " + $0.deadline.description : "") }
        values = [
            "matter": order.matter, "basis": order.basis ?? "", "task": order.task?.text ?? "",
            "demand": order.demand ?? "", "deadline": order.deadline.description,
            "shortReason": order.shortReason ?? "", "level": order.level.rawValue,
            "joint": order.isJoint ? "true" : "", "units": units.joined(separator: "\n"),
        ]
    }

    var list: [EditableField] { Self.names.map { EditableField($0, values[$0] ?? "", isList: $0 == "units") } }

    /// As the record keeps them.
    var recorded: AuditFields { AuditFields(Self.names.map { ($0, cleanText(values[$0])) }) }

    subscript(name: String) -> String { (values[name] ?? "").trimmingWhitespace }

    /// The order and its legs with these fields. Throws invalid with every field that won't do.
    func applied(
        to order: SupervisionOrder, of pairing: Pairing, today: CalendarDate, _ connection: any SQLConnection,
        _ identifier: () -> Identifier<HandlingLeg>
    ) throws -> (SupervisionOrder, [HandlingLeg]) {
        var changed = order
        var failures: [ValidationFailure] = []
        func fail(_ field: String, _ message: String, _ arguments: [String: String] = [:]) {
            failures.append(ValidationFailure(field: field, message: message, arguments: arguments))
        }
        changed.matter = self["matter"]
        if !(1...200).contains(changed.matter.count) { fail("matter", "order.matterForm") }
        changed.basis = text("basis", fail)
        changed.demand = text("demand", fail)
        changed.shortReason = text("shortReason", fail)
        changed.isJoint = self["joint"] == "true"
        changed.level = SupervisionOrder.Level(rawValue: self["level"]) ?? .blue
        if let day = CalendarDate(iso: self["deadline"]) {
            if day < today { fail("deadline", "order.deadlinePast") }
            (changed.deadline, changed.originalDeadline) = (day, day)
        } else {
            fail("deadline", "correction.dateForm")
        }
        changed.task = nil
        if !self["task"].isEmpty {
            let task = try Identifier<PlanTask>(self["task"]).flatMap { try TaskQueries(connection).find($0) }
            if task?.pairing != order.pairing { fail("task", "order.taskUnknown") }
            changed.task = task?.id
        }
        let legs = try legs(of: changed, pairing, connection, identifier, fail)
        guard failures.isEmpty else { throw UseCaseError("order", .invalid(failures)) }
        return (changed, legs)
    }

    private func text(_ name: String, _ fail: (String, String, [String: String]) -> Void) -> String? {
        if self[name].count > 2_000 { fail(name, "order.textForm", [:]) }
        return cleanText(self[name])
    }

    /// One body on each line, with a day behind it where it has a deadline of its own.
    private func legs(
        of order: SupervisionOrder, _ pairing: Pairing, _ connection: any SQLConnection,
        _ identifier: () -> Identifier<HandlingLeg>, _ fail: (String, String, [String: String]) -> Void
    ) throws -> [HandlingLeg] {
        var legs: [HandlingLeg] = []
        for line in self["units"].split(whereSeparator: \.isNewline) {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            guard !words.isEmpty else { continue }
            let day = words.last.flatMap { CalendarDate(iso: $0) }
            let name = words.dropLast(day == nil ? 0 : 1).joined(separator: " ")
            guard let body = try bodyNamed(name, in: pairing.party(order.side).division, connection) else {
                fail("units", "order.unitUnknown", ["name": name])
                continue
            }
            if legs.contains(where: { $0.organisation == body.id }) { fail("units", "order.unitTwice", ["name": name]) }
            if let day, day > order.deadline { fail("units", "order.unitLater", ["name": name]) }
            var leg = HandlingLeg(
                id: identifier(), order: order.id, position: legs.count + 1, organisation: body.id, unit: body.name,
                deadline: day ?? order.deadline)
            leg.hasOwnDeadline = day != nil && day != order.deadline
            legs.append(leg)
        }
        if legs.count > 200 { fail("units", "order.unitsMany", [:]) }
        return legs
    }
}

/// A body by name, former name or other spelling, in a place or in one of its districts: the one that is in charge today.
func bodyNamed(_ name: String, in place: DivisionCode, _ connection: any SQLConnection) throws -> Organisation? {
    let queries = OrganisationQueries(connection)
    let known = try queries.matching(name, in: place).first ?? queries.matching(name, in: nil).first
    let found =
        try known
        ?? queries.page(OrganisationFilter(place: place, text: name), after: nil, limit: 50).first { $0.name == name }
    return try found.flatMap { try queries.find(queries.inCharge(of: $0.id)) }
}

extension SupervisionOrder {
    /// What must be there before it can be approved; empty where nothing is missing.
    func gaps(_ legs: [HandlingLeg], today: CalendarDate) throws -> [ValidationFailure] {
        var gaps: [ValidationFailure] = []
        func miss(_ field: String, _ message: String) {
            gaps.append(ValidationFailure(field: field, message: message))
        }
        if basis == nil { miss("basis", "order.basisMissing") }
        if demand == nil { miss("demand", "order.demandMissing") }
        if legs.isEmpty { miss("units", "order.unitsMissing") }
        if legs.contains(where: { $0.deadline < today }) || deadline < today { miss("deadline", "order.deadlinePast") }
        if try isShortNotice(legs, today: today), shortReason == nil { miss("shortReason", "order.shortReasonMissing") }
        return gaps
    }

    /// Whether a body has less than the least notice from `today` on.
    func isShortNotice(_ legs: [HandlingLeg], today: CalendarDate) throws -> Bool {
        let calendar = try WorkingCalendar.shipped.get()
        return ([deadline] + legs.map(\.deadline)).contains {
            calendar.workingDays(after: today, through: $0) < Self.leastNotice
        }
    }
}
