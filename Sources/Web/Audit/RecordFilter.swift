// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The filter of the record as the address holds it.
struct RecordFilter: Sendable {
    let fields: FormFields
    /// What can't be read of it, by the names of the fields.
    let failures: [ValidationFailure]
    private let query: RecordQuery

    private static let names = ["person", "kind", "object", "action", "result", "pairing", "from", "to"]

    /// Days begin and end by Beijing's clock, and the last one counts. Names are those that the list prints.
    init(_ address: FormFields, _ phrases: Phrases) {
        let fields = address.only(Self.names)
        var query = RecordQuery()
        var failures: [ValidationFailure] = []
        func day(_ name: String) -> CalendarDate? {
            guard let text = fields.optional(name) else { return nil }
            let day = CalendarDate(iso: text)
            if day == nil { failures.append(ValidationFailure(field: name, message: "correction.dateForm")) }
            return day
        }
        query.person = fields.optional("person").map { Self.actor($0, phrases) }
        query.objectKind = fields.optional("kind")
        query.object = fields.optional("object")
        query.action = fields.optional("action")
        query.actions = query.action.map { text in RecordedAction.matching(text) { phrases("action." + $0) } }
        query.result = AuditResult(rawValue: fields["result"])
        if query.result == nil, fields.optional("result") != nil {
            failures.append(ValidationFailure(field: "result", message: "audit.resultUnknown"))
        }
        query.pairing = fields.optional("pairing")
        let (from, to) = (day("from"), day("to"))
        if let from, let to, from > to {
            failures.append(ValidationFailure(field: "to", message: "record.daysReversed"))
        }
        query.from = from.map { Instant(startOf: $0, hours: 8) }
        query.to = to.map { Instant(startOf: $0, hours: 8).advanced(bySeconds: 86_400) }
        (self.fields, self.query, self.failures) = (fields, query, failures)
    }

    /// What the use case is asked. Throws invalid where a field can't be read.
    func asked() throws -> RecordQuery {
        guard failures.isEmpty else { throw UseCaseError("audit", .invalid(failures)) }
        return query
    }

    var isFiltered: Bool { !fields.encoded.isEmpty }

    func path(_ list: Address, after: String? = nil) -> String { fields.path(of: list, after: after) }

    /// The command line and the program as the record keeps them.
    private static func actor(_ text: String, _ phrases: Phrases) -> String {
        for kind in ["local", "system"] where phrases("actor." + kind) == text { return kind }
        return text
    }
}
