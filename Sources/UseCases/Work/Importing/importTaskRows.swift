// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
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
                after: [
                    "fileName": source, "items": String(added), "known": String(repeated),
                    "positions": "\(first)-\(position - 1)", "revision": String(desk.plan.revision),
                ])
            return TaskSheetResult(
                added: added, known: repeated, positions: first...position - 1, revision: desk.plan.revision)
        }
    }

    /// The import that left the list at a revision, and whether it can be taken back still; nil where
    /// the record has none.
    package func taskImport(
        _ caller: Caller, plan id: String, revision: Int
    ) async throws -> (result: TaskSheetResult, mayTakeBack: Bool)? {
        try await database.read { connection in
            let desk = try findYearPlan(id, caller, connection)
            try caller.require(.planWork, on: desk.object, "yearPlan", knowing: .readWork)
            guard let result = try recordedImport(desk, revision: revision) else { return nil }
            let items = try importedItems(result, desk)
            return (result: result, mayTakeBack: items != nil)
        }
    }

    /// Takes out what the import has added that left the list at `revision`, as long as nothing of the
    /// list was changed since. What was added is what the record says. Throws conflict where a city has agreed to the
    /// list, where it was changed, and where the record has no such import.
    package func takeBackImport(_ caller: Caller, plan id: String, revision: Int) async throws {
        try await write(caller) { connection in
            var desk = try findYearPlan(toChange: id, caller, connection)
            try requireDraft(desk)
            guard desk.plan.agreements.isEmpty else {
                throw UseCaseError("yearPlan", .conflict(reason: "taskSheet.agreedSince"))
            }
            guard let done = try recordedImport(desk, revision: revision) else {
                throw UseCaseError("yearPlan", .conflict(reason: "taskSheet.noImport"))
            }
            guard let items = try importedItems(done, desk) else {
                throw UseCaseError("yearPlan", .conflict(reason: "taskSheet.changedSince"))
            }
            for item in items {
                let fields = try fields(of: item, desk)
                for leg in try WorkLegQueries(connection).all(of: item.id).reversed() {
                    try WorkLegQueries(connection).remove(leg.leg.id)
                }
                try WorkItemQueries(connection).remove(item.id)
                try record(connection, caller, "remove", .item(item), before: recorded(nil, fields))
            }
            try touch(&desk)
            try record(
                connection, caller, "takeBackImport", .yearPlan(desk.plan), before: ["items": String(items.count)])
        }
    }

    /// What the record says of the import that left a list at a revision; nil where it knows of none.
    private func recordedImport(_ desk: WorkDesk, revision: Int) throws -> TaskSheetResult? {
        let kind = "yearPlan"
        let search = AuditSearch(
            objectKind: kind, objectID: desk.plan.id.text, action: kind + ".import", result: .done)
        for event in try AuditQueries(desk.connection).search(search, limit: 50).map(\.event) {
            guard let after = event.after,
                let fields = try? JSONDecoder().decode([String: String].self, from: Data(after.utf8)),
                fields["revision"] == String(revision), let added = fields["items"].flatMap({ Int($0) })
            else { continue }
            let ends = (fields["positions"] ?? "").split(separator: "-").compactMap { Int($0) }
            guard ends.count == 2, ends[0] <= ends[1] else { continue }
            return TaskSheetResult(
                added: added, known: fields["known"].flatMap { Int($0) } ?? 0, positions: ends[0]...ends[1],
                revision: revision)
        }
        return nil
    }

    /// The items that an import has added; nil unless the list and all of them are as it left them and nobody has
    /// agreed to them.
    private func importedItems(_ done: TaskSheetResult, _ desk: WorkDesk) throws -> [WorkItem]? {
        guard desk.record.firstAgreedAt == nil, desk.plan.agreements.isEmpty, desk.plan.revision == done.revision,
            let positions = done.positions
        else { return nil }
        let items = try WorkItemQueries(desk.connection).all(of: desk.plan.id).map(\.item).filter {
            positions.contains($0.position) && $0.origin == .own && $0.revision == 1
        }
        guard items.count == done.added else { return nil }
        for item in items {
            let legs = try WorkLegQueries(desk.connection).all(of: item.id)
            guard legs.allSatisfy({ $0.leg.state == .planned }) else { return nil }
        }
        return items
    }
}
