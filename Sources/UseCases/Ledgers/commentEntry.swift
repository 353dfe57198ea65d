// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Leaves a comment on a row, or on one field of it, 1 to 2000 characters. Throws notFound, forbidden, invalid.
    package func commentEntry(_ caller: Caller, id: String, field: String?, text: String) async throws {
        let text = text.trimmingWhitespace
        try await write(caller) { connection in
            let (entry, desk) = try findEntry(id, caller, connection, isLocked: true)
            try caller.require(
                .commentLedger, on: RuleObject(pairing: desk.scope), "entry", knowing: .readLedger)
            guard field.map({ desk.ledger.field($0) != nil }) ?? true else { throw UseCaseError("field", .notFound) }
            guard (1...2_000).contains(text.count) else {
                throw UseCaseError(
                    "comment",
                    .invalid([
                        ValidationFailure(field: "text", message: "comment.length", arguments: ["longest": "2000"])
                    ]))
            }
            let comment = EntryComment(
                id: surroundings.identifier(), entry: entry.record.id, field: field, at: surroundings.now(),
                by: caller.name, text: text)
            try EntryLinkQueries(connection).insert(comment, author: caller.userID)
            try record(
                connection, caller, "comment", .entry(entry.record.id, desk.pairing.id),
                after: ["comment": comment.id.text, "field": field, "text": text])
        }
    }
}
