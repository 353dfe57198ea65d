// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

extension UseCases {
    /// So many cycles one page lists.
    static let mostCycles = 120

    /// The cycles of the pairings that the caller reads, the latest first. Throws forbidden where the caller reads none.
    package func cycles(_ caller: Caller, pairing code: String? = nil) async throws -> CycleOverview {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let readable = try reportingPairings(caller, code, directory)
            let queries = FilingCycleQueries(connection)
            let cycles = try queries.latest(of: .some(readable.map(\.id)), limit: Self.mostCycles)
            let listings = try listings(of: cycles, caller, directory, connection)
            let rules = try queries.rules()
            return CycleOverview(
                cycles: listings,
                places: readable.filter { caller.may(.planWork, on: directory.object($0.id)) }.map { pairing in
                    (pairing, rules.first { $0.pairing == pairing.id } ?? FilingRule(pairing: pairing.id))
                }, forms: surroundings.forms.forms, periods: Self.periods(of: listings))
        }
    }

    /// The same by pages, the latest first. Throws invalid for a mark that was not made here, forbidden.
    package func listCycles(
        _ caller: Caller, pairing code: String?, after text: String?, limit: Int
    ) async throws -> Page<CycleListing> {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let readable = try reportingPairings(caller, code, directory)
            let mark = try text.map { text in
                let values = try PageMark(text, list: "cycles", secret: surroundings.signingSecret).values
                guard values.count == 2 else { throw PageMark.unreadable }
                return (day: values[0], id: values[1])
            }
            let length = pageLength(limit)
            let found = try FilingCycleQueries(connection).latest(
                of: .some(readable.map(\.id)), after: mark, limit: length + 1)
            let shown = Array(found.prefix(length))
            let last = found.count > length ? shown.last : nil
            return Page(
                items: try listings(of: shown, caller, directory, connection),
                next: last.map {
                    PageMark(list: "cycles", values: [$0.period.days?.upperBound.description ?? "", $0.id.text])
                        .text(secret: surroundings.signingSecret)
                })
        }
    }

    /// The pairings whose cycles the caller reads; that one alone where a code is given. Throws forbidden where none.
    private func reportingPairings(
        _ caller: Caller, _ code: String?, _ directory: PairingDirectory
    ) throws -> [Pairing] {
        let readable = directory.pairings.filter { caller.may(.readWork, on: directory.object($0.id)) }
        if readable.isEmpty, let any = directory.pairings.first {
            try caller.require(.readWork, on: directory.object(any.id), "cycle", knowing: .readDirectory)
        }
        return code.map { code in readable.filter { $0.code == code } } ?? readable
    }

    private func listings(
        of cycles: [FilingCycle], _ caller: Caller, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> [CycleListing] {
        let filings = FilingQueries(connection)
        let tallies = Dictionary(grouping: try filings.tallies(of: cycles), by: \.cycle)
        let own = Dictionary(
            grouping: try filings.all(of: cycles.map(\.id), by: caller.reportingBodies), by: \.cycle)
        let today = surroundings.now().day
        return cycles.compactMap { cycle in
            guard let pairing = directory[cycle.pairing], let form = surroundings.forms[cycle.form] else {
                return nil
            }
            let scope = directory.scope(pairing)
            let count = (tallies[cycle.id] ?? []).reduce(into: CycleCount()) {
                $0.add($1, isOver: today > cycle.due)
            }
            return CycleListing(
                cycle: cycle, title: form.title, pairing: pairing, count: count,
                own: (own[cycle.id] ?? []).filter {
                    loopParts(caller, side: $0.side, organisation: $0.organisation, in: scope).contains(.unit)
                })
        }
    }

    private static func periods(of listings: [CycleListing]) -> [(period: Period, count: CycleCount)] {
        var counts: [Period: CycleCount] = [:]
        for listing in listings {
            let period = listing.cycle.period
            counts[period] = (counts[period] ?? CycleCount()) + listing.count
        }
        return counts.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
    }

    private func count(_ filings: [Filing], _ cycle: FilingCycle, _ today: CalendarDate) -> CycleCount {
        filings.reduce(into: CycleCount()) { $0.add($1, cycle, today: today) }
    }

    /// Who has handed in, in time or late, and what was accepted: by body, side and area.
    package func cycle(_ caller: Caller, id: String) async throws -> CycleDetail {
        try await database.read { try cycleDetail(caller, id, $0) }
    }

    func cycleDetail(_ caller: Caller, _ id: String, _ connection: any SQLConnection) throws -> CycleDetail {
        let (cycle, pairing, scope) = try findCycle(id, caller, connection)
        guard let form = surroundings.forms[cycle.form] else { throw UseCaseError("cycle", .notFound) }
        let filings = try FilingQueries(connection).all(of: cycle.id)
        let today = surroundings.now().day
        let checks = Set(
            Side.allCases.filter { caller.may(.checkWork, on: RuleObject(pairing: scope, side: $0)) })
        let rows = filings.map { filing in
            CycleDetail.Row(
                filing: filing, isLate: filing.isLate(due: cycle.due, today: today),
                isSeen: caller.sees(filing, in: scope),
                mayAccept: filing.state == .submitted && checks.contains(filing.side)
                    && (filing.submitter?.account == nil || filing.submitter?.account != caller.userID))
        }
        let burden = filings.reduce(into: FilingBurden()) {
            ($0.asked, $0.prefilled) = ($0.asked + $1.burden.asked, $0.prefilled + $1.burden.prefilled)
        }
        return CycleDetail(
            cycle: cycle, form: form, pairing: pairing, rows: rows, all: count(filings, cycle, today),
            sides: Dictionary(grouping: filings, by: \.side).mapValues { count($0, cycle, today) },
            areas: try areas(of: cycle, filings, today, connection), lights: try keptLights(of: cycle, connection),
            burden: burden,
            differences: try lines(of: ItemDifferenceQueries(connection).all(of: cycle.id), connection),
            mayCheck: !checks.isEmpty,
            mayRemind: cycle.closedAt == nil
                && filings.contains { $0.state.isWithBody && checks.contains($0.side) },
            mayMoveDays: cycle.closedAt == nil && caller.may(.planWork, on: RuleObject(pairing: scope)))
    }

    private func keptLights(
        of cycle: FilingCycle, _ connection: any SQLConnection
    ) throws -> [(area: String, counts: LightCounts)] {
        let kept = try LightRowQueries(connection).kept(of: cycle.id)
        return Dictionary(grouping: kept, by: \.area).sorted { $0.key < $1.key }.map { area, lights in
            let preset = surroundings.presets.light(lights[0].preset) ?? surroundings.presets.standardLights
            return (
                area,
                LightCounts(
                    counts: Dictionary(lights.map { ($0.level, $0.items) }, uniquingKeysWith: +),
                    looks: preset?.looks ?? [:])
            )
        }
    }

    /// The shares of each area, by what became of the filings that speak of them.
    private func areas(
        of cycle: FilingCycle, _ filings: [Filing], _ today: CalendarDate, _ connection: any SQLConnection
    ) throws -> [(area: String, count: CycleCount)] {
        let byID = Dictionary(filings.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var counts: [String: CycleCount] = [:]
        for line in try FilingAnswerQueries(connection).linesByArea(of: cycle.id) {
            guard let filing = byID[line.filing] else { continue }
            counts[line.area, default: CycleCount()].add(filing, cycle, today: today, times: line.lines)
        }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension Caller {
    /// The bodies for which the caller reports.
    var reportingBodies: [Identifier<Organisation>] {
        guard case .user(let user) = who else { return [] }
        return Set(
            user.grants.compactMap { grant in
                if case .unit(let body, _, _) = grant { body } else { nil }
            }
        ).sorted()
    }
}
