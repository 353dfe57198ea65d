// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Says of a body that only a document named that it exists.
    package func confirmOrganisation(_ caller: Caller, id: String, revision: Int) async throws {
        try await write(caller) { connection in
            let change = try changeable(id, revision: revision, caller, connection)
            guard !change.body.isConfirmed else { return }
            var body = change.body
            body.isConfirmed = true
            try save(body, revision: change.revision, connection)
            try record(
                connection, caller, "confirm", .organisation(body.id), before: ["isConfirmed": "false"],
                after: ["isConfirmed": "true"])
        }
    }

    /// Says of a body that only a document named that it is another one of the directory under another spelling: that
    /// one takes its spellings, duties, people and contacts. What was printed stays as printed.
    ///
    /// `other` is an identity. Throws invalid with the field `heir`.
    package func absorbOrganisation(_ caller: Caller, id: String, revision: Int, into other: String) async throws {
        try await write(caller) { connection in
            let change = try changeable(id, revision: revision, caller, connection)
            let body = change.body
            guard !body.isConfirmed else {
                throw UseCaseError("organisation", .conflict(reason: "organisation.confirmedAlready"))
            }
            guard let target = Identifier<Organisation>(other), target != body.id else {
                throw organisationFailure("heir", "organisation.heirUnknown")
            }
            let kept = try changeable(target.text, revision: nil, caller, connection)
            var merged = kept.body
            let spellings = [body.name] + body.aliases
            merged.aliases += spellings.filter { $0 != merged.name && !merged.aliases.contains($0) }
            try passPeopleOn(Succession(from: change, to: kept.body, on: nil), caller, connection)
            try OrganisationQueries(connection).absorb(body.id, into: merged.id)
            try AssignmentQueries(connection).join(of: merged.id)
            if merged.parent == body.id { merged.parent = nil }
            try save(merged, revision: kept.revision, connection)
            try LedgerGeneration(connection).raise()
            try record(
                connection, caller, "absorbed", .organisation(body.id), before: body.recorded,
                after: ["successor": merged.name])
            try record(
                connection, caller, "absorb", .organisation(merged.id), before: kept.body.recorded,
                after: merged.recorded)
        }
    }
}
