// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// The directory of bodies in the order of places and names; `after` is the `next` of the page before.
    package func organisations(_ caller: Caller, _ query: OrganisationQuery) async throws -> Page<OrganisationListing> {
        try caller.require(.readOrganisation, on: .installation, "organisation", knowing: .readOrganisation)
        let filter = try organisationFilter(query)
        let limit = pageLength(query.limit)
        let position = try query.after.map { text in
            let values = try PageMark(text, list: "organisations", secret: surroundings.signingSecret).values
            guard let position = OrganisationPosition(values: values) else { throw PageMark.unreadable }
            return position
        }
        return try await database.read { connection in
            let found = try OrganisationQueries(connection).page(filter, after: position, limit: limit + 1)
            let shown = Array(found.prefix(limit))
            let next = found.count > limit ? shown.last.map(OrganisationPosition.init) : nil
            return Page(
                items: try listings(shown, on: filter.day, caller, connection),
                next: next.map {
                    PageMark(list: "organisations", values: $0.values).text(secret: surroundings.signingSecret)
                })
        }
    }

    /// How many bodies a query shows.
    package func organisationCount(_ caller: Caller, _ query: OrganisationQuery) async throws -> Int {
        try caller.require(.readOrganisation, on: .installation, "organisation", knowing: .readOrganisation)
        let filter = try organisationFilter(query)
        return try await database.read { try OrganisationQueries($0).count(filter) }
    }

    /// The places that bodies can belong to.
    package func places(_ caller: Caller) async throws -> [Division] {
        try caller.require(.readDirectory, on: .installation, "division", knowing: .readDirectory)
        return try await database.read { try DivisionQueries($0).all() }
    }

    /// The places in which the caller may add bodies.
    package func managedPlaces(_ caller: Caller) async throws -> [Division] {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            return try DivisionQueries(connection).all().filter {
                caller.may(.manageOrganisation, onAny: directory.objects(of: $0.code))
            }
        }
    }

    func organisationFilter(_ query: OrganisationQuery) throws -> OrganisationFilter {
        var filter = OrganisationFilter()
        filter.place = query.place.flatMap { DivisionCode($0) }
        if let place = query.place, !place.isEmpty, filter.place == nil {
            throw organisationFailure("place", "division.unknown")
        }
        filter.kind = query.kind
        if let text = query.text?.trimmingWhitespace, !text.isEmpty { filter.text = text }
        if let day = query.day, !day.isEmpty {
            guard let date = CalendarDate(iso: day) else { throw organisationFailure("day", "correction.dateForm") }
            filter.day = date
        }
        if query.isUnconfirmed { filter.isConfirmed = false }
        return filter
    }

    private func listings(
        _ bodies: [Organisation], on day: CalendarDate?, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> [OrganisationListing] {
        let queries = OrganisationQueries(connection)
        let divisions = Dictionary(
            try DivisionQueries(connection).all().map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let names = try queries.names(of: bodies + queries.find(bodies.compactMap(\.parent)), on: day)
        let directory = try PairingDirectory(connection)
        let visible = caller.pairings(for: .readPlan) { directory.scopes }
        let counts = try queries.dutyCounts(of: bodies.map(\.id), visible: visible)
        let revisions = try queries.revisions(of: bodies.map(\.id))
        return bodies.map { body in
            OrganisationListing(
                organisation: body, name: names[body.id] ?? body.name, revision: revisions[body.id] ?? 1,
                place: body.division.flatMap { divisions[$0] },
                parentName: body.parent.flatMap { names[$0] }, taskCount: counts[body.id] ?? 0)
        }
    }
}
