// SPDX-License-Identifier: Apache-2.0
import App
import ArgumentParser
import Domain
import SQLCore
import Storage
import UseCases

struct FilingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filings",
        abstract:
            "Opens a quarter for 20 pairings with 60 bodies and 30 shares each, reads who has handed in beside ten years"
            + " of such quarters, and hands in 500 filings by 16 people at once.")
    @Option var database: String
    @Option var data: String
    @Option var bodies = 60
    @Option var shares = 30

    func run() async throws {
        let settings = try await readSettings(flags: ["database": database, "data": data], environment: [:], file: nil)
        let program = try await Program.open(settings)
        let useCases = program.useCases
        let pairings = Array(try await program.database.read { try PairingQueries($0).all() }.prefix(20))
        let world = InventedWork(
            now: useCases.surroundings.now(), random: useCases.surroundings.random, bodies: bodies, shares: shares)
        let people = try await program.database.write { try world.insertPeople(of: pairings, $0) }
        for pairing in pairings { try await program.database.write { try world.insert(pairing, people, $0) } }
        if program.database.dialect.engine == .postgres {
            try await program.database.write { try $0.run("ANALYZE", []) }
        }
        let name = program.database.dialect.engine == .postgres ? "postgresql" : "sqlite"
        let opened = try await open(useCases, world, pairings, people, name)
        try await readAll(useCases, opened, people[0].caller, name)
        try await submit(useCases, opened, people, name)
        await program.close()
    }

    private func open(
        _ useCases: UseCases, _ world: InventedWork, _ pairings: [Pairing], _ people: [InventedWork.Person],
        _ name: String
    ) async throws -> [String] {
        let clock = ContinuousClock()
        var opened: [String] = []
        let period = Period(.quarter, holding: world.now.day)
        let time = try await clock.measure {
            for pairing in pairings {
                let due = try world.day(20), closes = try world.day(40)
                opened.append(
                    try await useCases.openCycle(
                        people[0].caller,
                        NewFilingCycle(
                            pairing: pairing.code, form: "progress", period: period.description, due: due,
                            closes: closes)
                    ).text)
            }
        }
        report("\(name), a quarter opens for \(pairings.count * bodies) bodies", time.seconds, "s")
        return opened
    }

    private func readAll(_ useCases: UseCases, _ cycles: [String], _ caller: Caller, _ name: String) async throws {
        let clock = ContinuousClock()
        var (one, all): ([Double], [Double]) = ([], [])
        for round in 0..<200 {
            let id = cycles[round % cycles.count]
            one.append(try await clock.measure { _ = try await useCases.cycle(caller, id: id) }.seconds * 1_000)
            all.append(try await clock.measure { _ = try await useCases.cycles(caller) }.seconds * 1_000)
        }
        report("\(name), who has handed in for a cycle, p99 of 200", one.sorted()[197], "ms")
        report("\(name), all cycles, p99 of 200", all.sorted()[197], "ms")
        for cut in RollUpCut.allCases { try await rollUp(useCases, caller, cut, name) }
        var leader: [Double] = []
        for _ in 0..<200 {
            leader.append(try await clock.measure { _ = try await useCases.leaderPage(caller) }.seconds * 1_000)
        }
        report("\(name), the leader's page, p99 of 200", leader.sorted()[197], "ms")
    }

    private func rollUp(_ useCases: UseCases, _ caller: Caller, _ cut: RollUpCut, _ name: String) async throws {
        var (query, times): (RollUpQuery, [Double]) = (RollUpQuery(), [])
        query.cut = cut
        for _ in 0..<200 {
            let time = try await ContinuousClock().measure { _ = try await useCases.rollUp(caller, query) }
            times.append(time.seconds * 1_000)
        }
        report("\(name), the roll-up by \(cut.rawValue), p99 of 200", times.sorted()[197], "ms")
    }

    private func submit(
        _ useCases: UseCases, _ cycles: [String], _ people: [InventedWork.Person], _ name: String
    ) async throws {
        var waiting: [(Caller, String)] = []
        for cycle in cycles {
            for row in try await useCases.cycle(people[0].caller, id: cycle).rows {
                let person = people.first { $0.body != nil && $0.body == row.filing.organisation }
                if let person { waiting.append((person.caller, row.filing.id.text)) }
            }
        }
        let work = Array(waiting.prefix(500))
        let times = try await withThrowingTaskGroup(of: [Double].self) { group in
            for lane in 0..<16 {
                group.addTask {
                    var times: [Double] = []
                    for index in stride(from: lane, to: work.count, by: 16) {
                        let (caller, id) = work[index]
                        let detail = try await useCases.filing(caller, id: id)
                        let typed = detail.lines.flatMap(\.boxes).filter(\.field.field.isRequired).map {
                            ($0.place.description, $0.text.isEmpty ? "Two sites surveyed" : $0.text)
                        }
                        let edit = Edit(
                            revision: detail.filing.revision, seen: [:],
                            values: Dictionary(typed, uniquingKeysWith: { first, _ in first }))
                        let time = try await ContinuousClock().measure {
                            try await useCases.moveFiling(caller, id: id, step: "submit", edit: edit)
                        }
                        times.append(time.seconds * 1_000)
                    }
                    return times
                }
            }
            return try await group.reduce(into: [Double]()) { $0 += $1 }.sorted()
        }
        report("\(name), \(times.count) filings handed in by 16 at once, p99", times[times.count * 99 / 100], "ms")
        report("\(name), the same, median", times[times.count / 2], "ms")
    }
}

