// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage
import Synchronization

/// In which columns the fields of registers lie. They never move, so what was read once stays true.
final class LedgerShelf: Sendable {
    private let known = Mutex<[String: [String: EntrySlot]]>([:])

    func slots(of ledger: String, _ connection: any SQLConnection) throws -> [String: EntrySlot] {
        if let slots = known.withLock({ $0[ledger] }) { return slots }
        let all = try DefinitionQueries(connection).slots()
        known.withLock { $0 = all }
        return all[ledger] ?? [:]
    }

    /// Forgets, because fields were given columns.
    func forget() { known.withLock { $0 = [:] } }
}
