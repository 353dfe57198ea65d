// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Publishes the newest version of a plan for the other pairings. `version` is the one that the caller has seen.
    ///
    /// A document that doesn't say of itself that it is public needs `isConfirmed`; one that says it isn't is refused.
    /// What is published already stays as it is. Throws notFound, forbidden, stale, conflict, invalid.
    package func publishPlan(_ caller: Caller, id: String, version: Int, isConfirmed: Bool) async throws {
        try await write(caller) { connection in
            let plan = try lockPlan(id, toChange: .publishPlan, caller, connection)
            guard plan.version == version else { throw UseCaseError("plan", .stale(revision: plan.version)) }
            switch try publicity(of: plan, connection) {
            case .open: break
            case .closed: throw UseCaseError("plan", .conflict(reason: "publication.closed"))
            case .limited, .unsaid:
                guard isConfirmed else {
                    throw UseCaseError(
                        "plan", .invalid([ValidationFailure(field: "confirm", message: "publication.unconfirmed")]))
                }
            }
            let queries = PublicationQueries(connection)
            let before = try queries.find(plan.id)?.publication
            if before?.version == version { return }
            try publish(plan, caller, connection, before: before)
        }
    }

    /// Takes back what is published of a plan. Throws notFound, forbidden, and conflict where nothing is.
    package func withdrawPlan(_ caller: Caller, id: String) async throws {
        try await write(caller) { connection in
            let plan = try lockPlan(id, toChange: .publishPlan, caller, connection)
            guard let publication = try PublicationQueries(connection).find(plan.id)?.publication else {
                throw UseCaseError("plan", .conflict(reason: "publication.none"))
            }
            try PublicationQueries(connection).withdraw(plan.id)
            try record(
                connection, caller, "withdraw", .plan(plan.id, plan.pairing),
                before: ["version": String(publication.version), "title": publication.title])
        }
    }

    func publish(
        _ plan: Plan, _ caller: Caller, _ connection: any SQLConnection, before: PlanPublication? = nil
    ) throws {
        try PublicationQueries(connection).publish(
            PlanPublication(
                plan: plan.id, version: plan.version, title: plan.title, documentNumber: plan.documentNumber,
                period: plan.period, publishedAt: surroundings.now(), publishedBy: caller.name))
        try record(
            connection, caller, "publish", .plan(plan.id, plan.pairing),
            before: before.map { ["version": String($0.version), "title": $0.title] },
            after: ["version": String(plan.version), "title": plan.title])
    }

    /// What the document of the plan's newest version says of its own publicity.
    func publicity(of plan: Plan, _ connection: any SQLConnection) throws -> Publicity {
        guard
            let version = try PlanQueries(connection).versions(of: plan.id).first(where: { $0.number == plan.version }),
            let draft = try DraftQueries(connection).find(version.draft)
        else { return .unsaid }
        return Publicity(mark: try Draft(draft).plan.document.publicity)
    }

    /// The plan of an address, kept as it is until the transaction ends.
    private func lockPlan(
        _ id: String, toChange action: Action, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> Plan {
        guard let id = Identifier<Plan>(id), let plan = try PlanQueries(connection).lock(id) else {
            throw UseCaseError("plan", .notFound)
        }
        try caller.require(
            action, on: try ruleObject(plan.pairing, connection, "plan"), "plan", knowing: .readPlan)
        return plan
    }
}
