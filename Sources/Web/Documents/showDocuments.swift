// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import Hummingbird
import UseCases

/// Shows the documents, newest first, and the form for a new one.
func showDocuments(_ visit: Visit) async throws -> Response {
    try visit.show(
        try await documentsPage(visit, chosen: visit.query.optional("pairing"), failures: .none))
}

/// The page with the form as it was sent: `chosen` is the pairing's code.
func documentsPage(_ visit: Visit, chosen: String?, failures: Failures) async throws -> DocumentsPage {
    let caller = try visit.caller
    let watching = try await visit.watching(Watch(kind: "documents", id: "all"), part: "#list")
    let pairings = try await visit.useCases.workablePairings(caller)
    let page = try await visit.useCases.documents(caller, after: visit.query.optional("after"), limit: 50)
    let choices = pairings.map {
        Choice(
            value: $0.code, label: $0.label(in: visit.language), isChosen: $0.code == chosen || pairings.count == 1)
    }
    return DocumentsPage(
        lines: page.items.map { .init($0, visit.phrases) },
        next: page.next.map { Address.documents.path() + "?after=" + $0.percentEncodedPart },
        upload: pairings.isEmpty
            ? nil
            : DocumentsPage.Upload(
                choices: choices, limit: visit.site.settings.uploadLimit >> 20, failures: failures),
        accuracy: visit.mayRead(.readDraft) ? Address.accuracy.path() : nil, watching: watching)
}

extension Visit {
    /// Whether the rule table allows the action to the visitor on anything at all.
    fileprivate func mayRead(_ action: Action) -> Bool {
        session?.user.grants.contains { !RuleTable.relations(action, .role($0.role)).isEmpty } ?? false
    }
}
