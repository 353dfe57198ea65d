// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import LedgerEngine
import UseCases

/// Changes one field of the rows that were selected: all of them or none. What has to be mended is shown with them.
func changeEntries(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let ledger = try await visit.useCases.ledger(caller, key: try visit.value("key")).ledger
    let rows = visit.form.all("entry").compactMap { mark -> (id: String, version: Int?)? in
        let parts = mark.split(separator: ":").map(String.init)
        return parts.count == 2 ? Int(parts[1]).map { (parts[0], $0) } : nil
    }
    let next = ownPath(visit.form["next"]) ?? Address.ledger.path(ledger.key)
    guard !rows.isEmpty else { return visit.goOn(to: next, notice: "noEntries") }
    var isOdd = false
    do {
        let written = try await visit.useCases.bulkChange(
            caller, rows, .texts([visit.form["field"]: visit.form["value"]]), reason: visit.form.optional("reason"))
        isOdd = written.contains { !$0.warnings.isEmpty }
    } catch let error as EntryProblems {
        let writer = EntryFieldWriter(ledger: ledger, codeLists: [:], phrases: visit.phrases, values: [:])
        return try await visit.showAgain(next, writer.validation(error.problems))
    } catch is DuplicateEntry {
        throw UseCaseError("entry", .conflict(reason: "entry.wouldBeDuplicate"))
    } catch let error as UseCaseError {
        guard case .invalid(let failures) = error.cause else { throw error }
        return try await visit.showAgain(next, failures)
    }
    return visit.goOn(to: next, notice: isOdd ? "entriesChangedWithWarnings" : "entriesChanged")
}

extension Visit {
    /// The view from which the rows were changed, as it was left, with what has to be mended.
    fileprivate func showAgain(_ path: String, _ failures: [ValidationFailure]) async throws -> Response {
        let named = failures.map { failure in
            ValidationFailure(
                field: failure.field == "reason" ? "bulk-reason" : "bulk-value", message: failure.message,
                arguments: failure.arguments)
        }
        let chosen = form.all("entry").compactMap { $0.split(separator: ":").first.map(String.init) }
        return try await showLedger(
            FormFields(encoded: path.drop { $0 != "?" }.dropFirst()),
            GridState(chosen: Set(chosen), failures: Failures(named, phrases), status: .unprocessableContent))
    }
}

extension EntryFieldWriter {
    /// The problems as an operation that has no form of its own tells them.
    func validation(_ problems: [FieldProblem]) -> [ValidationFailure] {
        problems.filter { $0.weight == .error }.map {
            ValidationFailure(
                field: $0.field ?? "", message: $0.messageKey,
                arguments: $0.arguments(ledger, codeLists, phrases.language))
        }
    }
}
