// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Ends a body and puts another in its place from a day on: its people, the bodies under it and its open duties go
    /// over; what was adopted before keeps the printed name.
    ///
    /// `heir` is an identity. Throws invalid with the fields `heir` and `day`.
    package func mergeOrganisation(
        _ caller: Caller, id: String, revision: Int, into heir: String, on day: String
    ) async throws {
        try await write(caller) { connection in
            let change = try changeable(id, revision: revision, caller, connection)
            let body = change.body
            try requireOpen(body)
            let day = try checkedDay(day, of: body, connection)
            guard let heir = Identifier<Organisation>(heir), heir != body.id else {
                throw organisationFailure("heir", "organisation.heirUnknown")
            }
            let other = try changeable(heir.text, revision: nil, caller, connection).body
            guard other.validTo == nil, other.validFrom.map({ $0 <= day }) ?? true else {
                throw organisationFailure("heir", "organisation.heirNotThere", ["name": other.name])
            }
            try end(body, change.revision, day, [other], .merge, connection)
            try passOn(body, to: other, day, caller, connection)
            try record(
                connection, caller, "merge", .organisation(body.id), before: body.recorded,
                after: ["successor": other.name, "day": day.description])
            try record(
                connection, caller, "takeOver", .organisation(other.id),
                after: ["predecessor": body.name, "day": day.description])
        }
    }

    /// Closes a body the day before, and its present name with it.
    func end(
        _ body: Organisation, _ revision: Int, _ day: CalendarDate, _ heirs: [Organisation],
        _ kind: OrganisationSuccession.Kind, _ connection: any SQLConnection
    ) throws {
        let queries = OrganisationQueries(connection)
        var ended = body
        ended.validTo = day.dayBefore
        ended.successor = heirs.count == 1 ? heirs[0].id : nil
        try save(ended, revision: revision, connection)
        var names = try queries.names(of: [body.id])[body.id] ?? []
        if names.count > 1 {
            names[names.count - 1].validTo = day.dayBefore
            try queries.replaceNames(of: body.id, by: names)
        }
        for heir in heirs {
            try queries.insert(OrganisationSuccession(from: body.id, to: heir.id, on: day, kind: kind))
        }
    }

    /// People, contacts and the bodies under an ended body go to its heir.
    func passOn(
        _ body: Organisation, to heir: Organisation, _ day: CalendarDate, _ caller: Caller,
        _ connection: any SQLConnection
    ) throws {
        let queries = OrganisationQueries(connection)
        for child in try queries.page(OrganisationFilter(parent: body.id), after: nil, limit: 10_000) {
            guard child.id != heir.id else { continue }
            var child = child
            child.parent = heir.id
            try queries.update(child)
            try record(
                connection, caller, "change", .organisation(child.id), before: ["parent": body.name],
                after: ["parent": heir.name])
        }
        try queries.moveContacts(from: body.id, to: heir.id)
        var filter = AccountFilter()
        filter.organisation = body.id
        for account in try AccountQueries(connection).page(filter, after: nil, limit: 10_000) {
            try pass(account, from: body, to: heir, day, caller, connection)
        }
    }

    private func pass(
        _ account: AccountRecord, from body: Organisation, to heir: Organisation, _ day: CalendarDate,
        _ caller: Caller, _ connection: any SQLConnection
    ) throws {
        var user = account.user
        user.grants = user.grants.map { grant in
            guard case .unit(body.id, let pairing, let side) = grant else { return grant }
            return .unit(heir.id, pairing, side)
        }
        let now = surroundings.now()
        guard try AccountQueries(connection).update(user, revision: account.revision, at: now) else {
            throw UseCaseError("user", .stale(revision: account.revision))
        }
        try AssignmentQueries(connection).redate(user.id, from: now, to: Instant(startOf: day))
        try record(
            connection, caller, "move", .user(user.id), before: ["organisation": body.name],
            after: ["organisation": heir.name, "day": day.description])
    }
}
