// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import SQLCore
import Storage

/// The clauses that the tasks of a draft carry out, as they would be linked today.
package struct DraftClauses: Sendable {
    package let reference: ReferenceListing
    /// By area and task, best first.
    package let links: [[[LinkedClause]]]
}

extension UseCases {
    /// A page of more tasks than this waits for its links until it is adopted.
    private static let mostTasks = 400

    /// Held against the first reference in force that covers the draft's pairing: the nation's before a province's.
    func draftClauses(
        _ draft: Draft, _ object: RuleObject, _ view: CrosswalkView, _ connection: any SQLConnection
    ) throws -> DraftClauses? {
        guard let scope = object.pairing,
            let reference = view.references.first(where: { $0.isInForce && $0.reach.covers(scope) }),
            reference.document != draft.document,
            draft.plan.areas.reduce(0, { $0 + $1.tasks.count }) <= Self.mostTasks
        else { return nil }
        let clauses = try ReferenceQueries(connection).clauses(of: reference.id)
        let crosswalk = Crosswalk(reference, clauses)
        let links = draft.plan.areas.map { area in
            crosswalk.links(area: area.title, tasks: area.tasks.map { .init(title: $0.title, text: $0.text) })
                .map { links in
                    links.map {
                        let link = ClauseLink($0)
                        return LinkedClause(clause: clauses[link.clause - 1], likeness: link.likeness)
                    }
                }
        }
        return DraftClauses(reference: try view.listing(reference, connection), links: links)
    }

    /// For whom the caller may make the draft's document the reference; none where it has no task.
    func referenceChoices(_ draft: Draft, _ object: RuleObject, _ caller: Caller) -> [ReferenceChoice] {
        guard let scope = object.pairing, draft.state != .discarded,
            draft.plan.areas.contains(where: { !$0.tasks.isEmpty })
        else { return [] }
        let isOneProvince = scope.oldAreaProvince == scope.easternProvince
        return ReferenceChoice.allCases.filter { choice in
            !(choice == .eastern && isOneProvince) && caller.may(choice.action, on: choice.object(in: scope))
        }
    }
}
