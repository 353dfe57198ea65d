// SPDX-License-Identifier: Apache-2.0
import Domain
import Synchronization

/// The imports whose rows this program is writing, with how far they have come. One that the program doesn't live to
/// end has written nothing.
final class ImportRuns: Sendable {
    private enum State {
        case running(ImportProgress, isCancelled: Bool)
        case ended(Result<SheetImportResult, any Error>, at: Instant)
    }
    private let states = Mutex<[String: State]>([:])
    private let turns = Turnstile()

    /// Runs `body` when those before it have ended.
    func inTurn<Result: Sendable>(_ body: () async throws -> Result) async rethrows -> Result {
        try await turns.pass(body)
    }

    /// Returns false where it is running already.
    func begin(_ id: String, at now: Instant) -> Bool {
        states.withLock { states in
            if case .running? = states[id] { return false }
            // What nobody came back to look at.
            let hour = now.advanced(bySeconds: -3_600)
            states = states.filter { if case .ended(_, let end) = $0.value { end > hour } else { true } }
            states[id] = .running(ImportProgress(), isCancelled: false)
            return true
        }
    }

    /// Keeps how far it has come. Throws `ImportCancelled` where it is to stop.
    func step(_ id: String, _ progress: ImportProgress) throws {
        let isCancelled = states.withLock { states in
            guard case .running(_, let isCancelled)? = states[id] else { return false }
            states[id] = .running(progress, isCancelled: isCancelled)
            return isCancelled
        }
        if isCancelled { throw ImportCancelled() }
    }

    /// Asks it to stop. Returns false where it isn't running.
    func cancel(_ id: String) -> Bool {
        states.withLock { states in
            guard case .running(let progress, _)? = states[id] else { return false }
            states[id] = .running(progress, isCancelled: true)
            return true
        }
    }

    func end(_ id: String, _ result: Result<SheetImportResult, any Error>, at now: Instant) {
        states.withLock { $0[id] = .ended(result, at: now) }
    }

    func isRunning(_ id: String) -> Bool { progress(id) != nil }

    /// nil where it isn't running.
    func progress(_ id: String) -> ImportProgress? {
        states.withLock { if case .running(let progress, _)? = $0[id] { progress } else { nil } }
    }

    /// What came of it, for an hour or until it was told; nil where it runs, or never did.
    func result(_ id: String) -> Result<SheetImportResult, any Error>? {
        states.withLock { if case .ended(let result, _)? = $0[id] { result } else { nil } }
    }

    /// What came of it, once; nil where it runs, or never did.
    func takeResult(_ id: String) -> Result<SheetImportResult, any Error>? {
        states.withLock { states in
            guard case .ended(let result, _)? = states[id] else { return nil }
            states[id] = nil
            return result
        }
    }
}

/// A person stopped an import while its rows were written: none is.
struct ImportCancelled: Error {}
