// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import LedgerEngine
import UseCases

/// Saves cells of one row that were edited in place. The answer is the row as it is now, for the table that is open;
/// what went wrong is told with it, and whether it is a reason that is missing.
func changeCells(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let id = try visit.value("id")
    let ledger = try await visit.useCases.entry(caller, id: id, language: visit.language).ledger
    let values = visit.form.entryValues(ledger)
    var seen: [String: String] = [:]
    for key in values.keys where visit.form.holds("s." + key) { seen[key] = visit.form.raw("s." + key) }
    let edit = Edit(revision: visit.form.integer("version") ?? -1, seen: seen, values: values)
    do {
        let written = try await visit.useCases.changeEntry(
            caller, id: id, edit, reason: visit.form.optional("reason"))
        return try await answer(visit, id, ledger, problems: written.warnings)
    } catch let error as EntryProblems {
        return try await answer(visit, id, ledger, problems: error.problems, status: .unprocessableContent)
    } catch is DuplicateEntry {
        return try await answer(
            visit, id, ledger, failure: visit.phrases("entry.wouldBeDuplicate"), status: .unprocessableContent)
    } catch let collision as EditCollision {
        return try await answer(visit, id, ledger, collision: collision, status: .conflict)
    } catch let error as UseCaseError {
        guard case .invalid(let failures) = error.cause else { throw error }
        let text = failures.map { visit.phrases($0.message, $0.arguments) }.joined(separator: " ")
        return try await answer(
            visit, id, ledger, failure: text, lacksReason: failures.contains { $0.field == "reason" },
            status: .unprocessableContent)
    }
}

private func answer(
    _ visit: Visit, _ id: String, _ ledger: Ledger, problems: [FieldProblem] = [], failure: String? = nil,
    lacksReason: Bool = false, collision: EditCollision? = nil, status: HTTPResponse.Status = .ok
) async throws -> Response {
    let caller = try visit.caller
    let entry = try await visit.useCases.entry(caller, id: id, language: visit.language).entry
    let detail = try await visit.useCases.ledger(caller, key: ledger.key)
    let page = FormFields(encoded: visit.request.headers[.htmxCurrentAddress].flatMap { queryOfAddress($0) } ?? "")
    let view = GridView(detail, GridAddress(page, ledger), visit.phrases)
    let writer = EntryFieldWriter(
        ledger: ledger, codeLists: detail.codeLists, phrases: visit.phrases, values: [:], problems: problems)
    let grid = Grid(view, [entry], nil)
    var html = HTML()
    html.markup("<!doctype html><title></title><table><tbody>")
    for row in grid.rows { html.append(renderGridRow(row, in: grid, visit.phrases)) }
    html.markup("</tbody></table>")
    for problem in problems {
        html.markup(problem.weight == .error ? "<p data-failure>" : "<p data-warning>")
        html.text(writer.sentence(problem))
        html.markup("</p>")
    }
    if let failure {
        html.markup(lacksReason ? "<p data-failure=\"reason\">" : "<p data-failure>")
        html.text(failure)
        html.markup("</p>")
    }
    if let collision { html.add(collision, visit.phrases) { ledger.field($0)?.title[visit.language] ?? $0 } }
    return .html(html.string, status: status)
}

/// The fields behind the question mark of an address.
private func queryOfAddress(_ address: String) -> String? {
    address.firstIndex(of: "?").map { String(address[address.index(after: $0)...].prefix { $0 != "#" }) }
}
