// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Leaves a comment beside a task, 1 to 2000 characters.
    package func comment(_ caller: Caller, task: String, text: String) async throws {
        let text = text.trimmingWhitespace
        try await write(caller) { connection in
            let (task, _, pairing, object) = try findTask(task, caller, connection)
            try caller.require(.commentTask, on: object, "task", knowing: .readPlan)
            guard (1...2_000).contains(text.count) else {
                throw UseCaseError(
                    "comment",
                    .invalid([
                        ValidationFailure(field: "text", message: "comment.length", arguments: ["longest": "2000"])
                    ]))
            }
            let comment = Comment(
                id: surroundings.identifier(), task: task.id, author: caller.name, at: surroundings.now(), text: text)
            try CommentQueries(connection).insert(comment, author: caller.userID)
            try record(
                connection, caller, "comment", .task(task.id, pairing.id),
                after: ["comment": comment.id.text, "text": text])
        }
    }
}
