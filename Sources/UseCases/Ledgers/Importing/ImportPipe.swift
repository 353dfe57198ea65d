// SPDX-License-Identifier: Apache-2.0
import Foundation
import LedgerEngine
import Storage

/// Judged rows on their way from the thread that reads the files to the one that writes the rows: so few portions at a
/// time that memory doesn't grow with the files.
///
/// `@unchecked Sendable`: what changes is touched only under `condition`.
final class ImportPipe: @unchecked Sendable {
    enum Portion: Sendable {
        case rows([PlannedRow])
        /// Rows of the register that a person wants to be removed.
        case removals([EntryRecord])
    }
    /// How many portions wait at most.
    private static let length = 4

    private let condition = NSCondition()
    private var waiting: [Portion] = []
    private var outcome: Result<ImportReading, any Error>?
    private var isClosed = false

    /// Waits where the writer is behind. Throws `CancellationError` where nothing is wanted any more.
    func put(_ portion: Portion) throws {
        try condition.withLock {
            while waiting.count >= Self.length, !isClosed { condition.wait() }
            if isClosed { throw CancellationError() }
            waiting.append(portion)
            condition.broadcast()
        }
    }

    /// Throws `CancellationError` where nothing is wanted any more.
    func checkOpen() throws {
        if condition.withLock({ isClosed }) { throw CancellationError() }
    }

    /// Says what the reading came to. Nothing is put after it.
    func end(_ outcome: Result<ImportReading, any Error>) {
        condition.withLock {
            self.outcome = outcome
            condition.broadcast()
        }
    }

    /// The next portion, or nil once all were taken. Calls `idle` some times a second while none comes. Throws what
    /// ended the reading early.
    func next(_ idle: () throws -> Void) throws -> Portion? {
        while true {
            let portion: Portion?? = try condition.withLock {
                if waiting.isEmpty, outcome == nil { _ = condition.wait(until: Date(timeIntervalSinceNow: 0.1)) }
                if !waiting.isEmpty {
                    condition.broadcast()
                    return waiting.removeFirst()
                }
                switch outcome {
                case .success?: return .some(nil)
                case .failure(let error)?: throw error
                case nil: return nil
                }
            }
            if let portion { return portion }
            try idle()
        }
    }

    /// Wants nothing more, and waits until the reading has ended. Returns what it came to.
    @discardableResult
    func close() -> Result<ImportReading, any Error> {
        condition.withLock {
            isClosed = true
            waiting = []
            condition.broadcast()
            while true {
                if let outcome { return outcome }
                condition.wait()
            }
        }
    }
}
