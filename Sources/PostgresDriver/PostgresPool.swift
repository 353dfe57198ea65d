// SPDX-License-Identifier: Apache-2.0
import SQLCore
import Synchronization

/// Hands connections to units of work: at most so many, the one used last first, waiting callers in their order.
final class PostgresPool: Sendable {
    private struct State {
        var idle: [PostgresWorker] = []
        var made = 0
        var waiting: [(ticket: Int, continuation: CheckedContinuation<PostgresWorker, any Error>)] = []
        var nextTicket = 0
        var isClosed = false
    }

    private let settings: PostgresSettings
    private let maximum: Int
    private let state = Mutex(State())

    init(_ settings: PostgresSettings, maximum: Int) {
        (self.settings, self.maximum) = (settings, max(1, maximum))
    }

    /// Runs `body` with a connection that nobody else has meanwhile.
    func withWorker<Result: Sendable>(
        _ body: (PostgresWorker) async throws -> Result
    ) async throws -> Result {
        let worker = try await take()
        do {
            let result = try await body(worker)
            await give(back: worker)
            return result
        } catch {
            await give(back: worker)
            throw error
        }
    }

    /// Refuses further units of work and closes the connections as they become free.
    func close() async {
        let (idle, waiting) = state.withLock { state in
            defer { (state.idle, state.waiting) = ([], []) }
            state.isClosed = true
            return (state.idle, state.waiting.map(\.continuation))
        }
        for continuation in waiting { continuation.resume(throwing: Self.closed) }
        for worker in idle { await worker.disconnect() }
    }

    private static var closed: SQLError { SQLError(.closed, "the database is closed") }

    private func take() async throws -> PostgresWorker {
        try Task.checkCancellation()
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { take(ticket, $0) }
        } onCancel: {
            cancel(ticket)
        }
    }

    private func take(_ ticket: Int, _ continuation: CheckedContinuation<PostgresWorker, any Error>) {
        enum Outcome {
            case worker(PostgresWorker)
            case refused(any Error)
            case waits
        }
        let outcome: Outcome = state.withLock { state in
            if state.isClosed { return .refused(Self.closed) }
            if let worker = state.idle.popLast() { return .worker(worker) }
            guard state.made < maximum else {
                state.waiting.append((ticket, continuation))
                return .waits
            }
            state.made += 1
            return .worker(PostgresWorker(settings, name: "postgres-\(state.made)"))
        }
        switch outcome {
        case .worker(let worker): continuation.resume(returning: worker)
        case .refused(let error): continuation.resume(throwing: error)
        case .waits: break
        }
    }

    /// A task that was cancelled waits no longer. One that already has its connection runs to its end.
    private func cancel(_ ticket: Int) {
        let continuation = state.withLock { state -> CheckedContinuation<PostgresWorker, any Error>? in
            if let place = state.waiting.firstIndex(where: { $0.ticket == ticket }) {
                return state.waiting.remove(at: place).continuation
            }
            return nil
        }
        continuation?.resume(throwing: CancellationError())
    }

    private func give(back worker: PostgresWorker) async {
        enum Next {
            case nobody
            case caller(CheckedContinuation<PostgresWorker, any Error>)
            case end
        }
        let next: Next = state.withLock { state in
            if state.isClosed { return .end }
            if !state.waiting.isEmpty { return .caller(state.waiting.removeFirst().continuation) }
            state.idle.append(worker)
            return .nobody
        }
        switch next {
        case .nobody: break
        case .caller(let continuation): continuation.resume(returning: worker)
        case .end: await worker.disconnect()
        }
    }
}
