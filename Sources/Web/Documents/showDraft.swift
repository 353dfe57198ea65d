// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows a draft; `?at=` names the place whose forms are open.
func showDraft(_ visit: Visit) async throws -> Response {
    let detail = try await visit.useCases.draft(try visit.caller, id: try visit.value("id"))
    return try visit.show(
        DraftPage(detail, editing: visit.query.optional("at").flatMap { DraftPlace(key: $0) }, visit.phrases))
}
