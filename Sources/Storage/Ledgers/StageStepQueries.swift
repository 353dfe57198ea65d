// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// The stages that rows reached.
package struct StageStepQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func append(_ step: StageStep, to entry: Identifier<LedgerEntry>) throws {
        let number = try connection.integer(
            "SELECT COALESCE(MAX(number), 0) FROM ledger_step WHERE entry_id = ?", [.id(entry)])
        try insert([(entry, number + 1, step)])
    }

    package func insert(_ steps: [(entry: Identifier<LedgerEntry>, number: Int, step: StageStep)]) throws {
        try connection.insert(
            into: "ledger_step", ["entry_id", "number", "stage", "day", "at", "by_name", "is_back", "note"],
            rows: steps.map { entry, number, step in
                [
                    .id(entry), .integer(number), .text(step.stage), .integer(step.day), .at(step.at), .text(step.by),
                    .flag(step.isBack), .filled(step.note),
                ]
            })
    }

    /// The steps of rows, oldest first.
    package func all(of entries: [Identifier<LedgerEntry>]) throws -> [Identifier<LedgerEntry>: [StageStep]] {
        var found: [Identifier<LedgerEntry>: [StageStep]] = [:]
        for start in stride(from: 0, to: entries.count, by: 256) {
            let some = SQLCondition.in("entry_id", entries[start..<min(start + 256, entries.count)].map { .id($0) })
            for row in try connection.rows(
                """
                SELECT entry_id, stage, day, at, by_name, is_back, note FROM ledger_step
                WHERE \(some.sql) ORDER BY entry_id, number
                """, some.arguments)
            {
                found[try row.id(0), default: []].append(
                    StageStep(
                        stage: try row.text(1), day: try row.int64(2), at: try row.instant(3), by: try row.text(4),
                        isBack: try row.flag(5), note: try row.textOrNil(6)))
            }
        }
        return found
    }
}
