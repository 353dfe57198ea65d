// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import SQLCore
import Storage

extension UseCases {
    /// The plans that the caller may compare: those that may be read whole, then what others have published.
    package func comparablePlans(_ caller: Caller) async throws -> [ComparablePlan] {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let visible = caller.pairings(for: .readPlan) { directory.scopes }
            let whole = try PlanQueries(connection).page(visible: visible, after: nil, limit: Self.mostPlans)
                .compactMap { record in
                    directory[record.plan.pairing].map { ComparablePlan(record.plan, of: $0) }
                }
            return whole + (try publications(beyond: visible, caller, directory, connection).map(\.plan))
        }
    }

    /// For every task of one plan the tasks of another that are most like it, and how both word it.
    ///
    /// Throws notFound where the caller may read one of them neither whole nor as published.
    package func comparePlans(_ caller: Caller, mine: String, other: String) async throws -> PlanLikeness {
        let (left, right) = try await database.read { connection in
            (
                try comparableTasks(ofPlan: mine, caller, connection),
                try comparableTasks(ofPlan: other, caller, connection)
            )
        }
        return try await withoutBlocking(turn: surroundings.random().0) {
            let neighbours = TaskNeighbours(right.tasks.map(\.wording))
            var found: Set<Int> = []
            let tasks = left.tasks.map { task in
                let nearest = neighbours.nearest(to: task.wording, most: Self.mostLikes)
                found.formUnion(nearest.map(\.task))
                return TaskWithLikes(task: task, likes: nearest.map { LikeTask(right.tasks[$0.task], $0, of: task) })
            }
            return PlanLikeness(
                mine: left.plan, other: right.plan, tasks: tasks,
                unmatched: right.tasks.enumerated().filter { !found.contains($0.offset) }.map(\.element))
        }
    }

    /// Who else does this: the tasks of all other plans that the caller may read which are most like a task.
    package func likeTasks(_ caller: Caller, task: String) async throws -> TaskWithLikes {
        let (own, others) = try await database.read { connection in
            let (record, plan, pairing, _) = try findTask(task, caller, connection)
            let units = try TaskQueries(connection).responsibilities(of: [record.id])[record.id] ?? []
            let own = ComparableTask(record, ComparablePlan(plan, of: pairing), units)
            return (own, try candidates(for: own, caller, connection))
        }
        return try await withoutBlocking(turn: surroundings.random().0) {
            let nearest = TaskNeighbours(others.map(\.wording)).nearest(to: own.wording, most: Self.mostOfAllPlans)
            return TaskWithLikes(task: own, likes: nearest.map { LikeTask(others[$0.task], $0, of: own) })
        }
    }

    private static var mostLikes: Int { 3 }
    private static var mostOfAllPlans: Int { 12 }
    private static var mostPlans: Int { 1_000 }
    /// Of the plans that may be read whole only so many tasks are looked at: those that share most pairs of characters.
    private static var mostCandidates: Int { 240 }

    private func candidates(
        for own: ComparableTask, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> [ComparableTask] {
        let directory = try PairingDirectory(connection)
        let visible = caller.pairings(for: .readPlan) { directory.scopes }
        let queries = TaskQueries(connection)
        let records = try queries.sharing(
            TaskTerms.terms(of: [own.title ?? "", own.text]), visible: visible, except: own.plan.id,
            limit: Self.mostCandidates)
        let duties = try queries.responsibilities(of: records.map(\.id))
        let plans = Dictionary(
            try Set(records.map(\.plan)).compactMap { id in
                try PlanQueries(connection).find(id).flatMap { plan in
                    directory[plan.pairing].map { (id, ComparablePlan(plan, of: $0)) }
                }
            }, uniquingKeysWith: { first, _ in first })
        let whole = records.compactMap { record in
            plans[record.plan].map { ComparableTask(record, $0, duties[record.id] ?? []) }
        }
        let published = try publications(beyond: visible, caller, directory, connection).flatMap {
            try comparableTasks(of: $0.record.publication, $0.plan, connection)
        }
        return whole + published
    }

    /// What is published of plans that the caller may not read whole.
    private func publications(
        beyond visible: PairingFilter, _ caller: Caller, _ directory: PairingDirectory,
        _ connection: any SQLConnection
    ) throws -> [(record: PublicationRecord, plan: ComparablePlan)] {
        let readable = caller.pairings(for: .readPublishedPlan) { directory.scopes }
        return try PublicationQueries(connection).all(visible: readable).compactMap { record in
            guard !visible.contains(record.pairing), let pairing = directory[record.pairing] else { return nil }
            return (record, ComparablePlan(record.publication, of: pairing))
        }
    }

    /// A plan's tasks: whole where the caller may read it so, else as published.
    private func comparableTasks(
        ofPlan id: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (plan: ComparablePlan, tasks: [ComparableTask]) {
        if let id = Identifier<Plan>(id), let plan = try PlanQueries(connection).find(id),
            let pairing = try PairingQueries(connection).find(plan.pairing),
            caller.may(.readPlan, on: try ruleObject(pairing.id, connection, "plan"))
        {
            let comparable = ComparablePlan(plan, of: pairing)
            let tasks = try TaskQueries(connection).all(of: plan.id)
            let duties = try TaskQueries(connection).responsibilities(of: tasks.map(\.id))
            return (comparable, tasks.map { ComparableTask($0, comparable, duties[$0.id] ?? []) })
        }
        let (record, pairing) = try findPublication(id, caller, connection)
        let plan = ComparablePlan(record.publication, of: pairing)
        return (plan, try comparableTasks(of: record.publication, plan, connection))
    }

    private func comparableTasks(
        of publication: PlanPublication, _ plan: ComparablePlan, _ connection: any SQLConnection
    ) throws -> [ComparableTask] {
        try publishedTasks(of: publication, connection).map { _, task in
            ComparableTask(
                id: task.id, plan: plan, path: task.path, area: task.area, title: task.title, text: task.text,
                units: task.units)
        }
    }
}

extension ComparablePlan {
    fileprivate init(_ plan: Plan, of pairing: Pairing) {
        self.init(id: plan.id, pairing: pairing, title: plan.title, version: plan.version, isPublication: false)
    }

    fileprivate init(_ publication: PlanPublication, of pairing: Pairing) {
        self.init(
            id: publication.plan, pairing: pairing, title: publication.title, version: publication.version,
            isPublication: true)
    }
}

extension ComparableTask {
    fileprivate init(_ record: TaskRecord, _ plan: ComparablePlan, _ duties: [Responsibility]) {
        var units: [String] = []
        for duty in duties where !units.contains(duty.unit) { units.append(duty.unit) }
        self.init(
            id: record.id, plan: plan, path: record.path, area: record.area, title: record.title, text: record.text,
            units: units)
    }
}

extension LikeTask {
    fileprivate init(_ task: ComparableTask, _ neighbour: TaskNeighbours.Neighbour, of other: ComparableTask) {
        self.init(
            task: task, likeness: Int((neighbour.likeness * 100).rounded()),
            words: SharedPhrases(of: task.text, with: other.text).runs.map(SharedWords.init),
            otherWords: SharedPhrases(of: other.text, with: task.text).runs.map(SharedWords.init))
    }
}

extension SharedWords {
    fileprivate init(_ run: SharedPhrases.Run) { self.init(text: run.text, isShared: run.isShared) }
}
