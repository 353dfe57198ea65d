// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows what became of every task between two versions; the last two where the query names none.
func comparePlan(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let id = try visit.value("id")
    let plan = try await visit.useCases.plan(caller, id: id).plan
    let new = visit.query.integer("to") ?? plan.version
    let old = visit.query.integer("from") ?? max(1, new - 1)
    let tasks = try await visit.useCases.comparePlanVersions(caller, plan: id, from: old, to: new)
    return try visit.show(ComparisonPage(plan, tasks, old: old, new: new, visit.phrases))
}

extension ComparisonPage {
    init(_ plan: Plan, _ tasks: [ComparedTask], old: Int, new: Int, _ phrases: Phrases) {
        self.init(
            id: plan.id.text, title: plan.title, old: old, new: new,
            counts: TaskChange.allCases.map { change in
                Count(
                    name: change.rawValue, label: phrases("change." + change.rawValue),
                    count: tasks.count { $0.change == change })
            },
            tasks: tasks.map { Task($0, phrases) })
    }
}

extension ComparisonPage.Task {
    fileprivate init(_ task: ComparedTask, _ phrases: Phrases) {
        var words = HTML()
        for run in task.words { words.add(run) }
        let isKept = task.old.count == 1 && task.new.count == 1
        self.init(
            change: phrases("change." + task.change.rawValue), changeName: task.change.rawValue,
            isMoved: task.isMoved && task.change != .moved,
            sides: (task.new.isEmpty ? task.old : task.new).map(ComparisonPage.Side.init),
            oldPath: isKept ? task.oldPath : nil,
            origins: isKept || task.new.isEmpty ? [] : task.old.map(ComparisonPage.Side.init), words: words.string)
    }
}

extension ComparisonPage.Side {
    fileprivate init(_ side: ComparedTask.Side) {
        self.init(id: side.task.text, path: side.path, title: side.title)
    }
}

extension HTML {
    /// A run of words: what was added and removed in the elements that HTML has for it.
    mutating func add(_ run: ComparedWords) {
        switch run.kind {
        case .kept: text(run.text)
        case .added:
            markup("<ins>")
            text(run.text)
            markup("</ins>")
        case .removed:
            markup("<del>")
            text(run.text)
            markup("</del>")
        }
    }
}