/// Pairings with bodies, an agreed list of the year and ten years of quarters that are over.
private struct InventedWork {
    struct Person: Sendable {
        let caller: Caller
        let body: Identifier<Organisation>?
        let pairing: Identifier<Pairing>?
    }
    let now: Instant
    let random: @Sendable () -> (UInt64, UInt64)
    let bodies: Int
    let shares: Int

    func day(_ after: Int64) throws -> String {
        CalendarDate(dayNumber: now.day.dayNumber + after)?.description ?? ""
    }

    /// An official of every office, and one of each body, whose bodies are added with them.
    func insertPeople(of pairings: [Pairing], _ connection: any SQLConnection) throws -> [Person] {
        var people = [
            try person("bench-office", pairings.map { .office($0.id, .oldArea) }, nil, nil, connection)
        ]
        for pairing in pairings {
            for number in 0..<bodies {
                let side: Side = number % 2 == 0 ? .oldArea : .eastern
                let body = Organisation(
                    id: id(), name: "Bench bureau \(pairing.code) \(number)", kind: .department,
                    division: pairing.party(side).division, aliases: [], isConfirmed: true)
                try OrganisationQueries(connection).insert(body)
                people.append(
                    try person(
                        "bench-\(pairing.code)-\(number)", [.unit(body.id, pairing.id, side)], body.id, pairing.id,
                        connection))
            }
        }
        return people
    }

    private func person(
        _ name: String, _ grants: [RoleGrant], _ body: Identifier<Organisation>?, _ pairing: Identifier<Pairing>?,
        _ connection: any SQLConnection
    ) throws -> Person {
        let user = User(
            id: id(), username: name.lowercased(), displayName: name, grants: grants, state: .active,
            mustChangePassword: false, language: .english)
        try AccountQueries(connection).insert(user, passwordHash: nil, at: now)
        return Person(caller: Caller(who: .user(user)), body: body, pairing: pairing)
    }

    func insert(_ pairing: Pairing, _ people: [Person], _ connection: any SQLConnection) throws {
        let period = Period(.quarter, holding: now.day)
        let own = people.filter { $0.pairing == pairing.id }.compactMap(\.body)
        let plan = YearPlan(
            id: id(), pairing: pairing.id, year: period.year, title: "Bench",
            edition: 1, revision: 1,
            agreements: [.oldArea: .init(at: now, by: "A"), .eastern: .init(at: now, by: "B")])
        try YearPlanQueries(connection).insert(YearPlanRecord(plan: plan, firstAgreedAt: now))
        var items: [WorkItemRecord] = []
        var legs: [WorkLegRecord] = []
        for number in 0..<(own.count * shares / 2) {
            let item = WorkItem(
                id: id(), yearPlan: plan.id, pairing: pairing.id, position: number + 1, area: "Area \(number % 7)",
                title: "Item \(number)", due: now.day)
            items.append(WorkItemRecord(item: item, agreedDue: now.day, agreedJoint: false))
            for place in 0..<2 {
                let body = (number * 2 + place) % own.count
                legs.append(
                    WorkLegRecord(
                        leg: WorkLeg(
                            id: id(), item: item.id, side: body % 2 == 0 ? .oldArea : .eastern,
                            organisation: own[body], unit: "Bench bureau \(pairing.code) \(body)", role: .lead,
                            state: .open), pairing: pairing.id, year: plan.year, position: place))
            }
        }
        try WorkItemQueries(connection).insert(items)
        try WorkLegQueries(connection).insert(legs)
        try insertHistory(pairing, plan, own, period, connection)
    }

    private func insertHistory(
        _ pairing: Pairing, _ plan: YearPlan, _ own: [Identifier<Organisation>], _ last: Period,
        _ connection: any SQLConnection
    ) throws {
        var period = last.previous
        for _ in 0..<40 {
            let cycle = FilingCycle(
                id: id(), pairing: pairing.id, yearPlan: plan.id, form: "progress", period: period, due: now.day,
                closes: now.day, openedAt: now, openedBy: "A", closedAt: now)
            try FilingCycleQueries(connection).insert(cycle)
            try FilingQueries(connection).insert(
                own.enumerated().map { number, body in
                    Filing(
                        id: id(), cycle: cycle.id, pairing: pairing.id, side: number % 2 == 0 ? .oldArea : .eastern,
                        organisation: body, unit: "Bench bureau \(pairing.code) \(number)", state: .locked)
                })
            period = period.previous
        }
    }

    private func id<Subject>() -> Identifier<Subject> { Identifier(at: now, random: random()) }
}
