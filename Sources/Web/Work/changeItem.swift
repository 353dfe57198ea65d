// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Saves cells of one row that were edited in place. The answer is the row as it is now; what went wrong is told with
/// it, for the script of grids.
func changeItem(_ visit: Visit) async throws -> Response {
    let (caller, form, id) = (try visit.caller, visit.form, try visit.value("id"))
    let names = ItemFields.Name.allCases.map(\.rawValue).filter { form.holds("v." + $0) }
    let edit = Edit(
        revision: form.integer("version") ?? -1,
        seen: Dictionary(
            names.filter { form.holds("s." + $0) }.map { ($0, form.raw("s." + $0)) }, uniquingKeysWith: { $1 }),
        values: Dictionary(names.map { ($0, form.raw("v." + $0)) }, uniquingKeysWith: { $1 }))
    do {
        try await visit.useCases.editItem(caller, id: id, edit)
        return try await answer(visit, id)
    } catch let collision as EditCollision {
        return try await answer(visit, id, collision: collision, status: .conflict)
    } catch let error as UseCaseError {
        guard case .invalid(let failures) = error.cause else { throw error }
        let text = failures.map { visit.phrases($0.message, $0.arguments) }.joined(separator: " ")
        return try await answer(visit, id, failure: text, status: .unprocessableContent)
    }
}

private func answer(
    _ visit: Visit, _ id: String, failure: String? = nil, collision: EditCollision? = nil,
    status: HTTPResponse.Status = .ok
) async throws -> Response {
    let (detail, phrases) = (try await visit.useCases.item(try visit.caller, id: id), visit.phrases)
    var html = HTML()
    html.markup("<!doctype html><title></title><table><tbody>")
    html.append(renderItem(detail.line, mayPlan: detail.mayPlan, phrases))
    html.markup("</tbody></table>")
    if let failure {
        html.markup("<p data-failure>")
        html.text(failure)
        html.markup("</p>")
    }
    if let collision {
        html.add(collision, phrases) { name in
            ItemFields.Name(rawValue: name)?.title(detail.pairing, phrases) ?? name
        }
    }
    return .html(html.string, status: status)
}
