// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import SQLCore
import Storage

/// Finds the clauses that tasks carry out and writes them down, in the transaction that adopts a plan or sets a
/// reference: a plan is never linked by half.
///
/// Whoever uses it has raised `LedgerGeneration` before, on whose row adoptions and references wait for each other.
struct TaskLinking {
    let connection: any SQLConnection

    init(_ connection: any SQLConnection) { self.connection = connection }

    /// Links every task of a plan to every reference in force that covers it.
    func link(_ plan: Identifier<Plan>, of scope: PairingScope) throws {
        let queries = ReferenceQueries(connection)
        let references = try queries.all().filter { $0.isInForce && $0.reach.covers(scope) }
        guard !references.isEmpty else { return }
        let clauses = try queries.clauses(of: references.map(\.id))
        for reference in references {
            try link(plan, to: reference, Crosswalk(reference, clauses[reference.id] ?? []))
        }
    }

    /// Links the tasks of all plans that a new reference covers. Returns how many plans there are.
    func link(_ reference: ReferencePlan, _ clauses: [ReferenceClause], scopes: [PairingScope]) throws -> Int {
        let crosswalk = Crosswalk(reference, clauses)
        var count = 0
        for scope in scopes where reference.reach.covers(scope) {
            for record in try PlanQueries(connection).all(of: scope.id) {
                try link(record.plan.id, to: reference, crosswalk)
                count += 1
            }
        }
        return count
    }

    /// What people chose holds over what is computed. A plan that is the reference itself carries out nothing.
    func link(_ plan: Identifier<Plan>, to reference: ReferencePlan, _ crosswalk: Crosswalk) throws {
        let isItself = try PlanQueries(connection).versions(of: plan).first?.document == reference.document
        let tasks = try TaskQueries(connection).all(of: plan)
        let chosen = try ClauseCorrectionQueries(connection).holding(reference.id, of: tasks.map(\.id))
        let computed = isItself ? tasks.map { _ in [] } : crosswalk.links(of: tasks)
        try ClauseLinkQueries(connection).replace(
            reference.id,
            zip(tasks, computed).map { task, links in
                (task.id, chosen[task.id].map { links.chosen($0.clauses) } ?? links)
            })
    }
}

extension Crosswalk {
    init(_ reference: ReferencePlan, _ clauses: [ReferenceClause]) {
        self.init(
            title: reference.title,
            clauses: clauses.map { Clause(id: $0.id, area: $0.area, text: $0.text, source: $0.source) })
    }

    /// The links of tasks that stand in the order of their plan; an area is looked at as a whole.
    func links(of tasks: [TaskRecord]) -> [[ClauseLink]] {
        var found: [[ClauseLink]] = []
        var rest = tasks[...]
        while let first = rest.first {
            let area = rest.prefix { $0.area == first.area && $0.areaOrdinal == first.areaOrdinal }
            rest = rest.dropFirst(area.count)
            found += links(area: first.area, tasks: area.map { Wording(title: $0.title, text: $0.text) })
                .map { $0.map(ClauseLink.init) }
        }
        return found
    }
}

extension ClauseLink {
    init(_ link: Crosswalk.Link) {
        self.init(clause: link.clause + 1, likeness: Int((link.likeness * 1000).rounded()))
    }
}

extension [ClauseLink] {
    /// The chosen clauses in their order, with what the program computed of them.
    func chosen(_ clauses: [Int]) -> [ClauseLink] {
        clauses.map { clause in
            ClauseLink(clause: clause, likeness: first { $0.clause == clause }?.likeness)
        }
    }
}
