// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// Follows the whole chain in the database, from what is kept of it to its head. `head` is a hash that the chain
    /// must hold, such as yesterday's anchor.
    ///
    /// Where the chain begins later than with its first link, one of those that are kept must seal what was removed.
    package func verifyRecord(_ caller: Caller, holding head: String? = nil) async throws -> ChainReport {
        try await database.read { connection in
            try caller.require(.readAudit, on: .installation, "audit", knowing: .readDirectory)
            let queries = AuditQueries(connection)
            let (end, anchor) = try queries.heads()
            var checker = ChainChecker(after: anchor)
            var isHeld = head == nil || head == anchor.hash
            try queries.forEachStored { stored in
                checker.follow(
                    sequence: stored.sequence, previous: stored.previous, hash: stored.hash,
                    text: stored.link?.canonicalText ?? "")
                if let event = stored.link?.event, event.after == anchor.sealFields.json {
                    checker.lookForSeal(action: event.action, upTo: String(anchor.sequence), hash: anchor.hash)
                }
                if stored.hash == head { isHeld = true }
            }
            checker.requireSeal()
            if checker.last.sequence < end.sequence {
                checker.fault(.missing, at: checker.last.sequence + 1)
            } else if checker.last != end {
                checker.fault(.otherEnd, at: checker.last.sequence)
            }
            if !isHeld { checker.fault(.unknownHead, at: checker.last.sequence) }
            return checker.report
        }
    }

    /// The end of the chain at this moment: the anchor that is written down elsewhere.
    package func recordHead() async throws -> AuditHead { try await database.read { try AuditQueries($0).head() } }
}
