// SPDX-License-Identifier: Apache-2.0

/// What differs between the databases, and which optional features ("accelerators") a server was found to have.
package struct SQLDialect: Hashable, Sendable {
    /// The databases that are spoken to.
    package enum Engine: String, Sendable {
        case sqlite
        case postgres
    }
    package let engine: Engine
    /// Optional features found at start; a correct path exists without each.
    package let accelerators: Set<Accelerator>

    package init(engine: Engine, accelerators: Set<Accelerator>) {
        (self.engine, self.accelerators) = (engine, accelerators)
    }

    /// What a database server may have and the program can do without.
    package enum Accelerator: String, CaseIterable, Sendable {
        /// INSERT … ON CONFLICT (…) DO UPDATE
        case onConflict
        /// Trigram indexes for the search of substrings.
        case trigramIndex
    }

    /// Ends a SELECT inside `write` whose rows stay locked until the transaction ends.
    ///
    /// Empty for SQLite, where a write transaction already holds the whole database.
    package var forUpdate: String { engine == .postgres ? " FOR UPDATE" : "" }
}
