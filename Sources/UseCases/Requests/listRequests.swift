// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import SQLCore
import Storage

extension UseCases {
    /// A page of the requests that the caller sees, those first that are to be decided first; where all or ended ones
    /// are wanted, the latest first. Throws forbidden, notFound for an unknown pairing, invalid where `after` can't be
    /// read.
    package func listRequests(_ caller: Caller, _ query: RequestQuery) async throws -> RequestPage {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let readable = directory.pairings.filter { caller.may(.readRequest, on: directory.object($0.id)) }
            guard !readable.isEmpty else {
                // Nobody's list: said with the sentence of the rule.
                try caller.require(
                    .readRequest, on: directory.pairings.first.map { directory.object($0.id) } ?? .installation,
                    "request", knowing: .readDirectory)
                throw UseCaseError("request", .forbidden(reason: "rule.requestsForWork"))
            }
            let sight = caller.requestSight(readable.map(directory.scope))
            let filter = try filter(query, sight, readable)
            let queries = RequestQueries(connection)
            var (overdue, short) = (filter, filter)
            overdue.overdueOn = surroundings.now().day
            short.isShortOnly = true
            return RequestPage(
                page: try page(filter, query, directory, connection), count: try queries.count(filter),
                overdue: try queries.count(overdue), short: try queries.count(short),
                mayAdd: try !requestPlaces(caller, directory, connection).isEmpty, pairings: readable)
        }
    }

    private func filter(
        _ query: RequestQuery, _ sight: RequestSight, _ readable: [Pairing]
    ) throws -> RequestFilter {
        var filter = RequestFilter(sight: sight)
        if let code = query.pairing {
            guard let pairing = readable.first(where: { $0.code == code }) else {
                throw UseCaseError("request", .notFound)
            }
            filter.pairing = pairing.id
        }
        (filter.side, filter.kind) = (query.side, query.kind)
        switch query.show {
        case .open: filter.states = SpecialRequest.State.allCases.filter { !$0.isEnd }
        case .all: filter.isReversed = true
        case .state(let state): (filter.states, filter.isReversed) = ([state], state.isEnd)
        case .overdue: filter.overdueOn = surroundings.now().day
        }
        return filter
    }

    private func page(
        _ filter: RequestFilter, _ query: RequestQuery, _ directory: PairingDirectory, _ connection: any SQLConnection
    ) throws -> Page<RequestListing> {
        let list = "requests" + (filter.isReversed ? ".latest" : "")
        let after = try query.after.map { text in
            let mark = try PageMark(text, list: list, secret: surroundings.signingSecret)
            guard mark.values.count == 2, let id = Identifier<SpecialRequest>(mark.values[1]) else {
                throw PageMark.unreadable
            }
            return (deadline: CalendarDate(iso: mark.values[0]), id: id)
        }
        let length = pageLength(query.limit)
        let found = try RequestQueries(connection).page(filter, after: after, limit: length + 1)
        let shown = Array(found.prefix(length))
        let opinions = Dictionary(
            grouping: try OpinionQueries(connection).all(of: shown.map(\.id)), by: \.request)
        let items = try shown.compactMap { request in
            try directory[request.pairing].map {
                try listing(request, $0, opinions[request.id] ?? [])
            }
        }
        let last = found.count > length ? shown.last : nil
        return Page(
            items: items,
            next: last.map {
                PageMark(list: list, values: [$0.deadline?.description ?? "", $0.id.text])
                    .text(secret: surroundings.signingSecret)
            })
    }

    private func listing(
        _ request: SpecialRequest, _ pairing: Pairing, _ opinions: [RequestOpinion]
    ) throws -> RequestListing {
        let today = surroundings.now().day
        return RequestListing(
            request: request, pairing: pairing, opinions: opinions, clock: try request.clock(on: today),
            isOverdue: request.isOverdue(opinions, on: today))
    }
}

extension SpecialRequest {
    /// Whether its decision or an opinion on it was due before `day`.
    func isOverdue(_ opinions: [RequestOpinion], on day: CalendarDate) -> Bool {
        isOverdue(on: day) || (state.hearsDepartments && opinions.contains { $0.isOverdue(on: day) })
    }

    /// The time that is left for the decision; nil where nobody waits for one.
    func clock(on today: CalendarDate) throws -> RequestClock? {
        guard state.waitsForDecision, let deadline else { return nil }
        return try RequestClock(until: deadline, on: today)
    }
}

extension RequestClock {
    init(until day: CalendarDate, on today: CalendarDate) throws {
        let left = try WorkingCalendar.shipped.get().workingDays(after: today, through: day)
        self.init(day: day, daysLeft: left, isOverdue: day < today)
    }
}
