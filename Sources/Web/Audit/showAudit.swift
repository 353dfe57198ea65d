// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows the record as filtered by the address, newest first.
func showAudit(_ visit: Visit) async throws -> Response {
    let filter = RecordFilter(visit.query)
    var query = filter.query
    query.after = visit.query.optional("after")
    let page = try await visit.useCases.recordEntries(try visit.caller, query)
    let phrases = visit.phrases
    return try visit.show(
        RecordPage(
            filter: .init(filter, phrases), isFiltered: filter.isFiltered,
            entries: page.items.map { .init($0, phrases) }, first: query.after == nil ? nil : filter.path(.audit),
            next: page.next.map { filter.path(.audit, after: $0) }, lines: filter.path(.auditAsLines),
            table: filter.path(.auditAsText)))
}

extension RecordPage.Filter {
    fileprivate init(_ filter: RecordFilter, _ phrases: Phrases) {
        let (fields, query) = (filter.fields, filter.query)
        let kinds = ["draft", "document", "plan", "task", "pairing", "organisation", "contact", "user", "installation"]
        self.init(
            person: fields["person"],
            kinds: kinds.map {
                Choice(value: $0, label: phrases("audit.kind." + $0), isChosen: $0 == query.objectKind)
            },
            object: fields["object"], action: fields["action"],
            results: AuditResult.allCases.map {
                Choice(
                    value: $0.rawValue, label: phrases("audit.result." + $0.rawValue), isChosen: $0 == query.result)
            },
            pairing: fields["pairing"], from: fields["from"], to: fields["to"])
    }
}

extension RecordPage.Entry {
    fileprivate init(_ link: AuditLink, _ phrases: Phrases) {
        let event = link.event
        var history = FormFields()
        history.set("kind", event.objectKind)
        history.set("object", event.objectID)
        let marks: [(String, String?)] = [
            ("address", event.actor.address), ("session", event.session), ("request", event.requestID),
            ("hash", link.hash),
        ]
        self.init(
            sequence: String(link.sequence), at: event.at.preciseText, actor: event.actor.label(phrases),
            body: event.body, action: phrases("action." + event.action, or: event.action),
            kind: phrases("audit.kind." + event.objectKind, or: event.objectKind), object: event.objectID,
            path: Self.path(of: event), history: Address.audit.path() + "?" + history.encoded,
            result: phrases("audit.result." + event.result.rawValue), isDone: event.result == .done,
            reason: event.reason.map { phrases($0, or: $0) },
            fields: RecordedField.all(before: event.before, after: event.after, phrases),
            marks: marks.compactMap { name, value in
                value.map { .init(label: phrases("audit.mark." + name), value: $0) }
            })
    }

    private static func path(of event: AuditEvent) -> String? {
        switch event.objectKind {
        case "draft": Address.draft.path(event.objectID)
        case "plan": Address.plan.path(event.objectID)
        case "task": Address.task.path(event.objectID)
        default: nil
        }
    }
}

extension Instant {
    /// `2026-01-05 09:30:00.250` in the time of Beijing.
    fileprivate var preciseText: String {
        let text = advanced(bySeconds: 8 * 3600).isoText
        return text.prefix(10) + " " + text.dropFirst(11).dropLast()
    }
}
