// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// Makes new bodies out of one from a day on. Where it does not go on itself, its people and the bodies under it go
    /// to the first of the new ones, and its open duties to all of them.
    ///
    /// Throws invalid with the fields `names` and `day`. Returns the new bodies.
    @discardableResult
    package func splitOrganisation(
        _ caller: Caller, id: String, revision: Int, into names: [String], goesOn: Bool, on day: String
    ) async throws -> [Identifier<Organisation>] {
        try await write(caller) { connection in
            let change = try changeable(id, revision: revision, caller, connection)
            let body = change.body
            try requireOpen(body)
            let day = try checkedDay(day, of: body, connection)
            let heirs = try newBodies(names, outOf: body, day, goesOn: goesOn)
            if goesOn {
                guard try OrganisationQueries(connection).update(body, revision: change.revision) else {
                    throw UseCaseError("organisation", .stale(revision: change.revision))
                }
                for heir in heirs { try insert(heir, connection, caller) }
                for heir in heirs {
                    try OrganisationQueries(connection).insert(
                        OrganisationSuccession(from: body.id, to: heir.id, on: day, kind: .split))
                }
            } else {
                // The old one ends first: one of the new may take its name.
                try end(body, change.revision, day, [], .split, connection)
                for heir in heirs { try insert(heir, connection, caller) }
                for heir in heirs {
                    try OrganisationQueries(connection).insert(
                        OrganisationSuccession(from: body.id, to: heir.id, on: day, kind: .split))
                }
                try passOn(Succession(from: change, to: heirs[0], on: day), caller, connection)
            }
            try record(
                connection, caller, "split", .organisation(body.id), before: body.recorded,
                after: [
                    "successors": heirs.map(\.name).joined(separator: "; "), "day": day.description,
                    "goesOn": goesOn ? "true" : "false",
                ])
            return heirs.map(\.id)
        }
    }

    private func newBodies(
        _ names: [String], outOf body: Organisation, _ day: CalendarDate, goesOn: Bool
    ) throws -> [Organisation] {
        let names = names.map(\.trimmingWhitespace).filter { !$0.isEmpty }
        guard names.count >= (goesOn ? 1 : 2), names.count <= 20 else {
            throw organisationFailure("names", "organisation.splitCount")
        }
        guard Set(names).count == names.count, names.allSatisfy({ $0.count <= 100 }),
            !goesOn || !names.contains(body.name)
        else { throw organisationFailure("names", "organisation.splitNames") }
        return names.map { name in
            Organisation(
                id: surroundings.identifier(), name: name, kind: body.kind, division: body.division, aliases: [],
                validFrom: day, parent: body.parent, isConfirmed: true)
        }
    }
}
