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
            let before = try wordings.all(of: plan.id, version: old).filter { $0.change != .dropped }
            let after = try wordings.all(of: plan.id, version: new).filter { $0.change != .dropped }
            let oldByTask = Dictionary(before.map { ($0.task, $0) }, uniquingKeysWith: { first, _ in first })
            let kept = Set(after.map(\.task))
            return after.map { compare(oldByTask[$0.task], $0, areNeighbours: new == old + 1) }
                + before.filter { !kept.contains($0.task) }.map { dropped($0) }
        }
    }

    private func compare(
        _ old: TaskWordingRecord?, _ new: TaskWordingRecord, areNeighbours: Bool
    ) -> ComparedTask {
        guard let old else {
            return ComparedTask(
                change: .new, task: new.task, oldPath: nil, newPath: new.path, title: new.title,
                words: [ComparedWords(kind: .added, text: new.words)])
        }
        // Of old versions nobody knows which units they printed.
        let hasUnits = old.units != nil && new.units != nil
        let (oldWords, newWords) = (old.words(withUnits: hasUnits), new.words(withUnits: hasUnits))
        let isReworded = oldWords != newWords || (areNeighbours && new.change == .reworded)
        let isMoved = areNeighbours ? new.change == .moved : old.path != new.path
        let words = isReworded ? difference(oldWords, newWords) : [ComparedWords(kind: .kept, text: newWords)]
        return ComparedTask(
            change: isReworded ? .reworded : isMoved ? .moved : .unchanged, task: new.task, oldPath: old.path,
            newPath: new.path, title: new.title, words: words)
    }

    private func dropped(_ old: TaskWordingRecord) -> ComparedTask {
        ComparedTask(
            change: .dropped, task: old.task, oldPath: old.path, newPath: nil, title: old.title,
            words: [ComparedWords(kind: .removed, text: old.words)])
    }

    private func difference(_ old: String, _ new: String) -> [ComparedWords] {
        TextDifference(from: old, to: new).runs.map { run in
            switch run.kind {
            case .same: ComparedWords(kind: .kept, text: run.text)
            case .removed: ComparedWords(kind: .removed, text: run.text)
            case .added: ComparedWords(kind: .added, text: run.text)
            }
        }
    }
}

extension TaskWordingRecord {
    /// Title, text and each unit as one, on lines of their own.
    fileprivate var words: String { words(withUnits: true) }

    fileprivate func words(withUnits: Bool) -> String {
        ([title, text].compactMap(\.self) + (withUnits ? units ?? [] : [])).joined(separator: "\n")
    }
}
