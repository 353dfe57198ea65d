// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Adds the rows that are taken to a draft of a yearly list: all of them, or none where one won't do. Rows that the
    /// list has got meanwhile are left out, unless somebody takes them knowing that. `source` names the file in the
    /// record.
    ///
    /// Throws invalid with the fields of the rows (`0.due`), conflict once both cities have agreed to the list.
    package func importTaskRows(
        _ caller: Caller, plan id: String, _ rows: [TaskSheetRow], source: String
    ) async throws -> TaskSheetResult {
        try await write(caller) { connection in
            var desk = try findYearPlan(toChange: id, caller, connection)
            try requireDraft(desk)
            let judge = try TaskSheetJudge(self, desk)
            let first = try WorkItemQueries(connection).lastPosition(in: desk.plan.id) + 1
            var (position, repeated) = (first, 0)
            var failures: [ValidationFailure] = []
            for (place, row) in rows.enumerated() where row.isTaken {
                if !row.mayRepeat, judge.item(like: row) != nil {
                    repeated += 1
                    continue
                }
                do {
                    let values = row.values.filter { $0.key != ItemFields.Name.position.rawValue }
                    try insertItem(values, at: position, desk, caller)
                    position += 1
                } catch let error as UseCaseError {
                    guard case .invalid(let found) = error.cause else { throw error }
                    failures += found.map {
                        ValidationFailure(field: "\(place).\($0.field)", message: $0.message, arguments: $0.arguments)
                    }
                }
            }
            guard failures.isEmpty else { throw UseCaseError("item", .invalid(failures)) }
            let added = position - first
            guard added > 0 else {
                return TaskSheetResult(added: 0, known: repeated, positions: nil, revision: desk.plan.revision)
            }
            try touch(&desk)
            try record(
                connection, caller, "import", .yearPlan(desk.plan),
                after: ["fileName": source, "items": String(added), "known": String(repeated)])
            return TaskSheetResult(
                added: added, known: repeated, positions: first...position - 1, revision: desk.plan.revision)
        }
    }

    /// Takes out what an import has added, as long as nothing else of the list was changed since: `revision` is the
    /// list's after the import. Throws conflict where it was.
    package func takeBackImport(
        _ caller: Caller, plan id: String, positions: ClosedRange<Int>, revision: Int
    ) async throws {
        try await write(caller) { connection in
            var desk = try findYearPlan(toChange: id, caller, connection)
            try requireDraft(desk)
            let queries = WorkItemQueries(connection)
            let items = try queries.all(of: desk.plan.id).map(\.item).filter { positions.contains($0.position) }
            guard desk.plan.revision == revision, !items.isEmpty else {
                throw UseCaseError("yearPlan", .conflict(reason: "taskSheet.changedSince"))
            }
            for item in items {
                let fields = try fields(of: item, desk)
                for leg in try WorkLegQueries(connection).all(of: item.id).reversed() {
                    try WorkLegQueries(connection).remove(leg.leg.id)
                }
                try queries.remove(item.id)
                try record(connection, caller, "remove", .item(item), before: recorded(nil, fields))
            }
            try touch(&desk)
            try record(
                connection, caller, "takeBackImport", .yearPlan(desk.plan), before: ["items": String(items.count)])
        }
    }
}
