// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// What happened to an object, for its page: the newest events first, and the end of the record when they were read.
package struct ObjectHistory: Sendable {
    /// What the page watches for what happens next.
    package let watches: [Watch]
    package let events: [AuditEvent]
    package let since: Int64
    /// The names of what the events speak of.
    package let names: RecordNames
}

extension UseCases {
    /// The history of what a page shows, read in the transaction that reads the rest of the page, once it is known that
    /// the caller may read the object. Several objects, such as a draft and its document, share one history.
    func history(of watches: Watch..., in connection: any SQLConnection) throws -> ObjectHistory {
        try history(of: watches, in: connection)
    }

    func history(of watches: [Watch], in connection: any SQLConnection) throws -> ObjectHistory {
        let queries = AuditQueries(connection)
        let limit = 100
        let links = try watches.flatMap { watch in
            try queries.search(AuditSearch(objectKind: watch.kind, objectID: watch.id), limit: limit)
        }
        let newest = links.sorted { $0.sequence > $1.sequence }.prefix(limit)
        // Who only came, went or was turned away changed nothing.
        let events = newest.map(\.event).filter { $0.result == .done }
        return ObjectHistory(
            watches: watches, events: events, since: try queries.head().sequence,
            names: try RecordNames(of: events, connection))
    }
}
