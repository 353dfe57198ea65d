// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Moves what was recorded before the record was a chain into it, in its order and once: run at start, before
    /// anything else is recorded. The link that follows says how many of them there are, because until that moment
    /// nothing proved that none of them had been changed.
    package func chainOldRecord() async throws {
        guard try await database.read({ try !AuditQueries($0).unchained().isEmpty }) else { return }
        try await database.write { connection in
            let queries = AuditQueries(connection)
            // Of two processes that start together the second finds nothing left.
            // A chain that has begun takes nothing in from beside it: somebody else put it there.
            guard try queries.head(isLocked: true).sequence == 0 else { return }
            let events = try queries.unchained()
            guard !events.isEmpty else { return }
            try queries.removeUnchained()
            let sealing = AuditEvent(
                id: surroundings.identifier(), at: surroundings.now(), actor: .system,
                action: AuditSubject.record.kind + ".begin",
                objectKind: "audit", objectID: "-", pairing: nil, before: nil,
                after: AuditFields([("recordedBefore", String(events.count))]).json, requestID: nil)
            try chain(events + [sealing], connection)
        }
    }
}
