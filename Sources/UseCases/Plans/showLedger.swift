// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// Everything the page of the task ledger shows, seen at one moment.
package struct LedgerView: Sendable {
    package let page: Page<TaskListing>
    /// How many tasks the query finds.
    package let count: Int
    package let filters: TaskFilters
}

extension UseCases {
    /// A page of the task ledger with its count and what it can be filtered by.
    package func ledger(_ caller: Caller, _ query: TaskQuery) async throws -> LedgerView {
        try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let filters = try filters(caller, directory, connection)
            guard let filter = try ledgerFilter(query, caller, directory, connection) else {
                return LedgerView(page: Page(items: [], next: nil), count: 0, filters: filters)
            }
            return LedgerView(
                page: try page(query, filter, directory.codes, connection),
                count: try ledgerMemory.count(filter, connection), filters: filters)
        }
    }
}
