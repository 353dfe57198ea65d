// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows what happened to one field of a row, and what was said about it.
func showCell(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let (id, key) = (try visit.value("id"), try visit.value("field"))
    let detail = try await visit.useCases.entry(caller, id: id, language: visit.language)
    guard let field = detail.ledger.field(key) else { throw UseCaseError("field", .notFound) }
    let changes = try await visit.useCases.cellHistory(caller, id: id, field: key, language: visit.language)
    return try visit.show(
        CellPage(
            id: id, field: key, title: field.title[visit.language], entry: detail.entry.name(detail.ledger),
            ledger: detail.ledger.key, ledgerTitle: detail.ledger.title[visit.language],
            text: detail.entry.texts[key] ?? "–",
            changes: changes.map { EntryDetailPage.Change($0, detail.ledger, visit.phrases) },
            origins: detail.origins.compactMap { $0.sentence(visit.phrases, field: key) },
            comments: detail.comments.filter { $0.field == key }.map {
                .init(author: $0.by, at: $0.at.minuteText, text: $0.text, field: nil)
            }, mayComment: detail.mayComment))
}

/// One field of a row: its history and the comments about it.
struct CellPage: PageModel {
    static let template = "entry-cell"
    static let samples = [
        CellPage(
            id: "i", field: "f", title: "T", entry: "E", ledger: "k", ledgerTitle: "L", text: "V", changes: [.sample],
            origins: ["O"], comments: [.sample], mayComment: true)
    ]
    let id: String
    let field: String
    let title: String
    let entry: String
    let ledger: String
    let ledgerTitle: String
    let text: String
    let changes: [EntryDetailPage.Change]
    let origins: [String]
    let comments: [EntryDetailPage.Remark]
    let mayComment: Bool
    var section: Section? { .ledgers }
}

extension EntryOrigin {
    /// Which version came from which cells of which file, of one field or of all; nil where the field's value did not.
    func sentence(_ phrases: Phrases, field: String? = nil) -> String? {
        let cells = (field.map { [$0] } ?? Array(self.cells.keys)).compactMap { self.cells[$0] }
            .sorted { ($0.count, $0) < ($1.count, $1) }
        guard let first = cells.first, let last = cells.last else { return nil }
        let place = (sheet.isEmpty ? "" : sheet + "!") + (first == last ? first : first + "–" + last)
        return phrases(
            "entry.cameFrom",
            ["version": String(version), "file": file ?? phrases("entry.hiddenFile"), "place": place])
    }
}
