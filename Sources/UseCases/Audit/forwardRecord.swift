// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// Gives the links after the stored cursor to `send`, oldest first, and moves the cursor once they are sent. Returns
    /// how many there were, at most `limit`.
    ///
    /// Where `send` throws, or the program ends meanwhile, the same links come again: each is sent at least once.
    package func forwardRecord(limit: Int = 200, _ send: ([AuditLink]) async throws -> Void) async throws -> Int {
        let links = try await database.read { connection in
            let cursor = try SettingQueries(connection).value(Self.cursorKey).flatMap(Int64.init) ?? 0
            var links: [AuditLink] = []
            try AuditQueries(connection).forEach(after: cursor, upTo: .max, limit: limit) { links.append($0) }
            return links
        }
        guard let last = links.last else { return 0 }
        try await send(links)
        try await writeWithoutEvent { try SettingQueries($0).set(Self.cursorKey, to: String(last.sequence)) }
        return links.count
    }

    /// The chain's head where none was given out today (by Beijing's clock), else nil.
    ///
    /// Written down where nobody with the database can change it, it proves later that the chain up to it is the same.
    package func dailyAnchor() async throws -> AuditHead? {
        let today = String(surroundings.now().advanced(bySeconds: 8 * 3600).isoText.prefix(10))
        if try await database.read({ try SettingQueries($0).value(Self.anchorKey) }) == today { return nil }
        return try await writeWithoutEvent { connection in
            let head = try AuditQueries(connection).head(isLocked: true)
            let settings = SettingQueries(connection)
            guard try settings.value(Self.anchorKey) != today else { return nil }
            try settings.set(Self.anchorKey, to: today)
            return head
        }
    }

    private static let cursorKey = "syslog.cursor"
    private static let anchorKey = "chain.anchored"
}
