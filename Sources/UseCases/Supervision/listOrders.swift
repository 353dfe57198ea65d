// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// A page of the orders that the caller sees, the most urgent first; where all or ended ones are wanted, the latest
    /// first. Throws forbidden, notFound for an unknown pairing, invalid where `after` can't be read.
    package func listOrders(_ caller: Caller, _ query: OrderQuery) async throws -> OrderPage {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let readable = directory.pairings.filter {
                caller.may(.readSupervision, on: directory.object($0.id))
            }
            guard !readable.isEmpty else {
                // Nobody's list: said with the sentence of the rule.
                try caller.require(
                    .readSupervision, on: directory.pairings.first.map { directory.object($0.id) } ?? .installation,
                    "order", knowing: .readDirectory)
                throw UseCaseError("order", .forbidden(reason: "rule.supervisionForWork"))
            }
            let sight = caller.orderSight(readable.map(directory.scope))
            let filter = try filter(query, sight, readable, connection)
            let queries = OrderQueries(connection)
            var (overdue, short) = (filter, filter)
            overdue.overdueOn = surroundings.now().day
            short.isShortOnly = true
            return OrderPage(
                page: try page(filter, query, directory, connection), count: try queries.count(filter),
                overdue: try queries.count(overdue), short: try queries.count(short),
                places: orderPlaces(caller, directory), pairings: readable)
        }
    }

    /// The sides for which the caller may draft orders.
    package func orderPlaces(_ caller: Caller) async throws -> [OrderPlace] {
        try await database.read { orderPlaces(caller, try PairingDirectory($0)) }
    }

    func orderPlaces(_ caller: Caller, _ directory: PairingDirectory) -> [OrderPlace] {
        directory.pairings.flatMap { pairing in
            Side.allCases.filter { caller.may(.manageSupervision, on: directory.object(pairing, $0)) }
                .map { OrderPlace(pairing: pairing, side: $0) }
        }
    }

    private func filter(
        _ query: OrderQuery, _ sight: OrderSight, _ readable: [Pairing], _ connection: any SQLConnection
    ) throws -> OrderFilter {
        var filter = OrderFilter(sight: sight)
        if let code = query.pairing {
            guard let pairing = readable.first(where: { $0.code == code }) else {
                throw UseCaseError("order", .notFound)
            }
            filter.pairing = pairing.id
        }
        filter.side = query.side
        if let unit = cleanText(query.unit) {
            let bodies = try OrganisationQueries(connection).page(
                OrganisationFilter(text: unit), after: nil, limit: 200)
            filter.organisations = bodies.map(\.id)
        }
        switch query.show {
        case .open: filter.states = SupervisionOrder.State.allCases.filter { !$0.isEnd }
        case .all: filter.isReversed = true
        case .state(let state): (filter.states, filter.isReversed) = ([state], state.isEnd)
        case .overdue: filter.overdueOn = surroundings.now().day
        }
        return filter
    }

    private func page(
        _ filter: OrderFilter, _ query: OrderQuery, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> Page<OrderListing> {
        let list = "orders" + (filter.isReversed ? ".latest" : "")
        let after = try query.after.map { text in
            let mark = try PageMark(text, list: list, secret: surroundings.signingSecret)
            guard mark.values.count == 2, let day = CalendarDate(iso: mark.values[0]),
                let id = Identifier<SupervisionOrder>(mark.values[1])
            else { throw PageMark.unreadable }
            return (deadline: day, id: id)
        }
        let length = pageLength(query.limit)
        let found = try OrderQueries(connection).page(filter, after: after, limit: length + 1)
        let shown = Array(found.prefix(length))
        let legs = Dictionary(
            grouping: try HandlingQueries(connection).all(of: shown.map(\.id)), by: \.order)
        let today = surroundings.now().day
        let slips = try SlipRules(surroundings.presets, connection)
        let items = shown.compactMap { order in
            directory[order.pairing].map {
                OrderListing(
                    order: order, pairing: $0, legs: legs[order.id] ?? [],
                    isOverdue: order.isOverdue(legs[order.id] ?? [], on: today), look: slips.look(of: order))
            }
        }
        let last = found.count > length ? shown.last : nil
        return Page(
            items: items,
            next: last.map {
                PageMark(list: list, values: [$0.deadline.description, $0.id.text])
                    .text(secret: surroundings.signingSecret)
            })
    }
}

extension SupervisionOrder {
    /// Whether a body's answer was due before `day`.
    func isOverdue(_ legs: [HandlingLeg], on day: CalendarDate) -> Bool {
        state == .issued && legs.contains { $0.isOverdue(on: day) }
    }
}
