// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import SQLCore
import Storage

/// A register in the list of registers.
package struct LedgerListing: Sendable {
    package let ledger: Ledger
    /// How many rows it has among the pairings that the caller may see.
    package let entries: Int
}

/// A register's page: what it is, where it is kept, and what the caller may do there.
package struct LedgerDetail: Sendable {
    package let ledger: Ledger
    package let codeLists: [String: CodeList]
    /// The pairings whose rows the caller may see, with how many there are.
    package let pairings: [(pairing: Pairing, entries: Int)]
    /// The codes of the pairings in which the caller may enter rows, with the sides.
    package let entering: [(pairing: String, side: Side)]
    /// Fields by which rows can be ordered.
    package let sortable: Set<String>
}

extension UseCases {
    /// All registers, in their order. Throws notFound where the caller may read none.
    package func ledgers(_ caller: Caller) async throws -> [LedgerListing] {
        try await database.read { connection in
            let visible = try visibleLedgers(caller, PairingDirectory(connection))
            let books = Dictionary(
                grouping: try BookQueries(connection).books(of: nil, visible: visible), by: \.ledger)
            return surroundings.ledgers.ledgers.map { ledger in
                LedgerListing(
                    ledger: ledger, entries: books[ledger.key, default: []].reduce(0) { $0 + $1.entries })
            }
        }
    }

    /// A register's page. Throws notFound.
    package func ledger(_ caller: Caller, key: String) async throws -> LedgerDetail {
        let ledger = try findLedger(key)
        return try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let visible = try visibleLedgers(caller, directory)
            let books = Dictionary(
                try BookQueries(connection).books(of: key, visible: visible).map { ($0.pairing, $0.entries) },
                uniquingKeysWith: +)
            let pairings = directory.pairings.filter { visible.contains($0.id) }
            let entering = pairings.flatMap { pairing in
                Side.allCases.filter { caller.may(.editLedger, on: directory.object(pairing.id, $0)) }
                    .map { (pairing.code, $0) }
            }
            let slots = try ledgerShelf.slots(of: key, connection)
            return LedgerDetail(
                ledger: ledger, codeLists: surroundings.ledgers.codeLists,
                pairings: pairings.map { ($0, books[$0.id] ?? 0) }, entering: entering,
                sortable: Set(slots.keys).union([ledger.dateField]))
        }
    }

    /// The definition of a register, which is no secret: for templates, schemas and forms. Throws notFound.
    package func definition(_ key: String) throws -> (ledger: Ledger, codeLists: [String: CodeList]) {
        (try findLedger(key), surroundings.ledgers.codeLists)
    }

    /// The pairings whose registers the caller may see. Throws forbidden where there are none.
    func visibleLedgers(_ caller: Caller, _ directory: PairingDirectory) throws -> PairingFilter {
        let visible = caller.pairings(for: .readLedger) { directory.scopes }
        if case .some(let pairings) = visible, pairings.isEmpty {
            // Says why: an administrator has no business here, somebody without a role has none at all.
            try caller.require(
                .readLedger, on: directory.pairings.first.map { directory.object($0.id) } ?? .installation, "ledger",
                knowing: .readDirectory)
        }
        return visible
    }
}
