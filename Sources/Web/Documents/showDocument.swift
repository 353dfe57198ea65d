// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows a document with what it cites and what cites it.
func showDocument(_ visit: Visit) async throws -> Response {
    let detail = try await visit.useCases.documentDetail(try visit.caller, id: try visit.value("id"))
    return try visit.show(DocumentPage(detail, visit.phrases))
}

/// Keeps a document in the house, or lets it out as an example.
func withholdDocument(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    try await visit.useCases.withhold(try visit.caller, document: id, visit.form["withheld"] == "1")
    return visit.goOn(to: Address.document.path(id), notice: "saved")
}

/// Shows what documents cite and the register lacks.
func showMissingDocuments(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let chosen = visit.query.optional("pairing")
    let missing = try await visit.useCases.missingDocuments(caller, pairing: chosen)
    return try visit.show(
        MissingDocumentsPage(
            lines: missing.map { .init($0, visit.phrases) }, pairings: try await pairingChoices(visit, chosen: chosen)))
}

/// The pairings on which the visitor works, for a filter.
func pairingChoices(_ visit: Visit, chosen: String?) async throws -> [Choice] {
    try await visit.useCases.workablePairings(try visit.caller).map {
        Choice(value: $0.code, label: $0.label(in: visit.language), isChosen: $0.code == chosen)
    }
}
