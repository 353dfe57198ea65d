// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import LedgerEngine
import Storage

/// A row that was judged, with what its writing needs and no more.
struct JudgedRow: Sendable {
    let file: String
    let sheet: String
    let number: Int
    let outcome: PlannedRow.Outcome
    /// The row of the register that it changes, with the version that was seen.
    let entry: String?
    let version: Int?
    /// An earlier row of the import has its key: it changes what that one wrote.
    let isRepeat: Bool
    /// Of a repeat what the row itself holds, of others all that the row would have.
    let values: [String: FieldValue]
    let cells: ImportQueries.Cells
    /// What stands in its way.
    let problems: [FieldProblem]

    init(_ line: PlannedRow) {
        (file, sheet, number) = (line.row.file, line.row.sheet, line.row.number)
        (outcome, entry, version) = (line.outcome, line.entry?.text, line.entryVersion)
        if case .repeats? = line.doubt { isRepeat = true } else { isRepeat = false }
        guard [.new, .changed].contains(line.outcome) else {
            (values, cells) = ([:], ImportQueries.Cells([:]))
            let errors = line.problems.map(\.problem).filter { $0.weight == .error }
            problems = errors + (line.doubt.map { [$0.problem] } ?? [])
            return
        }
        values = isRepeat ? line.row.values : line.values
        cells = ImportQueries.Cells(
            line.row.values.keys.reduce(into: [:]) { $0[$1] = line.row.cells[$1]?.description })
        problems = []
    }
}

/// Judged rows on their way from the thread that reads the files to the one that writes the rows: so few portions at a
/// time that memory doesn't grow with the files.
///
/// `@unchecked Sendable`: `waiting`, `outcome` and `isClosed` are touched only under the lock `condition`.
final class ImportPipe: @unchecked Sendable {
    enum Portion: Sendable {
        case rows([JudgedRow])
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
