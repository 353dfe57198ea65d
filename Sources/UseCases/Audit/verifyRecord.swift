// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// Follows the whole chain in the database, from what is kept of it to its head. `kept` are hashes that the chain
    /// must hold, such as yesterday's anchor.
    ///
    /// Where the chain begins later than with its first link, one of those that are kept must seal what was removed.
    package func verifyRecord(_ caller: Caller, holding kept: [KeptHead] = []) async throws -> ChainReport {
        try await database.read { connection in
            try caller.require(.readAudit, on: .installation, "audit", knowing: .readDirectory)
            let queries = AuditQueries(connection)
            // Where the row that names the ends was taken away, the chain is followed as if it began with its first.
            let heads = try queries.headsIfThere()
            let anchor = heads?.anchor ?? .start
            var checker = ChainChecker(after: anchor, holding: kept)
            try queries.forEachStored { stored in
                guard let sequence = stored.sequence else {
                    checker.fault(.changed, at: checker.next)
                    return
                }
                checker.follow(
                    sequence: sequence, previous: stored.previous, hash: stored.hash,
                    text: stored.link?.canonicalText)
                if let event = stored.link?.event, event.after == anchor.sealFields.json {
                    checker.lookForSeal(action: event.action, upTo: String(anchor.sequence), hash: anchor.hash)
                }
            }
            checker.requireSeal()
            if let end = heads?.head, checker.last.sequence < end.sequence {
                checker.fault(.missing, at: checker.next)
            } else if checker.last != heads?.head {
                checker.fault(.otherEnd, at: checker.last.sequence)
            }
            let outside = try queries.countUnchained()
            if outside > 0 { checker.fault(.outside, at: Int64(outside)) }
            checker.requireHeld()
            return checker.report
        }
    }

    /// The end of the chain at this moment: the anchor that is written down elsewhere.
    package func recordHead() async throws -> AuditHead { try await database.read { try AuditQueries($0).head() } }
}
