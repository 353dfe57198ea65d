// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// Removes what is over: sessions, counts of wrong passwords, unfinished imports, files that nobody needs,
    /// what was recorded longer ago than the setting says, and what is personal in rows whose retention is over. Run at
    /// start and hourly. Returns how many rows and files went.
    @discardableResult
    package func tidy() async throws -> Int {
        let settings = surroundings.accounts
        let rows = try await writeWithoutEvent { connection in
            let now = surroundings.now()
            return try SessionQueries(connection).removeOver(
                at: now, idleSince: now.advanced(bySeconds: -settings.idleSeconds))
                + SignInThrottleQueries(connection).removeOver(
                    at: now, windowBegan: now.advanced(bySeconds: -settings.lockSeconds))
                + OnceQueries(connection).removeOver(beganBefore: now.advanced(bySeconds: -OnceRequest.seconds))
                + SheetImportQueries(connection).removeOver(beganBefore: now.advanced(bySeconds: -ImportFolder.seconds))
                + removeOldNotices(connection, at: now)
        }
        return try await rows + anonymiseEntries() + sweepImports() + sweepFiles() + removeOldRecord()
    }

    /// Runs of jobs and what was sent go after 90 days, notices after 400.
    private func removeOldNotices(_ connection: any SQLConnection, at now: Instant) throws -> Int {
        let quarterAgo = now.advanced(bySeconds: -90 * 86_400)
        return try JobQueries(connection).removeOver(endedBefore: quarterAgo)
            + DeliveryQueries(connection).removeSent(before: quarterAgo)
            + NoticeQueries(connection).removeOver(createdBefore: now.advanced(bySeconds: -400 * 86_400))
    }
}
