// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import SQLCore
import Storage

/// A value that a form begins with, and where it comes from.
package struct ProposedValue: Sendable {
    /// Where a proposed value comes from.
    package enum Source: Sendable {
        /// The register says so.
        case definition
        /// The row that the same person entered last.
        case lastRow
        /// A row of another register that this one points to.
        case register(key: String, number: Int64)
    }
    package let text: String
    package let source: Source
}

extension UseCases {
    /// What the form of a new row begins with, by field. `given` is what was typed already: a row of another register
    /// named there offers what it holds of the same fields, so that nothing is asked twice.
    package func proposeValues(
        _ caller: Caller, ledger: String, pairing: String, given: [String: String] = [:]
    ) async throws -> [String: ProposedValue] {
        try await database.read { connection in
            let desk = try desk(try findLedger(ledger), pairing: pairing, caller, connection)
            let names = LedgerNames(connection, surroundings.ledgers, desk.cipher, pairing: desk.pairing)
            var proposals: [String: ProposedValue] = [:]
            let last = try lastRow(desk, caller)
            for field in desk.ledger.fields where (given[field.key] ?? "").isEmpty {
                switch field.initial {
                case .value(let text)?: proposals[field.key] = ProposedValue(text: text, source: .definition)
                case .last?:
                    if !field.isPersonal, let value = last?.values[field.key] {
                        proposals[field.key] = ProposedValue(
                            text: field.formText(value, names.directory), source: .lastRow)
                    }
                case .field(let other)?:
                    if let text = given[other], !text.isEmpty {
                        proposals[field.key] = ProposedValue(text: text, source: .definition)
                    }
                case nil: break
                }
            }
            try offer(given, desk, names, &proposals, caller)
            return proposals
        }
    }

    private func lastRow(_ desk: LedgerDesk, _ caller: Caller) throws -> OpenEntry? {
        guard let user = caller.userID,
            let book = try BookQueries(desk.connection).find(desk.ledger.key, desk.pairing.id)
        else { return nil }
        return try EntryQueries(desk.connection).last(of: user, in: [book.number]).map(desk.open)
    }

    /// What rows of other registers hold that the given values point to: fields of the same name and kind.
    private func offer(
        _ given: [String: String], _ desk: LedgerDesk, _ names: LedgerNames,
        _ proposals: inout [String: ProposedValue], _ caller: Caller
    ) throws {
        for field in desk.ledger.fields where field.kind == .entry {
            guard let text = given[field.key], let value = field.read(FieldInput(text), names.directory).value,
                let id = value.elements.first?.text, let other = field.ledger.flatMap({ surroundings.ledgers[$0] })
            else { continue }
            let (row, otherDesk) = try findEntry(id, caller, desk.connection)
            guard otherDesk.ledger.key == other.key else { continue }
            for own in desk.ledger.fields where !own.isPersonal && (given[own.key] ?? "").isEmpty {
                guard let same = other.field(own.key), same.kind == own.kind, !same.isPersonal,
                    same.codeList == own.codeList, let held = row.values[own.key]
                else { continue }
                proposals[own.key] = ProposedValue(
                    text: own.formText(held, names.directory),
                    source: .register(key: other.key, number: row.record.number))
            }
        }
    }
}
