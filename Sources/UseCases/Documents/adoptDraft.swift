// SPDX-License-Identifier: Apache-2.0
import Definitions
import DocumentEngine
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// Makes the draft the plan of its pairing, or a new version of one, in one transaction.
    package func adoptDraft(
        _ caller: Caller, id: String, revision: Int, as target: AdoptionTarget
    ) async throws -> Identifier<Plan> {
        try await adoptDraft(caller, id: id, revision: revision, as: target, isDemo: false)
    }

    func adoptDraft(
        _ caller: Caller, id: String, revision: Int, as target: AdoptionTarget, isDemo: Bool
    ) async throws -> Identifier<Plan> {
        let spellings = try OrganisationDirectory()
        return try await write(caller) { connection in
            let draft = try Draft(
                findDraft(id, toChange: .adoptDraft, revision: revision, caller, connection))
            guard draft.plan.areas.contains(where: { !$0.tasks.isEmpty }) else {
                let failure = ValidationFailure(field: "tasks", message: "adopt.noTasks")
                throw UseCaseError("draft", .invalid([failure]))
            }
            guard let pairing = try PairingQueries(connection).find(draft.pairing),
                let document = try DocumentQueries(connection).find(draft.document)
            else { throw UseCaseError("draft", .notFound) }
            try close(draft, of: pairing, document, caller, connection)
            let plan = try adoptedPlan(draft, document, target, connection, isDemo: isDemo)
            try PlanQueries(connection).insert(
                PlanVersion(
                    plan: plan.id, number: plan.version, document: document.id, draft: draft.id,
                    adoptedAt: surroundings.now(), adoptedBy: caller.name))
            let resolver = try UnitResolver(
                pairing, draft.plan, spellings, surroundings, connection, isDemo: isDemo)
            let adoption = PlanAdoption(
                plan: plan, draft: draft.plan, resolver: resolver, surroundings: surroundings, connection: connection)
            for change in try adoption.run() { try record(change, plan, caller, connection) }
            try keepReading(of: draft, document, connection)
            try LedgerGeneration(connection).raise()
            try TaskLinking(connection).link(
                plan.id, of: PairingDirectory(connection).scope(pairing))
            try record(
                connection, caller, "adopt", .plan(plan.id, plan.pairing),
                before: plan.version > 1 ? ["version": String(plan.version - 1)] : nil,
                after: ["version": String(plan.version), "title": plan.title, "draft": draft.id.text])
            return plan.id
        }
    }

    /// The plan that the draft becomes, written with its new version's number.
    private func adoptedPlan(
        _ draft: Draft, _ document: Document, _ target: AdoptionTarget, _ connection: any SQLConnection, isDemo: Bool
    ) throws -> Plan {
        let queries = PlanQueries(connection)
        let head = draft.plan.document
        switch target {
        case .newPlan:
            let plan = Plan(
                id: surroundings.identifier(), pairing: draft.pairing, title: head.title ?? document.fileName,
                documentNumber: head.documentNumber, period: head.period, version: 1)
            try queries.insert(plan, isDemo: isDemo)
            return plan
        case .newVersion(let id):
            guard var plan = try queries.lock(id), plan.pairing == draft.pairing else {
                throw UseCaseError("plan", .notFound)
            }
            plan.title = head.title ?? plan.title
            plan.documentNumber = head.documentNumber ?? plan.documentNumber
            plan.period = head.period ?? plan.period
            plan.version += 1
            try queries.update(plan)
            return plan
        }
    }

    /// Claims the draft before anything else is written: who loses a race is told that it is stale.
    private func close(
        _ draft: Draft, of pairing: Pairing, _ document: Document, _ caller: Caller,
        _ connection: any SQLConnection
    ) throws {
        var record = DraftRecord(draft, of: pairing)
        record.state = .adopted
        try save(record, caller, connection)
        let head = draft.plan.document
        let (title, number) = (head.title ?? document.title, head.documentNumber ?? document.documentNumber)
        try DocumentQueries(connection).setTitle(document.id, title, number: number)
        try CitationQueries(connection).setKeys(
            of: document.id, titleKey: title.map(documentKey), numberKey: number.map(documentKey))
    }

    private func record(
        _ change: PlanAdoption.Change, _ plan: Plan, _ caller: Caller, _ connection: any SQLConnection
    ) throws {
        func fields(_ task: TaskRecord, _ duties: [Responsibility]) -> AuditFields {
            let units = duties.map { $0.assignment.filter { !$0.isEmpty }.joined(separator: " ") }
            return [
                "path": task.path, "title": task.title, "text": task.text, "version": String(plan.version),
                "units": units.joined(separator: "; "),
            ]
        }
        try record(
            connection, caller, change.verb, .task(change.task.id, plan.pairing),
            before: change.before.map { fields($0, change.oldDuties) },
            after: change.change == .dropped ? nil : fields(change.task, change.duties))
    }
}
