// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// Makes the document of a draft the reference plan of the nation, a province or a pairing, in the place of the one
    /// in force, and links the tasks of all plans that it covers, in one transaction.
    ///
    /// Throws stale where the draft is of another revision, invalid where it has no clause.
    package func setReference(
        _ caller: Caller, draft: String, revision: Int, for choice: ReferenceChoice
    ) async throws -> Identifier<ReferencePlan> {
        try await setReference(caller, draft: draft, revision: revision, for: choice, isDemo: false)
    }

    func setReference(
        _ caller: Caller, draft: String, revision: Int, for choice: ReferenceChoice, isDemo: Bool
    ) async throws -> Identifier<ReferencePlan> {
        try await write(caller) { connection in
            let (record, _) = try findDraft(draft, caller, connection, isLocked: true)
            guard let scope = try PairingScope.load(record.pairing, connection) else {
                throw UseCaseError("draft", .notFound)
            }
            // That there is such a draft the caller knows already.
            if case .refused(let rule) = caller.verdict(choice.action, on: choice.object(in: scope)) {
                throw UseCaseError("draft", .forbidden(reason: rule))
            }
            guard record.state != .discarded else {
                throw UseCaseError("draft", .conflict(reason: "draft.discarded"))
            }
            guard record.revision == revision else { throw UseCaseError("draft", .stale(revision: record.revision)) }
            let plan = try PlanDraft(json: record.plan)
            let clauses = Crosswalk.clauses(of: plan).enumerated().map { place, clause in
                ReferenceClause(
                    number: place + 1, id: clause.id, area: clause.area, text: clause.text, source: clause.source)
            }
            guard !clauses.isEmpty else {
                throw UseCaseError("draft", .invalid([ValidationFailure(field: "", message: "reference.noClauses")]))
            }
            let document = try DocumentQueries(connection).find(record.document)
            let reference = ReferencePlan(
                id: surroundings.identifier(), reach: choice.reach(in: scope),
                title: plan.document.title ?? document?.title ?? document?.fileName ?? "", document: record.document,
                draft: record.id, setAt: surroundings.now(), setBy: caller.name, isSample: isDemo)
            try establish(reference, clauses, caller, connection)
            return reference.id
        }
    }

    private func establish(
        _ reference: ReferencePlan, _ clauses: [ReferenceClause], _ caller: Caller, _ connection: any SQLConnection
    ) throws {
        // First, because adoptions wait for it (see `TaskLinking`).
        try LedgerGeneration(connection).raise()
        let former = try ReferenceQueries(connection).insert(reference, clauses)
        let carried = try former.map { try carryOver(from: $0, to: reference, clauses, connection) } ?? 0
        let plans = try TaskLinking(connection).link(
            reference, clauses, scopes: PairingDirectory(connection).scopes)
        if let former {
            try record(
                connection, caller, "replace", .reference(former.id, former.reach.pairing),
                before: ["title": former.title], after: ["reference": reference.id.text])
        }
        try record(
            connection, caller, "set", .reference(reference.id, reference.reach.pairing),
            after: [
                "title": reference.title, "draft": reference.draft.text, "clauses": String(clauses.count),
                "plans": String(plans), "carriedOver": String(carried),
            ])
    }

    /// What people chose goes on to the newer reference where every clause that they chose stands there in the same
    /// words, or under the same number. Returns how many corrections do.
    private func carryOver(
        from former: ReferencePlan, to reference: ReferencePlan, _ clauses: [ReferenceClause],
        _ connection: any SQLConnection
    ) throws -> Int {
        let old = try ReferenceQueries(connection).clauses(of: former.id)
        let byText = Dictionary(clauses.map { ($0.text, $0.number) }, uniquingKeysWith: { first, _ in first })
        let byID = Dictionary(clauses.map { ($0.id, $0.number) }, uniquingKeysWith: { first, _ in first })
        let queries = ClauseCorrectionQueries(connection)
        let carried = try queries.holding(former.id).values.compactMap { correction -> ClauseCorrection? in
            let numbers = correction.clauses.compactMap { number -> Int? in
                guard old.indices.contains(number - 1) else { return nil }
                return byText[old[number - 1].text] ?? byID[old[number - 1].id]
            }
            guard numbers.count == correction.clauses.count, Set(numbers).count == numbers.count else { return nil }
            return ClauseCorrection(
                task: correction.task, reference: reference.id, number: 1, clauses: numbers,
                version: correction.version, madeAt: correction.madeAt, madeBy: correction.madeBy)
        }
        try queries.insert(carried.sorted { $0.task < $1.task })
        return carried.count
    }
}

extension ReferencePlan.Reach {
    /// The pairing that it holds for alone.
    var pairing: Identifier<Pairing>? {
        if case .pairing(let id) = self { id } else { nil }
    }
}

extension ReferenceChoice {
    /// What the rule table is asked.
    var action: Action { self == .pairing ? .setPairingReference : .setReference }

    /// On what: a province is asked as one side of the document's pairing.
    func object(in scope: PairingScope) -> RuleObject {
        switch self {
        case .nation: .installation
        case .oldArea: RuleObject(pairing: scope, side: .oldArea)
        case .eastern: RuleObject(pairing: scope, side: .eastern)
        case .pairing: RuleObject(pairing: scope)
        }
    }

    func reach(in scope: PairingScope) -> ReferencePlan.Reach {
        switch self {
        case .nation: .nation
        case .oldArea: .province(scope.oldAreaProvince)
        case .eastern: .province(scope.easternProvince)
        case .pairing: .pairing(scope.id)
        }
    }
}
