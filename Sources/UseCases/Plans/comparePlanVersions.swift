// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Task by task, what became of version `old` in version `new`, in the order of the new one; dropped tasks follow.
    package func comparePlanVersions(
        _ caller: Caller, plan: String, from old: Int, to new: Int
    ) async throws -> [ComparedTask] {
        try await database.read { connection in
            let (plan, _) = try findPlan(plan, caller, connection)
            guard (1...plan.version).contains(old), (1...plan.version).contains(new), old < new else {
                throw UseCaseError("version", .notFound)
            }
            let wordings = TaskWordingQueries(connection)
            return VersionComparison(
                before: try wordings.all(of: plan.id, version: old).filter { $0.change != .dropped },
                after: try wordings.all(of: plan.id, version: new).filter { $0.change != .dropped },
                descents: try DescentQueries(connection).all(of: plan.id, after: old, upTo: new)
            ).tasks
        }
    }
}

/// Two versions of a plan by the identities and lines of descent that their tasks were adopted with.
private struct VersionComparison {
    let before: [TaskWordingRecord]
    let after: [TaskWordingRecord]
    private let descents: [Identifier<PlanTask>: [DescentRecord]]
    private let oldPlaces: [Identifier<PlanTask>: Int]

    init(before: [TaskWordingRecord], after: [TaskWordingRecord], descents: [DescentRecord]) {
        (self.before, self.after) = (before, after)
        self.descents = Dictionary(grouping: descents, by: \.task)
        oldPlaces = Dictionary(before.enumerated().map { ($1.task, $0) }, uniquingKeysWith: { first, _ in first })
    }

    var tasks: [ComparedTask] {
        let origins = after.map { self.origins(of: $0.task) }
        let pairs = after.indices.filter { origins[$0].count == 1 && heirs(of: origins[$0][0], origins) == 1 }
            .map { (old: origins[$0][0], new: $0) }
        let anchors = after.indices.compactMap { place in
            origins[place].first.flatMap { old in pairs.contains { $0.new == place } ? nil : (old: old, new: place) }
        }
        let moved = TaskComparison.moved(
            pairs, anchors: anchors, old: before.map(\.side), new: after.map(\.side))
        var (told, found): (Set<Int>, [ComparedTask]) = ([], [])
        for place in after.indices where !told.contains(place) {
            let group = self.group(with: place, origins)
            told.formUnion(group.new)
            found.append(compare(group, isMoved: moved.contains(place)))
        }
        let kept = Set(origins.flatMap(\.self))
        return found + before.indices.filter { !kept.contains($0) }.map { compare(([$0], []), isMoved: false) }
    }

    /// The old tasks that a new one goes on from or descends from.
    private func origins(of task: Identifier<PlanTask>) -> [Int] {
        var (found, seen): (Set<Int>, Set<Identifier<PlanTask>>) = ([], [task])
        var open = [task]
        while let next = open.popLast() {
            if let place = oldPlaces[next] { found.insert(place) }
            for descent in descents[next] ?? [] where seen.insert(descent.ancestor).inserted {
                open.append(descent.ancestor)
            }
        }
        return found.sorted()
    }

    private func heirs(of old: Int, _ origins: [[Int]]) -> Int { origins.count { $0.contains(old) } }

    /// All that hangs together with a new task.
    private func group(with place: Int, _ origins: [[Int]]) -> (old: [Int], new: [Int]) {
        var (old, new) = (Set(origins[place]), Set([place]))
        while true {
            let size = old.count + new.count
            for other in after.indices where !old.isDisjoint(with: origins[other]) { new.insert(other) }
            for other in new { old.formUnion(origins[other]) }
            if old.count + new.count == size { return (old: old.sorted(), new: new.sorted()) }
        }
    }

    private func compare(_ group: (old: [Int], new: [Int]), isMoved: Bool) -> ComparedTask {
        let (olds, news) = (group.old.map { before[$0] }, group.new.map { after[$0] })
        let words = difference(text(olds), text(news))
        let units = units(olds, news)
        let isSame = (words + units).allSatisfy { $0.kind == .kept }
        let change: TaskChange =
            switch (olds.count, news.count) {
            case (0, _): .new
            case (_, 0): .dropped
            case (1, 1): !isSame ? .reworded : isMoved ? .moved : .unchanged
            default: news.count > olds.count ? .split : .merged
            }
        return ComparedTask(
            change: change, isMoved: isMoved, old: olds.map(ComparedTask.Side.init),
            new: news.map(ComparedTask.Side.init), words: words + units)
    }

    private func text(_ wordings: [TaskWordingRecord]) -> String {
        wordings.map { [$0.title, $0.text].compactMap(\.self).joined(separator: "\n") }.joined(separator: "\n\n")
    }

    /// The units, each on a line of its own. Of old versions nobody knows which units they printed.
    private func units(_ olds: [TaskWordingRecord], _ news: [TaskWordingRecord]) -> [ComparedWords] {
        guard (olds + news).allSatisfy({ $0.units != nil }) else { return [] }
        let (before, after) = (distinct(olds), distinct(news))
        let told = after.map { ComparedWords(kind: before.contains($0) ? .kept : .added, text: "\n" + $0) }
        return told
            + before.filter { !after.contains($0) }.map { ComparedWords(kind: .removed, text: "\n" + $0) }
    }

    private func distinct(_ wordings: [TaskWordingRecord]) -> [String] {
        var seen: Set<String> = []
        return wordings.flatMap { $0.units ?? [] }.filter { seen.insert($0).inserted }
    }
}

/// The words of one text and another, marked.
private func difference(_ old: String, _ new: String) -> [ComparedWords] {
    TextDifference(from: old, to: new).runs.map { run in
        switch run.kind {
        case .same: ComparedWords(kind: .kept, text: run.text)
        case .removed: ComparedWords(kind: .removed, text: run.text)
        case .added: ComparedWords(kind: .added, text: run.text)
        }
    }
}

extension ComparedTask.Side {
    init(_ wording: TaskWordingRecord) {
        self.init(task: wording.task, path: wording.path, area: wording.area, title: wording.title)
    }
}

extension TaskWordingRecord {
    fileprivate var side: TaskComparison.Side { TaskComparison.Side(path: path, title: title, text: text) }
}
