// SPDX-License-Identifier: Apache-2.0

/// How a database is opened.
package struct PoolConfiguration: Hashable, Sendable {
    /// The most connections that are open at a time (for SQLite: readers, beside one writer).
    package var maximumConnections: Int
    /// How long a unit of work waits for another to finish, in milliseconds, before it is `busy`.
    package var busyTimeout: Int
    /// How long one statement may run on a server, in milliseconds; 0 for no limit.
    package var statementTimeout: Int
    /// How often a unit of work is run again after a transient error.
    package var retries: Int
    /// False to use only what every supported server has, although this one has more.
    package var usesAccelerators: Bool

    package init(
        maximumConnections: Int = 8, busyTimeout: Int = 5_000, statementTimeout: Int = 30_000, retries: Int = 5,
        usesAccelerators: Bool = true
    ) {
        (self.maximumConnections, self.busyTimeout) = (maximumConnections, busyTimeout)
        (self.statementTimeout, self.retries) = (statementTimeout, retries)
        self.usesAccelerators = usesAccelerators
    }
}
