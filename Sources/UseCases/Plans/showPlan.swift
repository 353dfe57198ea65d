// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// A plan's page: its newest version.
    package func plan(_ caller: Caller, id: String) async throws -> PlanDetail {
        try await database.read { connection in
            let (plan, pairing) = try findPlan(id, caller, connection)
            let object = try ruleObject(pairing.id, connection, "plan")
            let queries = PlanQueries(connection)
            let tasks = try TaskQueries(connection).all(of: plan.id)
            let duties = try TaskQueries(connection).responsibilities(of: tasks.map(\.id))
            let areas = try queries.areas(of: plan.id).map { area in
                PlanArea(
                    ordinal: area.ordinal, title: area.title, nationalArea: area.nationalArea,
                    tasks: tasks.filter { $0.areaOrdinal == area.ordinal && $0.area == area.title }
                        .map { TaskListing($0, pairing.code, duties[$0.id] ?? []) })
            }
            let safeguards = try queries.safeguards(of: plan.id).map {
                PlanSafeguard(ordinal: $0.ordinal, title: $0.title, text: $0.text)
            }
            return PlanDetail(
                plan: plan, pairing: pairing, versions: try queries.versions(of: plan.id), areas: areas,
                safeguards: safeguards, mayExplain: caller.may(.explainAccess, on: object),
                publishing: PlanPublishing(
                    publication: try PublicationQueries(connection).find(plan.id)?.publication,
                    publicity: try publicity(of: plan, connection), mayPublish: caller.may(.publishPlan, on: object)),
                history: try history(of: Watch(kind: "plan", id: plan.id.text), in: connection))
        }
    }

    /// The plan of an address and its pairing. Throws notFound where there is none, or the caller may not see it.
    func findPlan(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (plan: Plan, pairing: Pairing) {
        guard let id = Identifier<Plan>(id), let plan = try PlanQueries(connection).find(id),
            let pairing = try PairingQueries(connection).find(plan.pairing)
        else { throw UseCaseError("plan", .notFound) }
        let object = try ruleObject(pairing.id, connection, "plan")
        try caller.require(.readPlan, on: object, "plan", knowing: .readPlan)
        return (plan, pairing)
    }

    /// The plans of a pairing for lists; the permission is the caller's to ask.
    func planListings(of pairing: Pairing, _ connection: any SQLConnection) throws -> [PlanListing] {
        try PlanQueries(connection).all(of: pairing.id).map { record in
            PlanListing(
                plan: record.plan, pairingCode: pairing.code, taskCount: record.taskCount,
                adoptedAt: record.adoptedAt, adoptedBy: record.adoptedBy)
        }
    }
}
