// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows the record as filtered by the address, newest first.
func showAudit(_ visit: Visit) async throws -> Response {
    let (phrases, caller) = (visit.phrases, try visit.caller)
    let filter = RecordFilter(visit.query, phrases)
    // With a filter that can't be read nothing is shown but what to mend.
    var query = filter.failures.isEmpty ? try filter.asked() : RecordQuery()
    query.after = visit.query.optional("after")
    let listing = try await visit.useCases.showRecord(caller, query)
    let entries = filter.failures.isEmpty ? listing.page.items : []
    return try visit.show(
        RecordPage(
            filter: .init(filter, listing, phrases), isFiltered: filter.isFiltered,
            entries: entries.map { .init($0, listing, phrases) },
            first: query.after == nil ? nil : filter.path(.audit),
            next: entries.isEmpty ? nil : listing.page.next.map { filter.path(.audit, after: $0) },
            lines: filter.path(.auditAsLines), table: filter.path(.auditAsText),
            failures: Failures(filter.failures, phrases), isWhole: visit.useCases.readsWholeRecord(caller)),
        status: filter.failures.isEmpty ? .ok : .unprocessableContent)
}

extension RecordPage.Filter {
    fileprivate init(_ filter: RecordFilter, _ listing: RecordListing, _ phrases: Phrases) {
        let fields = filter.fields
        let (kind, action, pairing) = (fields["kind"], fields["action"], fields["pairing"])
        func kinds(_ kinds: [String]) -> [Choice] {
            kinds.map { Choice(value: $0, label: phrases("audit.kind." + $0), isChosen: $0 == kind) }
        }
        var pairings = listing.pairings.map {
            Choice(
                value: $0.code, label: $0.label(in: phrases.language),
                isChosen: $0.code == pairing || $0.label(in: phrases.language) == pairing)
        }
        if !pairing.isEmpty, !pairings.contains(where: \.isChosen) { pairings.insert(.typed(pairing), at: 0) }
        self.init(
            person: fields["person"], kinds: kinds(listing.actions.map(\.kind)), object: fields["object"],
            actions: Self.actions(listing.actions, chosen: action, phrases),
            results: AuditResult.allCases.map {
                Choice(
                    value: $0.rawValue, label: phrases("audit.result." + $0.rawValue),
                    isChosen: $0.rawValue == fields["result"])
            },
            pairings: renderOptions(
                [Choice(value: "", label: phrases("tasks.any"), isChosen: pairing.isEmpty)] + pairings),
            from: fields["from"], to: fields["to"])
    }

    private static func actions(
        _ groups: [RecordedAction.Group], chosen: String, _ phrases: Phrases
    ) -> [RecordPage.Actions] {
        let known = groups.map { group in
            RecordPage.Actions(
                label: phrases("audit.kind." + group.kind),
                choices: group.actions.map {
                    Choice(value: $0, label: phrases("action." + $0), isChosen: $0 == chosen)
                })
        }
        guard !chosen.isEmpty, !known.contains(where: { $0.choices.contains(where: \.isChosen) }) else { return known }
        // Part of a sentence, which an address may hold.
        return [RecordPage.Actions(label: phrases("audit.typed"), choices: [.typed(chosen)])] + known
    }
}

extension Choice {
    fileprivate static func typed(_ text: String) -> Choice { Choice(value: text, label: text, isChosen: true) }
}

extension RecordPage.Entry {
    fileprivate init(_ link: AuditLink, _ listing: RecordListing, _ phrases: Phrases) {
        let event = link.event
        var history = FormFields()
        history.set("kind", event.objectKind)
        history.set("object", event.objectID)
        let object = listing.objects[Watch(kind: event.objectKind, id: event.objectID)]
        let pairing = event.objectKind == "pairing" ? listing.names.pairings[event.objectID] : nil
        let marks: [(String, String?)] = [
            ("address", event.actor.address), ("session", event.session), ("request", event.requestID),
            ("object", event.objectID), ("hash", link.hash),
        ]
        self.init(
            sequence: String(link.sequence), at: event.at.preciseText, actor: event.actor.label(phrases),
            body: event.body, action: phrases("action." + event.action, or: event.action),
            kind: phrases("audit.kind." + event.objectKind, or: event.objectKind),
            object: pairing?.label(in: phrases.language) ?? object?.name.map { String($0.prefix(80)) }
                ?? (event.objectID == "-" ? "" : event.objectID),
            pairing: pairing == nil
                ? event.pairing.flatMap { listing.names.pairings[$0.text] }?.label(in: phrases.language) : nil,
            path: object?.opens == true ? Self.path(of: event, pairing) : nil,
            history: Address.audit.path() + "?" + history.encoded,
            result: phrases("audit.result." + event.result.rawValue), isDone: event.result == .done,
            reason: event.reason.map { phrases($0, or: $0) },
            fields: RecordedField.all(of: event, listing.names, phrases),
            marks: marks.compactMap { name, value in
                value.map { .init(label: phrases("audit.mark." + name), value: $0) }
            })
    }

    private static func path(of event: AuditEvent, _ pairing: Pairing?) -> String? {
        switch event.objectKind {
        case "draft": Address.draft.path(event.objectID)
        case "plan": Address.plan.path(event.objectID)
        case "task": Address.task.path(event.objectID)
        case "pairing": pairing.map { Address.pairing.path($0.code) }
        case "organisation": Address.organisation.path(event.objectID)
        case "order": Address.order.path(event.objectID)
        case "request": Address.request.path(event.objectID)
        case "meeting": Address.meeting.path(event.objectID)
        case "contact": Address.contact.path(event.objectID)
        case "user": Address.person.path(event.objectID)
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
