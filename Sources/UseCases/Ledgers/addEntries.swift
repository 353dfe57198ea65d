// SPDX-License-Identifier: Apache-2.0
package import Domain
package import LedgerEngine
import SQLCore
import Storage

/// Many rows of one register and pairing, as a file or a program brings them.
package struct EntryDelivery: Sendable {
    /// What becomes of a delivery some of whose rows can't be written.
    package enum Problems: Sendable {
        /// Nothing is written where a row can't be.
        case refuseAll
        /// The rows that can be are written.
        case leaveOut
    }
    /// What becomes of rows that are there already.
    package enum Known: Sendable {
        /// A row that is there already (by identity, or by key) is left as it is.
        case leave
        /// It takes the values of the delivery.
        case update
    }
    /// One row of the delivery.
    package struct Row: Sendable {
        /// Where it stands in the delivery, for messages.
        package let place: Int
        /// The row that it was downloaded from; nil: found by its key, or new.
        package var id: String?
        /// The version that was downloaded; another one by now is a problem of the row.
        package var version: Int?
        package var input: EntryInput
        /// Values over those of the row that is there, also of one that came earlier in the same delivery.
        var isPartial = false

        package init(place: Int, id: String? = nil, version: Int? = nil, input: EntryInput) {
            (self.place, self.id, self.version, self.input) = (place, id, version, input)
        }
    }
    package let ledger: String
    package let pairing: String
    package var side: Side?
    package let rows: [Row]
    package var problems: Problems
    package var known: Known
    package var reason: String?

    package init(
        ledger: String, pairing: String, side: Side? = nil, rows: [Row], problems: Problems = .refuseAll,
        known: Known = .leave, reason: String? = nil
    ) {
        (self.ledger, self.pairing, self.side, self.rows) = (ledger, pairing, side, rows)
        (self.problems, self.known, self.reason) = (problems, known, reason)
    }
}

/// What became of a delivery.
package struct DeliveryResult: Sendable {
    /// A row that was not written, and why; or one that was, and what is odd about it.
    package struct Refusal: Sendable {
        package let place: Int
        package let problems: [FieldProblem]
    }
    package internal(set) var added: [(place: Int, id: Identifier<LedgerEntry>)] = []
    package internal(set) var changed: [(place: Int, id: Identifier<LedgerEntry>, version: Int)] = []
    /// Rows that were there already with the same values, or were to be left as they are.
    package internal(set) var unchanged: [Int] = []
    package internal(set) var removed: [Identifier<LedgerEntry>] = []
    package internal(set) var refused: [Refusal] = []
    /// Rows that are written and odd beside others, such as a sum above its ceiling; at most a thousand.
    package internal(set) var warnings: [Refusal] = []
    static let mostWarnings = 1_000
    /// False where nothing was written because of what was refused.
    package internal(set) var isWritten = true
}

extension UseCases {
    /// Adds and updates many rows in one transaction. The same delivery twice changes nothing the second time.
    ///
    /// With `isTrial` nothing is written: what would become of it. `progress` is told how many rows were taken in; where
    /// it throws (or the task is cancelled), nothing is written.
    package func addEntries(
        _ caller: Caller, _ delivery: EntryDelivery, isTrial: Bool = false,
        progress: (@Sendable (Int) throws -> Void)? = nil
    ) async throws -> DeliveryResult {
        if isTrial {
            return try await database.read { connection in
                var intake = try intake(delivery, caller, connection, isTrial: true)
                try intake.takeAll(progress)
                return intake.result
            }
        }
        do {
            let result = try await write(caller) { connection in
                var intake = try intake(delivery, caller, connection, isTrial: false)
                try intake.takeAll(progress)
                if delivery.problems == .refuseAll, !intake.result.refused.isEmpty {
                    throw RefusedDelivery(result: intake.result)
                }
                try intake.write()
                return intake.result
            }
            await renewStatistics(rows: result.added.count)
            return result
        } catch let refused as RefusedDelivery {
            var result = refused.result
            (result.added, result.changed, result.isWritten) = ([], [], false)
            return result
        }
    }

    func intake(
        _ delivery: EntryDelivery, _ caller: Caller, _ connection: any SQLConnection, isTrial: Bool
    ) throws -> EntryIntake {
        let desk = try desk(try findLedger(delivery.ledger), pairing: delivery.pairing, caller, connection)
        let side = try enteringSide(delivery.side, desk, caller)
        let queries = BookQueries(connection)
        var book = try queries.find(desk.ledger.key, desk.pairing.id)
        if !isTrial {
            book = try book ?? queries.open(desk.ledger.key, desk.pairing.id)
            if let book { try queries.lock(book.number) }
        }
        return try EntryIntake(self, caller, desk, delivery, side, book, isTrial: isTrial)
    }
}

/// Undoes the transaction of a delivery that is refused as a whole.
private struct RefusedDelivery: Error {
    let result: DeliveryResult
}
