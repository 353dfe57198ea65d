// SPDX-License-Identifier: Apache-2.0
import Definitions
import DocumentEngine
package import Domain
import SQLCore
import Storage

/// What a yearly list begins with.
package struct YearPlanStart: Sendable {
    /// The code of the pairing.
    package let pairing: String
    package let year: Int
    /// The tasks of the adopted plans that run in that year.
    package var takesTasks: Bool
    /// What is unfinished in the list of the year before.
    package var takesUnfinished: Bool
    /// What the safeguards of the plans ask for again and again.
    package var takesSafeguards: Bool

    package init(
        pairing: String, year: Int, takesTasks: Bool = true, takesUnfinished: Bool = true, takesSafeguards: Bool = true
    ) {
        (self.pairing, self.year, self.takesTasks) = (pairing, year, takesTasks)
        (self.takesUnfinished, self.takesSafeguards) = (takesUnfinished, takesSafeguards)
    }
}

extension UseCases {
    /// Begins the yearly list of a pairing. Throws conflict where that year has one already.
    package func startYearPlan(_ caller: Caller, _ start: YearPlanStart) async throws -> Identifier<YearPlan> {
        try await write(caller) { connection in
            let directory = try PairingDirectory(connection)
            guard let pairing = directory.pairings.first(where: { $0.code == start.pairing }) else {
                throw UseCaseError("pairing", .notFound)
            }
            try caller.require(.planWork, on: directory.object(pairing.id), "yearPlan", knowing: .readDirectory)
            guard (pairing.term.from...pairing.term.to + 1).contains(start.year) else {
                throw UseCaseError(
                    "yearPlan",
                    .invalid([
                        ValidationFailure(
                            field: "year", message: "yearPlan.yearBeyond",
                            arguments: ["from": String(pairing.term.from), "to": String(pairing.term.to + 1)])
                    ]))
            }
            try requireKeptHere(pairing.id, "yearPlan", connection)
            let plan = YearPlan(
                id: surroundings.identifier(), pairing: pairing.id, year: start.year, title: String(start.year))
            do {
                try connection.savepoint { try YearPlanQueries(connection).insert(YearPlanRecord(plan: plan)) }
            } catch let error as SQLError where error.cause.isUniqueViolation {
                throw UseCaseError("yearPlan", .conflict(reason: "yearPlan.exists"))
            }
            var maker = try ItemMaker(self, plan, pairing, connection)
            if start.takesUnfinished { try maker.takeUnfinished() }
            if start.takesTasks { try maker.takeTasks() }
            if start.takesSafeguards { try maker.takeSafeguards() }
            try maker.write()
            try record(
                connection, caller, "start", .yearPlan(plan),
                after: ["year": String(start.year), "items": String(maker.items.count)])
            return plan.id
        }
    }
}

/// Makes the first items of a yearly list out of what is there.
struct ItemMaker {
    private let useCases: UseCases
    private let plan: YearPlan
    private let pairing: Pairing
    private let connection: any SQLConnection
    private let spellings: OrganisationDirectory
    private(set) var items: [WorkItemRecord] = []
    private var legs: [WorkLegRecord] = []
    private var milestones: [Milestone] = []
    private var tasks: [(item: Identifier<WorkItem>, task: Identifier<PlanTask>)] = []

    init(_ useCases: UseCases, _ plan: YearPlan, _ pairing: Pairing, _ connection: any SQLConnection) throws {
        (self.useCases, self.plan, self.pairing, self.connection) = (useCases, plan, pairing, connection)
        spellings = try OrganisationDirectory()
    }

    /// The tasks of every plan whose years hold this one; those that an unfinished item serves are there already.
    mutating func takeTasks() throws {
        let served = Set(tasks.map(\.task))
        let ended = try TaskFateQueries(connection).ended(in: pairing.id)
        for found in try runningPlans() {
            let records = try TaskQueries(connection).all(of: found.plan.id)
            let duties = try TaskQueries(connection).responsibilities(of: records.map(\.id))
            let drafted = try draftedTasks(of: found.plan)
            for task in records where !served.contains(task.id) && !ended.contains(task.id) {
                var item = newItem(task.title ?? task.area, .task)
                item.area = String(task.area.prefix(ItemFields.Name.area.longest))
                item.measures = String(task.text.prefix(ItemFields.Name.measures.longest))
                item.goal = goals(of: drafted[task.path])
                add(item)
                tasks.append((item.id, task.id))
                addLegs(to: item.id, duties[task.id] ?? [])
            }
        }
    }

    /// What is to be reached, as the document words it: the targets of the task that are not of another year.
    private func goals(of task: DraftTask?) -> String {
        let targets = (task?.targets ?? []).filter { target in
            switch target.by {
            case .year(let year)?: year >= plan.year
            case .date(let day)?: day.year >= plan.year
            case nil: true
            }
        }
        var texts: [String] = []
        for target in targets where !texts.contains(target.text) { texts.append(target.text) }
        return String(texts.joined(separator: "\n").prefix(ItemFields.Name.goal.longest))
    }

    /// What the cooperation itself asks for again and again is done by the bodies that the safeguard names, else by the
    /// offices of both cities.
    mutating func takeSafeguards() throws {
        let office = try MessageCatalogue().text("work.officeBody", .chinese)
        for found in try runningPlans() {
            for safeguard in try draft(of: found.plan)?.safeguards ?? [] {
                let bodies = try bodies(of: safeguard.responsible)
                for duty in safeguard.obligations where duty.every != nil {
                    var item = newItem(String(duty.text.prefix(ItemFields.Name.title.longest)), .safeguard)
                    item.area = String(safeguard.title.prefix(ItemFields.Name.area.longest))
                    // One sentence may ask for visits and for meetings: it is one line of the list.
                    guard !items.contains(where: { $0.item.title == item.title && $0.item.area == item.area }) else {
                        continue
                    }
                    add(item)
                    for body in bodies { addLeg(to: item.id, body) }
                    guard bodies.isEmpty else { continue }
                    for side in Side.allCases { addLeg(to: item.id, side, nil, office, .lead) }
                }
            }
        }
    }

