// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// One step that something in the loop took.
package struct LoopStepRecord: Hashable, Sendable {
    package let step: String
    package let from: String
    package let to: String
    package let at: Instant
    package let person: Identifier<User>?
    package let name: String
    /// The reason, the remark or what was done, in words.
    package let note: String?

    package init(
        step: String, from: String, to: String, at: Instant, person: Identifier<User>?, name: String, note: String?
    ) {
        (self.step, self.from, self.to, self.at) = (step, from, to, at)
        (self.person, self.name, self.note) = (person, name, note)
    }
}

/// The steps of everything in the loop, signed and dated.
package struct LoopStepQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// Adds a step to an object that the transaction holds.
    package func append(_ step: LoopStepRecord, to object: String) throws {
        let last = try connection.row("SELECT max(number) FROM loop_step WHERE object_id = ?", [.text(object)])
        try insert(step, of: [object], number: (try last?.integerOrNil(0) ?? 0) + 1)
    }

    /// The first step of many objects at once, which have none yet.
    package func begin(_ step: LoopStepRecord, of objects: [String]) throws {
        try insert(step, of: objects, number: 1)
    }

    private func insert(_ step: LoopStepRecord, of objects: [String], number: Int) throws {
        try connection.insert(
            into: "loop_step",
            ["object_id", "number", "step", "from_state", "to_state", "at", "by_id", "by_name", "note"],
            rows: objects.map {
                [
                    .text($0), .integer(number), .text(step.step), .text(step.from), .text(step.to), .at(step.at),
                    .id(step.person), .text(step.name), .filled(step.note),
                ]
            })
    }

    /// The last time that this step was taken.
    package func last(_ step: String, of object: String) throws -> LoopStepRecord? {
        try all(of: object).last { $0.step == step }
    }

    /// The steps of an object, oldest first.
    package func all(of object: String) throws -> [LoopStepRecord] {
        try connection.rows(
            """
            SELECT step, from_state, to_state, at, by_id, by_name, note FROM loop_step
            WHERE object_id = ? ORDER BY number
            """, [.text(object)]
        ).map { row in
            LoopStepRecord(
                step: try row.text(0), from: try row.text(1), to: try row.text(2), at: try row.instant(3),
                person: try row.idOrNil(4), name: try row.text(5), note: try row.textOrNil(6))
        }
    }
}
