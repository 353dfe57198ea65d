// SPDX-License-Identifier: Apache-2.0
import Crypto
package import Domain
import Foundation
import SQLCore
import Storage

/// A stretch of the record that is being exported: between its first and its last link none is left out.
package struct RecordStretch: Sendable {
    /// The first line of the file, which names the link before the first.
    package let header: String
    /// The link that was given out last; at first the one before the stretch.
    package private(set) var head: AuditHead
    package private(set) var count = 0
    fileprivate let last: Int64
    /// Where the chain is said to end, for a stretch without an end: links that are missing before it show.
    private let end: AuditHead?
    /// Of all bytes of the file so far.
    private var digest = SHA256()

    fileprivate init(header: String, head: AuditHead, last: Int64, end: AuditHead?) {
        (self.header, self.head, self.last, self.end) = (header, head, last, end)
        add(header)
    }

    /// The last line of the file: how many links it holds, where they end, and the hash of all lines before it.
    package var trailer: String {
        RecordFile.trailer(count: count, head: end ?? head, hash: hexadecimal(digest.finalize()))
    }

    /// The hash of the whole file with its last line.
    package var fileHash: String {
        var digest = digest
        digest.update(data: Data((trailer + "\n").utf8))
        return hexadecimal(digest.finalize())
    }

    private mutating func add(_ line: String) { digest.update(data: Data((line + "\n").utf8)) }

    fileprivate mutating func move(past links: [AuditLink]) {
        guard let last = links.last else { return }
        head = AuditHead(sequence: last.sequence, hash: last.hash)
        count += links.count
        for link in links { add(link.line) }
    }
}

extension UseCases {
    /// Begins an export of what was recorded from one moment on and before another, and records that it did.
    ///
    /// Throws confirmationNeeded where the caller's password must be given again.
    package func beginExport(
        _ caller: Caller, from: Instant?, to: Instant?, version: String
    ) async throws -> RecordStretch {
        try await write(caller) { connection in
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
            let header = RecordFile.object([
                ("jieduiAudit", "1"), ("program", version.jsonText),
                ("exportedAt", surroundings.now().isoText.jsonText), ("from", RecordFile.moment(from)),
                ("to", RecordFile.moment(to)), ("after", RecordFile.head(start)),
            ])
            return RecordStretch(
                header: header, head: start, last: to == nil ? end.sequence : range?.upperBound ?? 0,
                end: to == nil ? end : nil)
        }
    }

    /// The next links of a stretch, oldest first; empty at its end. What was recorded never changes, so that a stretch
    /// can be read piece by piece.
    package func next(of stretch: inout RecordStretch, limit: Int = 1_000) async throws -> [AuditLink] {
        let (after, last) = (stretch.head.sequence, stretch.last)
        let links = try await database.read { connection in
            var links: [AuditLink] = []
            try AuditQueries(connection).forEach(after: after, upTo: last, limit: limit) { links.append($0) }
            return links
        }
        stretch.move(past: links)
        return links
    }

    /// Gives a whole export to `write` line by line: a header, the entries as JSON with their hashes, and a last line
    /// that says how many they are and where they end. `from` counts, `to` does not. Returns the stretch at its end.
    package func exportRecord(
        _ caller: Caller, from: Instant?, to: Instant?, version: String, write: @Sendable (String) throws -> Void
    ) async throws -> RecordStretch {
        if let from, let to, from >= to {
            throw UseCaseError(
                "audit", .invalid([ValidationFailure(field: "to", message: "record.daysReversed")]))
        }
        var stretch = try await beginExport(caller, from: from, to: to, version: version)
        try write(stretch.header)
        while case let links = try await next(of: &stretch), !links.isEmpty {
            for link in links { try write(link.line) }
        }
        try write(stretch.trailer)
        return stretch
    }
}

/// The lines of an exported record that are no entries. docs/audit.md describes them for others.
enum RecordFile {
    static func moment(_ instant: Instant?) -> String { instant.map(\.isoText.jsonText) ?? "null" }

    static func head(_ head: AuditHead) -> String {
        object([("sequence", String(head.sequence)), ("hash", head.hash.jsonText)])
    }

    /// The last line, of which every byte is determined by the lines before it.
    static func trailer(count: Int, head: AuditHead, hash: String) -> String {
        object([("entries", String(count)), ("head", self.head(head)), ("sha256", hash.jsonText)])
    }

    static func object(_ fields: [(String, String)]) -> String {
        "{" + fields.map { $0.0.jsonText + ":" + $0.1 }.joined(separator: ",") + "}"
    }
}
