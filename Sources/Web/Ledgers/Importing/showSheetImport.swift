// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import Foundation
import HTTPTypes
import Hummingbird
import LedgerEngine
import UseCases

/// Shows what would become of the files of an import, how far the writing of its rows has come, or what became of them.
func showSheetImportDraft(_ visit: Visit) async throws -> Response {
    let draft = try await visit.useCases.openImport(try visit.caller, id: try visit.value("id"))
    if let progress = visit.useCases.importProgress(draft) { return try running(visit, draft, progress) }
    do {
        // Written, it is in the outcome.
        let result = try visit.useCases.importResult(draft)
        if let result, !result.isWritten { return try await show(visit, draft, .notWritten(result), status: .ok) }
    } catch {
        return try await again(visit, draft, error, status: .ok)
    }
    return try await show(visit, draft)
}

/// Keeps what was decided about columns, values for all rows, and cells.
func decideSheetImport(_ visit: Visit) async throws -> Response {
    let draft = try await visit.useCases.openImport(try visit.caller, id: try visit.value("id"))
    let change = visit.form.importChange(draft)
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
        let result = try await visit.useCases.startImport(
            try visit.caller, id: draft.id.text, problems: visit.form["rows"] == "clean" ? .leaveOut : .refuseAll,
            reason: visit.form.optional("reason"), language: visit.language)
        if let result, !result.isWritten { return try await show(visit, draft, .notWritten(result)) }
        return .seeOther(path)
    } catch {
        return try await again(visit, draft, error)
    }
}

/// Stops the writing of an import's rows: none is written.
func cancelSheetImport(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    _ = try await visit.useCases.cancelImport(try visit.caller, id: id)
    return .seeOther(Address.sheetImport.path(id))
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

    static func notWritten(_ result: SheetImportResult) -> Typed {
        let failure = ValidationFailure(field: "left", message: "sheetImport.notWritten")
        return Typed(failures: [failure], left: result.left)
    }
}

/// How far it has come; the page asks again by itself, without scripts too.
private func running(_ visit: Visit, _ draft: SheetImportDraft, _ progress: ImportProgress) throws -> Response {
    var response = try visit.show(SheetImportPage(SheetImportView(draft, visit.phrases), progress))
    response.headers[.refresh] = "2"
    return response
}

private func again(
    _ visit: Visit, _ draft: SheetImportDraft, _ error: any Error,
    status: HTTPResponse.Status = .unprocessableContent
) async throws -> Response {
    if let error = error as? UseCaseError, case .conflict("sheetImport.done") = error.cause {
        return visit.goOn(to: Address.sheetImport.path(draft.id.text), notice: "importDone")
    }
    return try await show(visit, draft, Typed(failures: try refusal(of: error).failures), status: status)
}

private func show(
    _ visit: Visit, _ draft: SheetImportDraft, _ typed: Typed? = nil,
    status: HTTPResponse.Status = .unprocessableContent
) async throws -> Response {
    let view = SheetImportView(draft, visit.phrases)
    guard draft.outcome == nil else { return try visit.show(SheetImportPage(view)) }
    let constants = EntryFieldWriter(
        ledger: draft.ledger, codeLists: draft.codeLists, phrases: visit.phrases,
        values: draft.decisions.constants.merging(typed?.constants ?? [:]) { $1 }, problems: typed?.problems ?? [])
    let status: HTTPResponse.Status = typed == nil ? .ok : status
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
    fileprivate func importChange(_ draft: SheetImportDraft) -> ImportDecisions.Change {
        if holds("removals") { return .removals(all("remove").map { String($0.prefix(64)) }) }
        if holds("others") {
            let rows = zip(all("doubt"), all("decision")).compactMap { mark, text -> ImportDecisions.Row? in
                guard let (numbers, sheet) = unmarked(mark, count: 2) else { return nil }
                return .init(
                    file: numbers[0], sheet: sheet, row: numbers[1], decision: PlannedRow.Decision(rawValue: text))
            }
            return .doubts(rows, others: PlannedRow.Decision(rawValue: self["others"]))
        }
        guard holds("t.0") else {
            return .corrections(corrections(over: draft.decisions.corrections))
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
        return .mapping(tables, constants: entryValues(draft.ledger))
    }
}

extension FormFields {
    /// What was typed into cells, and the proposals that were ticked where nothing else was typed. A proposal that was
    /// not ticked is not taken: nobody is to sign for what she didn't look at.
    fileprivate func corrections(over kept: [ImportDecisions.Correction]) -> [ImportDecisions.Correction] {
        func correction(_ mark: String, _ text: String) -> ImportDecisions.Correction? {
            guard let (numbers, sheet) = unmarked(mark), numbers.count == 3 else { return nil }
            return .init(
                file: numbers[0], sheet: sheet, row: numbers[1], column: numbers[2], text: String(text.prefix(2_000)))
        }
        var texts: [String: String] = [:]
        for take in all("take") {
            guard let bar = take.firstIndex(of: "|"), let text = String(take[..<bar]).removingPercentEncoding else {
                continue
            }
            texts[String(take[take.index(after: bar)...])] = text
        }
        let known = Dictionary(
            kept.map { (marked([$0.file, $0.row, $0.column], $0.sheet), $0.text) }, uniquingKeysWith: { $1 })
        return zip(all("cell"), all("value")).compactMap { mark, text in
            // What stood in the box already is no answer to what is proposed in its place.
            correction(mark, text == known[mark] ?? "" ? texts[mark] ?? text : text)
        }
    }
}

/// A proposal for a cell in one text of a form.
func offered(_ text: String, _ mark: String) -> String { text.percentEncodedPart + "|" + mark }

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

extension HTTPField.Name {
    /// Asks for the page again after so many seconds, as all browsers know it.
    fileprivate static let refresh = HTTPField.Name("Refresh")!
}
