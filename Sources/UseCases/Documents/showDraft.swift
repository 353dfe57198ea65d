// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Everything the page of a draft shows.
    package func draft(_ caller: Caller, id: String) async throws -> DraftDetail {
        try await database.read { connection in
            let (record, object) = try findDraft(id, caller, connection)
            guard let document = try DocumentQueries(connection).find(record.document),
                let source = try DocumentQueries(connection).source(of: document),
                let pairing = try PairingQueries(connection).find(record.pairing)
            else { throw UseCaseError("draft", .notFound) }
            let draft = try Draft(record)
            let isOpen = record.state == .open
            let plans = try planListings(of: pairing, connection)
            let view = try CrosswalkView(caller, connection)
            return DraftDetail(
                draft: draft, document: document, pairing: pairing, source: source,
                canUndo: try isOpen && DraftQueries(connection).lastStep(of: record.id) != nil,
                canRedo: try isOpen && DraftQueries(connection).firstUndoneStep(of: record.id) != nil,
                mayCorrect: isOpen && caller.may(.correctDraft, on: object),
                mayAdopt: isOpen && caller.may(.adoptDraft, on: object),
                mayExplain: caller.may(.explainAccess, on: object),
                plans: likelyFirst(plans, for: draft.plan),
                adoptedAs: record.state == .adopted
                    ? try PlanQueries(connection).versions(of: record.document).last { $0.draft == record.id }?.plan
                    : nil,
                offer: isOpen && caller.may(.correctDraft, on: object) ? try spreadOffer(draft, connection) : nil,
                bodies: isOpen && caller.may(.correctDraft, on: object) ? try bodies(of: pairing, connection) : [],
                clauses: try isOpen ? draftClauses(draft, object, view, connection) : nil,
                references: try view.references.filter { $0.draft == record.id }
                    .map { try view.listing($0, connection) },
                referenceChoices: referenceChoices(draft, object, caller),
                findings: draft.plan.findings(within: pairing),
                history: try history(
                    of: Watch(kind: "draft", id: record.id.text), Watch(kind: "document", id: record.document.text),
                    in: connection))
        }
    }

    private func bodies(of pairing: Pairing, _ connection: any SQLConnection) throws -> [Organisation] {
        let divisions = Set(Side.allCases.map { pairing.party($0).division }).sorted { $0.text < $1.text }
        return try OrganisationQueries(connection).all(in: divisions).filter { $0.validTo == nil }
    }

    /// The plans of a pairing, those of the same title first, then those of the same period, then the newest.
    func likelyFirst(_ plans: [PlanListing], for draft: PlanDraft) -> [PlanListing] {
        func rank(_ plan: Plan) -> Int {
            if plan.title == draft.document.title { return 0 }
            return plan.period != nil && plan.period == draft.document.period ? 1 : 2
        }
        return plans.enumerated().sorted { left, right in
            (rank(left.element.plan), left.offset) < (rank(right.element.plan), right.offset)
        }.map(\.element)
    }
}
