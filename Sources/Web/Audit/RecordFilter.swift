// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The filter of the record as the address holds it.
struct RecordFilter: Sendable {
    let fields: FormFields

    private static let names = ["person", "kind", "object", "action", "result", "pairing", "from", "to"]

    init(_ query: FormFields) { fields = query.only(Self.names) }

    /// What the use case is asked; days begin and end by Beijing's clock, and the last one counts.
    var query: RecordQuery {
        var query = RecordQuery()
        query.person = fields.optional("person")?.lowercased()
        query.objectKind = fields.optional("kind")
        query.object = fields.optional("object")
        query.action = fields.optional("action")
        query.result = AuditResult(rawValue: fields["result"])
        query.pairing = fields.optional("pairing")
        query.from = CalendarDate(iso: fields["from"]).map { Instant(startOf: $0, hours: 8) }
        query.to = CalendarDate(iso: fields["to"]).map {
            Instant(startOf: $0, hours: 8).advanced(bySeconds: 86_400)
        }
        return query
    }

    var isFiltered: Bool { !fields.encoded.isEmpty }

    func path(_ list: Address, after: String? = nil) -> String { fields.path(of: list, after: after) }
}
