// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The search of tasks by parts of their text, on the table `plan_task_term`.
///
/// A term is two neighbouring letters or digits. A task is found where it has every term of every word that was asked
/// for, which in Chinese is as good as the word itself.
package struct TaskTerms {
    /// Above so many tasks a term no longer narrows a search: the ledger is walked in its order instead, where matches
    /// are close together.
    private static let selective = 1_000

    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// The terms of texts: title, text and units of a task; or the words of a search.
    package static func terms(of texts: [String]) -> Set<String> {
        var terms: Set<String> = []
        for text in texts {
            var previous: Character?
            for character in text.lowercased() {
                guard character.isLetter || character.isNumber else {
                    previous = nil
                    continue
                }
                if let previous { terms.insert(String([previous, character])) }
                previous = character
            }
        }
        return terms
    }

    /// Makes a task's entries those of `new`. `old` is what was given as `new` last time, empty the first time.
    package func replace(_ task: Identifier<PlanTask>, old: [String], new: [String]) throws {
        let (before, after) = (Self.terms(of: old), Self.terms(of: new))
        for term in before.subtracting(after).sorted() {
            try connection.run(
                "DELETE FROM plan_task_term WHERE term = ? AND task_id = ?", [.text(term), .id(task)])
        }
        try connection.insert(
            into: "plan_task_term", ["term", "task_id"],
            rows: after.subtracting(before).sorted().map { [.text($0), .id(task)] })
    }

    /// The condition that the task whose identity is in the column `task` holds every word of `search`, or nil where
    /// there is nothing to search for. A single character is looked for by `LIKE` in the columns `texts`.
    ///
    /// `isWalked` is true for a page, which ends after a few matches, and false for a count of all of them.
    package func condition(
        _ search: String, task: String = "plan_task.id", texts: [String] = ["plan_task.title", "plan_task.text"],
        isWalked: Bool = true
    ) throws -> SQLCondition? {
        let words = search.split { $0.isWhitespace || $0.isPunctuation }.map(String.init)
        let terms = Self.terms(of: words).sorted()
        var conditions: [SQLCondition] = []
        for word in words where word.count == 1 {
            conditions.append(.any(texts.map { SQLCondition("\($0) LIKE ?", [.text("%\(word)%")]) }))
        }
        if let few = try few(with: terms) {
            conditions.append(.in(task, few.map { .id($0) }))
        } else {
            conditions += terms.map { Self.holding($0, task, isWalked: isWalked) }
        }
        return conditions.isEmpty ? nil : .all(conditions)
    }

    /// The tasks that have all of `terms`, where one of the terms is rare enough to begin with it; nil where none is.
    ///
    /// Looked up before the page is read, because PostgreSQL, which does not know how rare a term is, would rather walk
    /// the whole ledger in its order.
    private func few(with terms: [String]) throws -> [Identifier<PlanTask>]? {
        let frequencies = try terms.map { (term: $0, count: try frequency($0)) }
        guard let rarest = frequencies.min(by: { $0.count < $1.count }), rarest.count < Self.selective else {
            return nil
        }
        var tasks = try tasks(with: SQLCondition("term = ?", [.text(rarest.term)]))
        for term in terms where term != rarest.term && !tasks.isEmpty {
            let one = SQLCondition("term = ?", [.text(term)])
            tasks = try self.tasks(with: .all([one, .in("task_id", tasks.map { .id($0) })]))
        }
        return tasks
    }

    private func tasks(with condition: SQLCondition) throws -> [Identifier<PlanTask>] {
        try connection.rows("SELECT task_id FROM plan_task_term WHERE \(condition.sql)", condition.arguments)
            .map { try $0.id(0) }
    }

    /// How many tasks have a term; counted no further than matters.
    private func frequency(_ term: String) throws -> Int {
        try connection.integer(
            "SELECT count(*) FROM (SELECT 1 FROM plan_task_term WHERE term = ? LIMIT \(Self.selective)) AS counted",
            [.text(term)])
    }

    /// PostgreSQL turns EXISTS into a join with every task that has the term: right for a count, 50 times slower than
    /// looking at one task after the other for a page. A value can't be turned into a join.
    private static func holding(_ term: String, _ task: String, isWalked: Bool) -> SQLCondition {
        let entry = "SELECT m.term FROM plan_task_term m WHERE m.term = ? AND m.task_id = \(task)"
        return SQLCondition(isWalked ? "(\(entry)) IS NOT NULL" : "EXISTS (\(entry))", [.text(term)])
    }
}
