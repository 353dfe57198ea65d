// SPDX-License-Identifier: Apache-2.0
import SQLCore

/// One connection of the pool on its own thread. It connects when it is first needed, and anew after a loss.
actor PostgresWorker {
    private nonisolated let thread: ConnectionThread
    private let settings: PostgresSettings
    private var session: PostgresSession?

    init(_ settings: PostgresSettings, name: String) {
        self.settings = settings
        thread = ConnectionThread(name: name)
    }

    deinit { thread.stop() }

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Runs `body` in a transaction of `kind`.
    func perform<Result: Sendable>(
        _ kind: PostgresTransaction, _ dialect: SQLDialect, _ body: @Sendable (any SQLConnection) throws -> Result
    ) throws -> Result {
        let session = try connected()
        defer { if !session.isUsable { self.session = nil } }
        try session.begin(kind)
        let connection = PostgresConnection(session, dialect: dialect)
        let result: Result
        do {
            defer { connection.end() }
            result = try body(connection)
        } catch {
            session.rollBack()
            throw error
        }
        try session.commit()
        return result
    }

    /// Looks at what the server can do.
    func probe() throws -> FeatureProbe { try FeatureProbe(connected()) }

    func disconnect() { session = nil }

    private func connected() throws -> PostgresSession {
        if let session, session.isUsable { return session }
        let fresh = try PostgresSession(settings)
        session = fresh
        return fresh
    }
}

/// The two kinds of units of work.
enum PostgresTransaction: String {
    /// Sees one moment, and can't write.
    case read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    /// Row locks and constraints guard it; no dependence on SERIALIZABLE, which the domestic databases lack.
    case write = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
}
