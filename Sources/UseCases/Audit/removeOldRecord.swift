// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Removes what was recorded longer ago than the setting says, the oldest first and never one in between, once an
    /// event has sealed what goes: up to which link, with which hash. Returns how many went.
    func removeOldRecord() async throws -> Int {
        // Months of 31 days, so that at least the months that were asked for are kept.
        let months = max(AuditSettings.leastMonths, surroundings.audit.months)
        let moment = surroundings.now().advanced(bySeconds: -Int64(months) * 31 * 86_400)
        guard let anchor = try await database.read({ try AuditQueries($0).lastRemovable(before: moment) }) else {
            return 0
        }
        return try await write { connection in
            let queries = AuditQueries(connection)
            // Held from here on, so that two processes don't seal the same links.
            guard try queries.heads(isLocked: true).anchor.sequence < anchor.sequence else { return 0 }
            try record(connection, nil, "seal", .record, after: anchor.sealFields)
            return try queries.remove(upTo: anchor)
        }
    }
}
