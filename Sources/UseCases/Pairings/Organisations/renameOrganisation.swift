// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Gives a body a new name from a day on; what is of before keeps the name of its time.
    ///
    /// Throws invalid with the fields `name` and `day`.
    package func renameOrganisation(
        _ caller: Caller, id: String, revision: Int, to name: String, on day: String
    ) async throws {
        try await write(caller) { connection in
            let change = try changeable(id, revision: revision, caller, connection)
            var body = change.body
            try requireOpen(body)
            let day = try checkedDay(day, of: body, connection)
            let name = name.trimmingWhitespace
            guard (1...100).contains(name.count) else { throw organisationFailure("name", "organisation.nameForm") }
            guard name != body.name else { throw organisationFailure("name", "organisation.nameSame") }
            let queries = OrganisationQueries(connection)
            var names = try queries.names(of: [body.id])[body.id] ?? []
            if let last = names.indices.last { names[last].validTo = day.dayBefore }
            names.append(OrganisationName(name: name, validFrom: day, validTo: nil))
            let before = body
            body.name = name
            body.aliases.removeAll { $0 == name }
            try save(body, revision: change.revision, connection)
            try queries.replaceNames(of: body.id, by: names)
            try record(
                connection, caller, "rename", .organisation(body.id), before: ["name": before.name],
                after: ["name": name, "day": day.description])
        }
    }

    /// What has ended is not changed any more.
    func requireOpen(_ body: Organisation) throws {
        guard body.validTo == nil else {
            throw UseCaseError("organisation", .conflict(reason: "organisation.ended"))
        }
    }
}
