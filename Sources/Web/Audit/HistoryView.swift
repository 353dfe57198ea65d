// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// What happened to an object, newest first, for the part `history` of its page. Only who may read the object is shown
/// it; the addresses people came from and their sessions are for the record's own page.
struct HistoryView: Sendable {
    struct Entry: Sendable {
        let at: String
        let actor: String
        /// The body that the actor acted for, by its name then.
        let body: String?
        let action: String
        let isRefused: Bool
        let fields: [RecordedField]
    }
    let entries: [Entry]

    static let sample = HistoryView(entries: [.sample])

    init(entries: [Entry]) { self.entries = entries }

    init(_ history: ObjectHistory, _ phrases: Phrases) {
        self.init(entries: history.events.map { Entry($0, history.names, phrases) })
    }
}

extension HistoryView.Entry {
    static let sample = Self(
        at: "2026-01-01 00:00", actor: "A", body: "B", action: "C", isRefused: false,
        fields: [RecordedField(label: "L", before: "V", after: nil)])

    init(_ event: AuditEvent, _ names: RecordNames, _ phrases: Phrases) {
        self.init(
            at: event.at.minuteText, actor: event.actor.label(phrases), body: event.body,
            action: phrases("action." + event.action, or: event.action), isRefused: event.result != .done,
            fields: RecordedField.all(of: event, names, phrases))
    }
}

extension AuditActor {
    func label(_ phrases: Phrases) -> String {
        switch self {
        case .user(_, let name, _): name
        case .local: phrases("actor.local")
        case .system: phrases("actor.system")
        }
    }
}
