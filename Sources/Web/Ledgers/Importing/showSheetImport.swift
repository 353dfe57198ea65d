// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import LedgerEngine
import UseCases

/// Shows what would become of the files of an import, or what became of them.
func showSheetImportDraft(_ visit: Visit) async throws -> Response {
    let draft = try await visit.useCases.openImport(try visit.caller, id: try visit.value("id"))
    return try await show(visit, draft)
}

/// Keeps what was decided about columns, values for all rows, and cells.
func decideSheetImport(_ visit: Visit) async throws -> Response {
    let draft = try await visit.useCases.openImport(try visit.caller, id: try visit.value("id"))
    let change = visit.form.importChange(draft.ledger)
    do {
        try await visit.useCases.decideImport(
            try visit.caller, id: draft.id.text, change, language: visit.language)
        return visit.goOn(to: Address.sheetImport.path(draft.id.text), notice: "importDecided")
    } catch let error as EntryProblems {
        guard case .mapping(_, let constants) = change else { throw error }
        return try await show(visit, draft, Typed(constants: constants, problems: error.problems))
    } catch {
        return try await again(visit, draft, error)
    }
}

/// Writes the rows of an import, all of them or those in whose way nothing stands.
func finishSheetImport(_ visit: Visit) async throws -> Response {
    let draft = try await visit.useCases.openImport(try visit.caller, id: try visit.value("id"))
    let path = Address.sheetImport.path(draft.id.text)
    guard draft.outcome == nil else { return visit.goOn(to: path, notice: "importDone") }
    do {
        let result = try await visit.useCases.finishImport(
            try visit.caller, id: draft.id.text, problems: visit.form["rows"] == "clean" ? .leaveOut : .refuseAll,
            reason: visit.form.optional("reason"), language: visit.language)
        if result.isWritten { return .seeOther(path) }
        let failure = ValidationFailure(field: "left", message: "sheetImport.notWritten")
        return try await show(visit, draft, Typed(failures: [failure], left: result.left))
    } catch {
        return try await again(visit, draft, error)
    }
}

/// Forgets an import; nothing was written.
func discardSheetImport(_ visit: Visit) async throws -> Response {
    let draft = try await visit.useCases.openImport(try visit.caller, id: try visit.value("id"))
    try await visit.useCases.discardImport(try visit.caller, id: draft.id.text)
    let path = Address.ledger.path(draft.ledger.key) + "?pairing=" + draft.pairing.code.percentEncodedPart
    return visit.goOn(to: path, notice: draft.outcome == nil ? "importDiscarded" : nil)
}

/// What is shown again with the page after a refusal.
private struct Typed {
    var failures: [ValidationFailure] = []
    var constants: [String: String] = [:]
    var problems: [FieldProblem] = []
    var left: [ImportOutcome.Line] = []
}

private func again(_ visit: Visit, _ draft: SheetImportDraft, _ error: any Error) async throws -> Response {
    if let error = error as? UseCaseError, case .conflict("sheetImport.done") = error.cause {
        return visit.goOn(to: Address.sheetImport.path(draft.id.text), notice: "importDone")
    }
    return try await show(visit, draft, Typed(failures: try refusal(of: error).failures))
}

private func show(_ visit: Visit, _ draft: SheetImportDraft, _ typed: Typed? = nil) async throws -> Response {
    let view = SheetImportView(draft, visit.phrases)
    guard draft.outcome == nil else { return try visit.show(SheetImportPage(view)) }
    let constants = EntryFieldWriter(
        ledger: draft.ledger, codeLists: draft.codeLists, phrases: visit.phrases,
        values: draft.decisions.constants.merging(typed?.constants ?? [:]) { $1 }, problems: typed?.problems ?? [])
    let status: HTTPResponse.Status = typed == nil ? .ok : .unprocessableContent
    do {
        let preview = try await visit.useCases.previewImport(try visit.caller, draft, language: visit.language)
        return try visit.show(
            SheetImportPage(
                view, preview, constants, failures: constants.failures(and: typed?.failures ?? []),
                left: typed?.left ?? [], reason: visit.form["reason"]),
            status: status)
    } catch let error as UseCaseError {
        guard case .invalid(let failures) = error.cause else { throw error }
        return try visit.show(
            SheetImportPage(
                view, SheetImportPreview(), constants, failures: Failures(failures, visit.phrases), left: [],
                reason: ""),
            status: .unprocessableContent)
    }
}

extension FormFields {
    /// What a form of an import says: of its columns, or of its cells.
    fileprivate func importChange(_ ledger: Ledger) -> ImportDecisions.Change {
        guard holds("t.0") else {
            return .corrections(
                zip(all("cell"), all("value")).compactMap { mark, text in
                    guard let (numbers, sheet) = unmarked(mark), numbers.count == 3 else { return nil }
                    return .init(
                        file: numbers[0], sheet: sheet, row: numbers[1], column: numbers[2],
                        text: String(text.prefix(2_000)))
                })
        }
        var tables: [ImportDecisions.Table] = []
        var number = 0
        while let (numbers, sheet) = unmarked(self["t.\(number)"], count: 2) {
            var columns: [Int: String] = [:]
            for column in self["k.\(number)"].split(separator: ",").compactMap({ Int($0) }) {
                columns[column] = optional("c.\(number).\(column)")
            }
            tables.append(
                .init(
                    file: numbers[0], sheet: sheet, table: numbers[1],
                    columns: holds("use.\(number)") ? columns : nil))
            number += 1
        }
        return .mapping(tables, constants: entryValues(ledger))
    }
}

/// Numbers and the name of a sheet in one text of a form. A bar ends it, because forms take the blanks off texts.
func marked(_ numbers: [Int], _ sheet: String) -> String {
    numbers.map { "\($0)|" }.joined() + sheet + "|"
}

private func unmarked(_ text: String, count: Int = 3) -> (numbers: [Int], sheet: String)? {
    let parts = text.split(separator: "|", maxSplits: count, omittingEmptySubsequences: false)
    let numbers = parts.prefix(count).compactMap { Int($0) }.filter { (0...2_000_000).contains($0) }
    guard parts.count == count + 1, numbers.count == count, parts[count].hasSuffix("|") else { return nil }
    return (numbers, String(parts[count].dropLast()))
}
