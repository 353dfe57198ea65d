// SPDX-License-Identifier: Apache-2.0
package import Definitions
package import Domain
import LedgerEngine
import SQLCore
import Storage

/// What a new definition of a register would do to the rows that are there.
package struct DefinitionPreview: Sendable {
    /// What it would say of so many rows.
    package struct Finding: Sendable {
        /// Whether it stands in the way of a change of the row.
        package let isError: Bool
        /// nil where it is about the row, or about a field that the register has no more.
        package let field: LocalisedText?
        package let messageKey: String
        package let arguments: [String: String]
        package let rows: Int
    }
    package let ledger: Ledger
    /// The version that holds now; nil for a register that is new.
    package let version: Int?
    package let rows: Int
    /// Those of most rows first, errors before warnings.
    package let findings: [Finding]
    /// The indicators whose figures would be computed anew, and those that would be gone.
    package let changedIndicators: [String]
    package let goneIndicators: [String]
    /// Whether it says something else under the version that holds now.
    package let isSilent: Bool
    /// Whether rows would be dated, told apart or sealed by other fields, which those that are there are not.
    package let isRekeyed: Bool
}

extension UseCases {
    /// What new definitions would do to the rows that are there; changes nothing. Throws forbidden.
    package func previewDefinitions(
        _ caller: Caller, _ checked: CheckedLedgers, language: Language
    ) async throws -> [DefinitionPreview] {
        try caller.require(.verifyLedgers, on: .installation, "ledger", knowing: .readDirectory)
        var previews: [DefinitionPreview] = []
        for ledger in checked.ledgers {
            let present = surroundings.ledgers[ledger.key]
            var tally = FindingTally()
            for book in try await database.read({ try BookQueries($0).books(of: ledger.key, visible: .all) }) {
                guard let present else { break }
                tally.add(try await database.read { try self.tally(book, present, ledger, checked.book, $0) })
            }
            let before = Dictionary((present?.indicators ?? []).map { ($0.key, $0.description) }) { first, _ in first }
            previews.append(
                DefinitionPreview(
                    ledger: ledger, version: present?.version, rows: tally.rows,
                    findings: tally.findings.map { problem, rows in
                        DefinitionPreview.Finding(
                            isError: problem.weight == .error, field: problem.field.flatMap { ledger.field($0)?.title },
                            messageKey: problem.messageKey,
                            arguments: problem.arguments(ledger, checked.book.codeLists, language), rows: rows)
                    },
                    changedIndicators: ledger.indicators.filter {
                        $0.formula.selection != nil && before[$0.key] != $0.description
                    }.map(\.key),
                    goneIndicators: before.keys.filter { key in !ledger.indicators.contains { $0.key == key } }
                        .sorted(),
                    isSilent: present.map { $0.version == ledger.version && $0.description != ledger.description }
                        ?? false,
                    isRekeyed: tally.rows > 0 && present.map { isRekeyed($0, ledger) } ?? false))
        }
        return previews
    }

    private func tally(
        _ book: PairingLedger, _ present: Ledger, _ ledger: Ledger, _ definitions: LedgerBook,
        _ connection: any SQLConnection
    ) throws -> FindingTally {
        var tally = FindingTally()
        guard let pairing = try PairingQueries(connection).find(book.pairing) else { return tally }
        let desk = try desk(present, pairing, connection)
        let today = surroundings.now().day
        try EntryQueries(connection).forEach(in: book.number) { records in
            for record in records {
                let values = desk.open(record).values
                let now = checkRow(
                    values: values, ledger: present, codeLists: surroundings.ledgers.codeLists, on: today)
                let then = checkRow(values: values, ledger: ledger, codeLists: definitions.codeLists, on: today)
                tally.add(then.filter { !now.contains($0) })
            }
        }
        return tally
    }
}

/// Whether rows of one definition are dated, told apart or sealed otherwise than those of the other.
private func isRekeyed(_ ledger: Ledger, _ other: Ledger) -> Bool {
    ledger.dateField != other.dateField || ledger.uniqueKeys != other.uniqueKeys
        || ledger.fields.contains { field in
            other.field(field.key).map { $0.isPersonal != field.isPersonal } ?? false
        }
}

/// How many rows each thing is said of. What an argument quotes of a row is not told apart.
private struct FindingTally: Sendable {
    private struct Kind: Hashable {
        let field: String?
        let messageKey: String
        /// The name of a field that is gone.
        let name: String?
    }
    private(set) var rows = 0
    private var counts: [Kind: (problem: FieldProblem, rows: Int)] = [:]

    mutating func add(_ problems: [FieldProblem]) {
        rows += 1
        var seen: Set<Kind> = []
        for problem in problems where seen.insert(kind(problem)).inserted {
            counts[kind(problem), default: (problem, 0)].rows += 1
        }
    }

    mutating func add(_ other: FindingTally) {
        rows += other.rows
        counts.merge(other.counts) { ($0.problem, $0.rows + $1.rows) }
    }

    var findings: [(problem: FieldProblem, rows: Int)] {
        counts.values.sorted { one, other in
            let (isError, isOtherError) = (one.problem.weight == .error, other.problem.weight == .error)
            if isError != isOtherError { return isError }
            return (other.rows, one.problem.field ?? "") < (one.rows, other.problem.field ?? "")
        }
    }

    private func kind(_ problem: FieldProblem) -> Kind {
        Kind(
            field: problem.field, messageKey: problem.messageKey,
            name: problem.field == nil ? problem.arguments["text"] : nil)
    }
}
