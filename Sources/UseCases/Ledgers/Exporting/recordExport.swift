// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// Records that the caller takes out the rows that a query finds, before the first of them is sent: which register,
    /// which view, how many rows, and that what is personal is masked. Throws as `listEntries` does.
    package func beginExport(_ caller: Caller, _ query: EntryQuery, as format: String) async throws {
        try await write(caller) { connection in
            let search = try searchWithNames(query, caller, connection).0
            var rows: Int? = 0
            if let search {
                // What only the values of each row can tell is not counted beforehand.
                rows =
                    search.isLookedThrough
                    ? nil : try EntryPageQueries(connection).count(search.filter, most: Self.mostCounted)
            }
            try recordExport(caller, query, as: format, rows: rows, connection)
        }
    }

    /// The same for rows that were written to a file already. `rows` is nil where they were not counted.
    func recordExport(
        _ caller: Caller, _ query: EntryQuery, as format: String, rows: Int?, inClear reason: String? = nil,
        _ connection: any SQLConnection
    ) throws {
        let ledger = try findLedger(query.ledger)
        let pairing = try query.pairing.flatMap { try PairingQueries(connection).find(code: $0) }
        // A personal value that was looked for is no less personal.
        let filter = query.filter.conditions.map { condition in
            ledger.field(condition.field)?.isPersonal == true
                ? condition.field + ":***" : EntryFilter([condition]).text
        }
        let hasPersonal = ledger.fields.contains(where: \.isPersonal)
        try record(
            connection, caller, "export", .ledger(ledger.key, pairing?.id),
            after: [
                "format": format, "pairing": query.pairing, "side": query.side?.rawValue,
                "states": query.states.isEmpty ? nil : query.states.map(\.rawValue).sorted().joined(separator: "; "),
                "filter": filter.isEmpty ? nil : filter.joined(separator: ";"), "rows": rows.map { String($0) },
                "personal": hasPersonal ? reason == nil ? "masked" : "clear" : nil, "reason": reason,
            ])
    }

    /// So many rows are counted before they are sent.
    private static let mostCounted = 1_000_000
}
