// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What people wrote beside tasks.
package struct CommentQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func insert(_ comment: Comment, author: Identifier<User>?) throws {
        try connection.run(
            "INSERT INTO task_comment (id, task_id, author_id, author_name, at, text) VALUES (?, ?, ?, ?, ?, ?)",
            [
                .id(comment.id), .id(comment.task), .id(author), .text(comment.author), .at(comment.at),
                .text(comment.text),
            ])
    }

    /// The comments of a task, oldest first.
    package func all(of task: Identifier<PlanTask>) throws -> [Comment] {
        try connection.rows(
            "SELECT id, task_id, author_name, at, text FROM task_comment WHERE task_id = ? ORDER BY at, id",
            [.id(task)]
        ).map { row in
            Comment(
                id: try row.id(0), task: try row.id(1), author: try row.text(2), at: try row.instant(3),
                text: try row.text(4))
        }
    }
}
