// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// A body's page.
    package func organisation(_ caller: Caller, id: String) async throws -> OrganisationDetail {
        try caller.require(.readOrganisation, on: .installation, "organisation", knowing: .readOrganisation)
        return try await database.read { connection in
            let queries = OrganisationQueries(connection)
            guard let id = Identifier<Organisation>(id), let body = try queries.find(id),
                let revision = try queries.revision(of: id)
            else { throw UseCaseError("organisation", .notFound) }
            let directory = try PairingDirectory(connection)
            let mayManage = caller.may(.manageOrganisation, onAny: directory.objects(of: body.division))
            let visible = caller.pairings(for: .readPlan) { directory.scopes }
            let history =
                mayManage ? try AuditQueries(connection).history(of: "organisation", id.text, limit: 50) : []
            return OrganisationDetail(
                organisation: body, revision: revision,
                place: try body.division.flatMap { try DivisionQueries(connection).find($0) },
                parent: try body.parent.flatMap { try queries.find($0) },
                children: try queries.page(OrganisationFilter(parent: id), after: nil, limit: 500),
                names: try queries.names(of: [id])[id] ?? [],
                predecessors: try links(try queries.successions(to: [id]), queries) { $0.from },
                successors: try links(try queries.successions(from: [id]), queries) { $0.to },
                people: try people(of: id, caller, directory, connection),
                taskCount: try queries.dutyCounts(of: [id], visible: visible)[id] ?? 0,
                seesTasks: visible != .some([]), history: history,
                historyNames: try RecordNames(of: history, connection),
                mayManage: mayManage,
                mayExplain: caller.may(.explainAccess, onAny: directory.objects(of: body.division)),
                neighbours: mayManage ? try neighbours(of: body, queries) : [],
                spellings: try spellings(of: id, caller, directory, connection))
        }
    }

    private func links(
        _ successions: [OrganisationSuccession], _ queries: OrganisationQueries,
        _ other: (OrganisationSuccession) -> Identifier<Organisation>
    ) throws -> [OrganisationLink] {
        try successions.compactMap { succession in
            try queries.find(other(succession)).map {
                OrganisationLink(organisation: $0, on: succession.on, kind: succession.kind)
            }
        }
    }

    /// The names of those who work for the body, among the people whom the caller may see.
    private func people(
        of id: Identifier<Organisation>, _ caller: Caller, _ directory: PairingDirectory,
        _ connection: any SQLConnection
    ) throws -> [String] {
        var filter = AccountFilter()
        filter.organisation = id
        filter.state = .active
        return try AccountQueries(connection).page(filter, after: nil, limit: 200).map(\.user).filter { user in
            caller.may(.readUser, onAny: directory.objects(of: user))
        }.map(\.displayName)
    }

    private func neighbours(of body: Organisation, _ queries: OrganisationQueries) throws -> [Organisation] {
        guard let place = body.division else { return [] }
        return try queries.all(in: [place]).filter { $0.id != body.id && $0.validTo == nil }
    }
}
