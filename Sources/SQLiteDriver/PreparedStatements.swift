// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Which statements stay prepared on every connection: the first few hundred that the program uses.
///
/// GRDB never forgets a cached statement, so text that is put together at run time must not fill the memory.
final class PreparedStatements: Sendable {
    static let shared = PreparedStatements(limit: 512)

    private let limit: Int
    private let kept = Mutex<Set<String>>([])

    init(limit: Int) { self.limit = limit }

    /// True where a statement with this text is kept.
    func keeps(_ sql: String) -> Bool {
        guard sql.utf8.count <= 16_384 else { return false }
        return kept.withLock { kept in
            if kept.contains(sql) { return true }
            guard kept.count < limit else { return false }
            kept.insert(sql)
            return true
        }
    }
}
