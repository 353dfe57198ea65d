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
            try passOn(Succession(from: change, to: other, on: day), caller, connection)
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
}