    /// The bodies that a safeguard names, as far as the directory has them; groups under their own names.
    private func bodies(of responsible: DraftResponsibility) throws -> [Responsibility] {
        try responsible.expanded.flatMap { unit in
            let cities: [String?] =
                switch unit.bearer {
                case .unit(let city): [city]
                case .group(_, let cities): cities.isEmpty ? [nil] : cities.map { $0 }
                }
            return try cities.map { city in
                let side = city.flatMap { city in Side.allCases.first { pairing.party($0).name == city } }
                let body = try side.flatMap { try useCases.body(unit.unit, $0, pairing, spellings, connection) }
                return Responsibility(
                    side: side, unit: unit.unit, organisation: body, scope: nil, role: unit.role,
                    isUncertain: unit.isUncertain)
            }
        }
    }

    /// The items of the year before of which a leg is not at its end, with those legs.
    mutating func takeUnfinished() throws {
        guard let before = try YearPlanQueries(connection).find(pairing.id, year: plan.year - 1) else { return }
        let queries = WorkItemQueries(connection)
        let (olds, oldLegs) = (
            try queries.all(of: before.plan.id), try WorkLegQueries(connection).all(of: before.plan.id)
        )
        let oldTasks = try queries.tasks(of: before.plan.id)
        for old in olds.map(\.item) {
            // What is reported done runs to its end where it is.
            let open = (oldLegs[old.id] ?? []).filter {
                $0.leg.parent == nil && WorkLeg.table.line($0.leg.state, .carry) != nil
            }
            guard !open.isEmpty else { continue }
            var item = newItem(old.title, .carried)
            (item.area, item.measures, item.goal, item.weight) = (old.area, old.measures, old.goal, old.weight)
            (item.leaderPost, item.leaderName, item.isJoint) = (old.leaderPost, old.leaderName, old.isJoint)
            item.ancestor = old.id
            add(item)
            for leg in open {
                addLeg(to: item.id, leg.leg.side, leg.leg.organisation, leg.leg.unit, leg.leg.role)
            }
            tasks += (oldTasks[old.id] ?? []).map { (item.id, $0) }
        }
    }

    func write() throws {
        try WorkItemQueries(connection).insert(items)
        try WorkItemQueries(connection).insertTasks(tasks)
        try WorkItemQueries(connection).insert(milestones)
        try WorkLegQueries(connection).insert(legs)
    }

    private func newItem(_ title: String, _ origin: WorkItem.Origin) -> WorkItem {
        WorkItem(
            id: useCases.surroundings.identifier(), yearPlan: plan.id, pairing: pairing.id,
            position: items.count + 1, title: String(title.prefix(ItemFields.Name.title.longest)),
            start: CalendarDate(year: plan.year, month: 1, day: 1),
            due: CalendarDate(year: plan.year, month: 12, day: 31), origin: origin)
    }

    private mutating func add(_ item: WorkItem) { items.append(WorkItemRecord(item: item)) }

    /// Where a task names bodies and none of them leads, the first of each side does, as in tables that are imported.
    private mutating func addLegs(to item: Identifier<WorkItem>, _ duties: [Responsibility]) {
        let isLed = duties.contains { $0.role == .lead }
        var led: Set<Side> = []
        for var duty in duties {
            let isFirst = led.insert(duty.side ?? .oldArea).inserted
            if duty.role == nil && isFirst && !isLed { duty.role = .lead }
            addLeg(to: item, duty)
        }
    }

    /// A group is one leg under its own name, a body of neither side one on that of the old area.
    private mutating func addLeg(to item: Identifier<WorkItem>, _ duty: Responsibility) {
        addLeg(to: item, duty.side ?? .oldArea, duty.organisation, duty.unit, duty.role ?? .cooperate)
    }

    private mutating func addLeg(
        to item: Identifier<WorkItem>, _ side: Side, _ body: Identifier<Organisation>?, _ unit: String, _ role: DutyRole
    ) {
        let own = legs.filter { $0.leg.item == item }
        guard !own.contains(where: { $0.leg.side == side && $0.leg.unit == unit }) else { return }
        legs.append(
            WorkLegRecord(
                leg: WorkLeg(
                    id: useCases.surroundings.identifier(), item: item, side: side, organisation: body, unit: unit,
                    role: role), pairing: pairing.id, year: plan.year, position: own.count + 1))
    }

    private func runningPlans() throws -> [PlanRecord] {
        try PlanQueries(connection).all(of: pairing.id).filter { found in
            found.plan.period.map { ($0.from...$0.to).contains(plan.year) } ?? true
        }
    }

    private func draft(of plan: Plan) throws -> PlanDraft? {
        guard let version = try PlanQueries(connection).versions(of: plan.id).max(by: { $0.number < $1.number }),
            let record = try DraftQueries(connection).find(version.draft)
        else { return nil }
        return try PlanDraft(json: record.plan)
    }

    private func draftedTasks(of plan: Plan) throws -> [String: DraftTask] {
        let tasks = try draft(of: plan)?.areas.flatMap(\.tasks) ?? []
        return Dictionary(tasks.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
