// SPDX-License-Identifier: Apache-2.0
package import SQLCore

/// A server that speaks the PostgreSQL protocol, through a pool of connections.
package final class PostgresDatabase: SQLDatabase {
    package let dialect: SQLDialect
    private let pool: PostgresPool
    private let retries: Int

    /// Connects to `postgres://user:password@host:port/name` and looks at what the server can do.
    package init(url: String, configuration: PoolConfiguration = PoolConfiguration()) async throws {
        let settings = PostgresSettings(
            url: url, statementTimeout: configuration.statementTimeout, lockTimeout: configuration.busyTimeout)
        let pool = PostgresPool(settings, maximum: configuration.maximumConnections)
        let probe = try await pool.withWorker { try await $0.probe() }
        dialect = SQLDialect(
            engine: .postgres, accelerators: configuration.usesAccelerators ? probe.accelerators : [])
        (self.pool, retries) = (pool, configuration.retries)
    }

    package func read<Result: Sendable>(
        _ body: @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        try await perform(.read, body)
    }

    @discardableResult
    package func write<Result: Sendable>(
        _ body: @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        try await perform(.write, body)
    }

    package func report() async throws -> DatabaseReport {
        try await pool.withWorker { try await $0.probe() }.report(using: dialect.accelerators)
    }

    package func close() async { await pool.close() }

    private func perform<Result: Sendable>(
        _ kind: PostgresTransaction, _ body: @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        var attempt = 0
        while true {
            do {
                return try await pool.withWorker { try await $0.perform(kind, dialect, body) }
            } catch let error as SQLError where error.cause.isTransient && attempt < retries {
                attempt += 1
                try await Task.sleep(for: .milliseconds(Int.random(in: 1...(10 << attempt))))
            }
        }
    }
}
