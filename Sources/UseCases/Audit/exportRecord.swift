// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// Gives the record to `write` line by line: a header, the entries as JSON with their hashes, and a last line that
    /// says how many they are and where they end. `from` counts, `to` does not; between them no entry is left out.
    ///
    /// Throws confirmationNeeded where the caller's password must be given again. The export itself is recorded.
    package func exportRecord(
        _ caller: Caller, from: Instant?, to: Instant?, version: String, write: @Sendable (String) throws -> Void
    ) async throws -> ChainReport {
        try await self.write { connection in
            try caller.require(.readAudit, on: .installation, "audit", knowing: .readDirectory)
            try requireFresh(connection, caller)
            try record(
                connection, caller, "export", .record, after: ["from": from?.isoText, "to": to?.isoText])
        }
        return try await database.read { connection in
            let queries = AuditQueries(connection)
            let (end, anchor) = try queries.heads()
            let range = try queries.range(from: from, to: to)
            let first = range?.lowerBound ?? end.sequence + 1
            let before = try queries.find(first - 1).map { AuditHead(sequence: $0.sequence, hash: $0.hash) }
            let start = before ?? (range == nil ? end : anchor)
            try write(RecordFile.header(version: version, at: surroundings.now(), from: from, to: to, after: start))
            var (last, count) = (start, 0)
            try queries.forEach(after: first - 1, upTo: range?.upperBound ?? 0) { link in
                try write(link.line)
                last = AuditHead(sequence: link.sequence, hash: link.hash)
                count += 1
            }
            try write(RecordFile.trailer(count: count, head: last))
            return ChainReport(count: count, head: last, faults: [])
        }
    }
}

/// The lines of an exported record that are no entries. docs/audit.md describes them for others.
enum RecordFile {
    static func header(version: String, at now: Instant, from: Instant?, to: Instant?, after: AuditHead) -> String {
        object([
            ("jieduiAudit", "1"), ("program", version.jsonText), ("exportedAt", now.isoText.jsonText),
            ("from", from.map(\.isoText.jsonText) ?? "null"), ("to", to.map(\.isoText.jsonText) ?? "null"),
            ("after", head(after)),
        ])
    }

    static func trailer(count: Int, head: AuditHead) -> String {
        object([("entries", String(count)), ("head", self.head(head))])
    }

    private static func head(_ head: AuditHead) -> String {
        object([("sequence", String(head.sequence)), ("hash", head.hash.jsonText)])
    }

    private static func object(_ fields: [(String, String)]) -> String {
        "{" + fields.map { $0.0.jsonText + ":" + $0.1 }.joined(separator: ",") + "}"
    }
}
