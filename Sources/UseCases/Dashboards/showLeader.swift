// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// One page for a leading official: where the year's list stands, what is late and who has it, what waits for whom.
    /// Throws forbidden where the caller reads no pairing's work, notFound for an unknown pairing.
    package func leaderPage(
        _ caller: Caller, pairing code: String? = nil, language: Language = .chinese
    ) async throws -> LeaderView {
        try await database.read { connection in
            let desk = try leaderDesk(caller, code, connection)
            let lights = try leaderItems(desk)
            let late = lights.filter(\.light.isLate).sorted(by: isEarlier)
            let areas = Dictionary(grouping: lights, by: \.row.area).sorted { $0.key < $1.key }
            return LeaderView(
                pairings: desk.readable, pairing: desk.pairing, year: desk.year, today: desk.today,
                plan: desk.plan?.id,
                areas: areas.map { .init(area: $0.key, counts: LightCounts($0.value.map(\.light))) },
                total: LightCounts(lights.map(\.light)), items: lights.count,
                late: .init(
                    count: late.count, first: try leaderRows(of: Array(late.prefix(LeaderView.most)), connection)),
                decisions: try leaderDecisions(desk), waiting: try leaderWaiting(desk),
                side: caller.side(in: desk.scope), orders: try leaderOrders(desk), requests: try leaderRequests(desk),
                next: try nextMeeting(desk, language))
        }
    }

    /// The rows behind a number. Throws like `leaderPage`.
    package func leaderRows(_ caller: Caller, _ query: LeaderQuery) async throws -> LeaderRows {
        try await database.read { connection in
            let desk = try leaderDesk(caller, query.pairing, connection)
            let page = min(max(1, query.page), 10_000)
            let start = (page - 1) * LeaderRows.most
            func slice<Row>(_ rows: [Row]) -> [Row] { Array(rows.dropFirst(start).prefix(LeaderRows.most)) }
            let (rows, count): ([LeaderRow], Int)
            switch query.what {
            case .items, .late:
                let found = try leaderItems(desk).filter { item in
                    (query.what == .items || item.light.isLate) && (query.level ?? item.light.level) == item.light.level
                        && (query.area ?? item.row.area) == item.row.area
                }.sorted(by: isEarlier)
                (rows, count) = (try leaderRows(of: slice(found), connection), found.count)
            case .decisions:
                guard let found = try leaderDecisions(desk) else {
                    throw UseCaseError("meeting", .forbidden(reason: "rule.draftsForOffices"))
                }
                (rows, count) = (slice(found), found.count)
            case .waiting:
                let waiting = try leaderWaiting(desk)
                let found = query.side.map { waiting[$0] ?? [] } ?? Side.allCases.flatMap { waiting[$0] ?? [] }
                (rows, count) = (slice(found), found.count)
            }
            return LeaderRows(
                pairing: desk.pairing, count: count, rows: rows, page: page, hasMore: count > start + LeaderRows.most)
        }
    }

    // MARK: What it is made of

    private func leaderDesk(
        _ caller: Caller, _ code: String?, _ connection: any SQLConnection
    ) throws -> LeaderDesk {
        let directory = try PairingDirectory(connection)
        let readable = directory.pairings.filter { caller.may(.readWork, on: directory.object($0.id)) }
        guard let first = readable.first else {
            let any = directory.pairings.first.map { directory.object($0.id) } ?? .installation
            try caller.require(.readWork, on: any, "yearPlan", knowing: .readDirectory)
            throw UseCaseError("yearPlan", .notFound)
        }
        let today = surroundings.now().day
        // Whoever works for one pairing reads that one first.
        let own = readable.first { caller.side(in: directory.scope($0)) != nil } ?? first
        guard let pairing = code.map({ code in readable.first { $0.code == code } }) ?? own else {
            throw UseCaseError("yearPlan", .notFound)
        }
        let list = try YearPlanQueries(connection).find(pairing.id, year: today.year)
        return LeaderDesk(
            caller: caller, directory: directory, readable: readable, pairing: pairing,
            scope: directory.scope(pairing), today: today, plan: list?.firstAgreedAt == nil ? nil : list?.plan,
            connection: connection)
    }

    private func leaderItems(_ desk: LeaderDesk) throws -> [(row: LightRow, light: WorkLight)] {
        guard let plan = desk.plan else { return [] }
        let rule = try LightRules(surroundings.presets, desk.connection)[desk.pairing.id]
        return try lights(of: plan, rule, desk.connection)
    }

    /// With the bodies whose shares are not done, those that lead first.
    private func leaderRows(
        of items: [(row: LightRow, light: WorkLight)], _ connection: any SQLConnection
    ) throws -> [LeaderRow] {
        let shares = Dictionary(
            grouping: try WorkLegQueries(connection).unfinished(of: items.map(\.row.item)), by: \.item)
        return items.map { row, light in
            let own = (shares[row.item] ?? []).sorted { $0.role == .lead && $1.role != .lead }
            return LeaderRow(
                path: "/items/" + row.item.text, title: row.title, who: own.map { .init(name: $0.unit, side: $0.side) },
                due: row.subject.due, light: light, area: row.area)
        }
    }

    /// What meetings decided and is not done; nil where the caller doesn't see all of it.
    private func leaderDecisions(_ desk: LeaderDesk) throws -> [LeaderRow]? {
        guard desk.caller.may(.readWorkDraft, on: desk.object) else { return nil }
        let open = try openDecisions(.some([desk.pairing.id]), desk.caller, desk.directory, desk.connection)
        let items = try WorkItemQueries(desk.connection).find(open.compactMap(\.item))
        let days = Dictionary(items.map { ($0.item.id, $0.item.due) }, uniquingKeysWith: { first, _ in first })
        return open.map { decision in
            let due = decision.item.flatMap { days[$0] ?? nil } ?? decision.deadline
            return LeaderRow(
                path: "/meetings/" + decision.meeting.text, title: decision.matter,
                who: [.init(name: decision.unit, side: decision.side)],
                due: due)
        }.sorted { ($0.due?.description ?? "9", $0.title) < ($1.due?.description ?? "9", $1.title) }
    }

    /// What each city is asked by the other.
    private func leaderWaiting(_ desk: LeaderDesk) throws -> [Side: [LeaderRow]] {
        let queries = WaitingQueries(desk.connection)
        func bodies(_ row: WaitingRow) -> [LeaderRow.Body] {
            row.unit.map { [.init(name: $0, side: row.asked.other)] } ?? []
        }
        func row(_ page: String, _ why: String) -> (WaitingRow) -> LeaderRow {
            {
                LeaderRow(
                    path: page + $0.object, title: $0.title, who: bodies($0), side: $0.asked,
                    due: $0.due, why: "leader.why." + why)
            }
        }
        var rows = try queries.shares(of: desk.pairing.id, years: (desk.year - 1)...desk.year)
            .map(row("/items/", "share"))
        if desk.caller.may(.readWorkDraft, on: desk.object) {
            rows += try queries.lists(of: desk.pairing.id).map(row("/work/", "list"))
        }
        if let proposal = try LightQueries(desk.connection).all(of: desk.pairing.id).first, proposal.agreedAt == nil {
            rows.append(
                LeaderRow(
                    path: "/lights/" + desk.pairing.code, title: "", side: proposal.side.other,
                    why: "leader.why.lights"))
        }
        if let orders = try orders(desk, [.confirming]) {
            rows += orders.map { leaderRow($0, asked: $0.side.other, "leader.why.order") }
        }
        if let requests = try requests(desk, [.confirming]) {
            rows += requests.first.map { leaderRow($0, asked: $0.side.other, "leader.why.request") }
        }
        return Dictionary(grouping: rows) { $0.side ?? .oldArea }
    }

    private func leaderOrders(_ desk: LeaderDesk) throws -> LeaderView.Orders? {
        guard desk.caller.may(.readSupervision, on: desk.object) else { return nil }
        var filter = OrderFilter(sight: desk.caller.orderSight([desk.scope]))
        filter.pairing = desk.pairing.id
        filter.states = SupervisionOrder.State.allCases.filter { !$0.isEnd }
        let queries = OrderQueries(desk.connection)
        let (open, first) = (try queries.count(filter), try queries.page(filter, after: nil, limit: 3))
        filter.overdueOn = desk.today
        return .init(
            open: open, overdue: try queries.count(filter), first: first.map { leaderRow($0, asked: $0.side, nil) })
    }

    private func leaderRequests(_ desk: LeaderDesk) throws -> LeaderView.Matters? {
        try requests(desk, [.deciding], limit: 3).map { found in
            .init(count: found.count, first: found.first.map { leaderRow($0, asked: $0.side, nil) })
        }
    }

    private func orders(_ desk: LeaderDesk, _ states: [SupervisionOrder.State]) throws -> [SupervisionOrder]? {
        guard desk.caller.may(.readSupervision, on: desk.object) else { return nil }
        var filter = OrderFilter(sight: desk.caller.orderSight([desk.scope]))
        (filter.pairing, filter.states) = (desk.pairing.id, states)
        return try OrderQueries(desk.connection).page(filter, after: nil, limit: 500)
    }

    private func requests(
        _ desk: LeaderDesk, _ states: [SpecialRequest.State], limit: Int = 500
    ) throws -> (count: Int, first: [SpecialRequest])? {
        guard desk.caller.may(.readRequest, on: desk.object) else { return nil }
        var filter = RequestFilter(sight: desk.caller.requestSight([desk.scope]))
        (filter.pairing, filter.states) = (desk.pairing.id, states)
        let queries = RequestQueries(desk.connection)
        return (try queries.count(filter), try queries.page(filter, after: nil, limit: limit))
    }

    private func leaderRow(_ order: SupervisionOrder, asked: Side, _ why: String?) -> LeaderRow {
        LeaderRow(
            path: "/orders/" + order.id.text, title: order.matter, side: asked, due: order.deadline, why: why)
    }

    private func leaderRow(_ request: SpecialRequest, asked: Side, _ why: String?) -> LeaderRow {
        LeaderRow(
            path: "/requests/" + request.id.text, title: request.matter, side: asked, due: request.deadline, why: why)
    }

    private func nextMeeting(_ desk: LeaderDesk, _ language: Language) throws -> MeetingRow? {
        let coming = try MeetingQueries(desk.connection).rows(
            in: .some([desk.pairing.id]), from: desk.today, limit: 1)
        var rows = MeetingRows(self, desk.connection, language)
        return try coming.first.flatMap { try rows.row($0) }
    }
}

/// The earlier day first; what has none comes last.
private func isEarlier(_ left: (row: LightRow, light: WorkLight), _ right: (row: LightRow, light: WorkLight)) -> Bool {
    (left.row.subject.due?.description ?? "9", left.row.position, left.row.item)
        < (right.row.subject.due?.description ?? "9", right.row.position, right.row.item)
}

/// One pairing, as one caller reads it.
private struct LeaderDesk {
    let caller: Caller
    let directory: PairingDirectory
    let readable: [Pairing]
    let pairing: Pairing
    let scope: PairingScope
    let today: CalendarDate
    /// The year's list, where both cities have agreed to one.
    let plan: YearPlan?
    let connection: any SQLConnection

    var year: Int { today.year }
    var object: RuleObject { RuleObject(pairing: scope) }
}

extension WorkLight {
    /// Its day is over, or it lags a good deal.
    var isLate: Bool { level == .late || level == .overdue }
}
