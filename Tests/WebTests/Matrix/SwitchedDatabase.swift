// SPDX-License-Identifier: Apache-2.0
import Foundation
import SQLCore
import SQLiteDriver
import Synchronization

/// An SQLite database that can be put back to what it was at one moment: from that moment on everything happens inside
/// one transaction that is never committed, each unit of work in a savepoint of its own, and putting back rolls it back.
///
/// The matrix runs on SQLite alone: what it tests (addresses, the table, the use cases) is the same Swift on every
/// engine, every query of it runs on all engines in the tests of the use cases, and a PostgreSQL database can't be put
/// back hundreds of times in a minute.
final class SwitchedDatabase: SQLDatabase {
    private struct State {
        var line: WorkLine?
        var writes = 0
    }
    private let database: SQLiteDatabase
    private let state = Mutex(State())
    let dialect: SQLDialect

    init(from file: String) throws {
        database = try SQLiteDatabase(path: file)
        dialect = database.dialect
    }

    func read<Result: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Result) async throws -> Result {
        guard let line = state.withLock({ $0.line }) else { return try await database.read(body) }
        return try line.perform(body)
    }

    @discardableResult
    func write<Result: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Result) async throws -> Result {
        let line = state.withLock { state in
            state.writes += 1
            return state.line
        }
        guard let line else { return try await database.write(body) }
        return try line.perform { connection in try connection.savepoint { try body(connection) } }
    }

    func report() async throws -> DatabaseReport { try await database.report() }

    func close() async {
        if let line = state.withLock({ $0.line }) { await line.end() }
        await database.close()
    }

    /// How many units of work could have written since this was asked last.
    func takeWrites() -> Int {
        state.withLock { state in
            defer { state.writes = 0 }
            return state.writes
        }
    }

    /// Makes this the moment to which `putBack` goes.
    func keep() async {
        let line = await WorkLine.open(database)
        state.withLock { $0 = State(line: line) }
    }

    func putBack() async throws {
        if let line = state.withLock({ $0.line }) { await line.putBack() }
        _ = takeWrites()
    }

    /// Every table with every value of every row, as one text each: two databases are equal where these are.
    func contents() async throws -> [String: String] {
        try await read { connection in
            var contents: [String: String] = [:]
            let names = try connection.rows(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            ).map { try $0.text(0) }
            for name in names {
                let columns = try connection.rows("SELECT name FROM pragma_table_info('\(name)')")
                    .map { "quote(\"" + (try $0.text(0)) + "\")" }.joined(separator: " || ',' || ")
                let rows = try connection.row(
                    """
                    SELECT group_concat(line, char(10)) FROM (SELECT \(columns) AS line FROM "\(name)" ORDER BY 1)
                    """)
                contents[name] = try rows?.textOrNil(0) ?? ""
            }
            return contents
        }
    }
}

/// Units of work one after the other inside a transaction that is rolled back on request.
private final class WorkLine: Sendable {
    private enum Job {
        case work(@Sendable (any SQLConnection) -> Void, done: DispatchSemaphore)
        case putBack(CheckedContinuation<Void, Never>)
        case end(CheckedContinuation<Void, Never>)
    }
    /// Rolls the transaction back.
    private struct Over: Error { let continuation: CheckedContinuation<Void, Never> }
    private let jobs = Mutex<[Job]>([])
    private let waiting = DispatchSemaphore(value: 0)

    /// A line whose transaction has begun. From here on it needs no thread but the database's own: whoever waits for
    /// work blocks a thread, and there may be no other.
    static func open(_ database: SQLiteDatabase) async -> WorkLine {
        let line = WorkLine()
        await withCheckedContinuation { line.run(database, $0) }
        return line
    }

    private func run(_ database: SQLiteDatabase, _ begun: CheckedContinuation<Void, Never>) {
        Task.detached {
            do {
                try await database.write { connection in
                    try connection.run("SAVEPOINT kept")
                    begun.resume()
                    while true { try self.doNext(connection) }
                }
            } catch let over as Over { over.continuation.resume() } catch {
                fatalError("the transaction of the matrix ended: \(error)")
            }
        }
    }

    /// Waits for its turn; the work is done on the database's own queue.
    func perform<Result: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Result) throws -> Result {
        try withoutActuallyEscaping(body) { body in
            let outcome = Mutex<Swift.Result<Result, any Error>?>(nil)
            let done = DispatchSemaphore(value: 0)
            let work: @Sendable (any SQLConnection) -> Void = { connection in
                let result = Swift.Result { try body(connection) }
                outcome.withLock { $0 = result }
            }
            add(.work(work, done: done))
            done.wait()
            guard let result = outcome.withLock({ $0 }) else { throw CancellationError() }
            return try result.get()
        }
    }

    func putBack() async { await withCheckedContinuation { add(.putBack($0)) } }
    func end() async { await withCheckedContinuation { add(.end($0)) } }

    private func add(_ job: Job) {
        jobs.withLock { $0.append(job) }
        waiting.signal()
    }

    /// Runs on the database's own queue, which may wait.
    private func doNext(_ connection: any SQLConnection) throws {
        waiting.wait()
        // Told only when nothing here holds the work any more: it must not outlive the call that waits for it.
        try takeFirst(connection)?.signal()
    }

    private func takeFirst(_ connection: any SQLConnection) throws -> DispatchSemaphore? {
        switch jobs.withLock({ $0.removeFirst() }) {
        case .work(let work, let done):
            work(connection)
            return done
        case .putBack(let continuation):
            try connection.run("ROLLBACK TO SAVEPOINT kept")
            continuation.resume()
            return nil
        case .end(let continuation): throw Over(continuation: continuation)
        }
    }
}
