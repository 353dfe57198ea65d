// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import UseCases

/// The view of a register, as the page's address holds it.
let viewParameters: [Declaration.Parameter] = [
    .init(name: "pairing", schema: .pairingCode), .init(name: "side", schema: .word(Side.self)),
    .init(name: "state", schema: .word(LedgerEntry.State.self)),
    .init(name: "period", schema: Schema(.text(4...7, .period)).example("2026Q1")),
    .init(name: "filter", schema: Schema(.text(0...2_000, .anyLine)).example("level:cityHead;start:2026-01-01..")),
    .init(name: "sort", schema: Schema(.text(1...60, .visible)).example("-start")),
]

let totalsSchema = Schema.object(
    .init("count", .count), .init("sums", Schema(.map(Schema(.any)))),
    .init(
        "groups",
        .list(
            Schema.object(
                .init("value", Schema(.any)), .init("text", .text), .init("count", .count),
                .init("sums", Schema(.map(Schema(.any))))
            ).named("TotalsGroup")))
).named("Totals")

/// The rows of a register: a page of them, or all as a table.
func listEntries(_ call: Call) async throws -> Reply {
    let (useCases, caller) = (call.useCases, try call.caller)
    let query = try entryQuery(call)
    let ledger = try useCases.definition(query.ledger).ledger
    // All rows at once are taken out; a page is looked at.
    if call.format != .json {
        try await useCases.beginExport(caller, query, as: call.format == .csv ? "csv" : "ndjson")
    }
    return try await answerList(call, entryShape) { after, limit in
        var page = query
        (page.after, page.limit) = (after, limit)
        let found = try await useCases.listEntries(caller, page)
        return Page(items: found.items.map { EntryLine(entry: $0, ledger: ledger) }, next: found.next)
    }
}

/// The view that the query asks for. Throws invalid where its filter can't be read.
func entryQuery(_ call: Call) throws -> EntryQuery {
    let ledger = try call.useCases.definition(call.value("ledger")).ledger
    var query = EntryQuery(ledger: ledger.key)
    query.pairing = call.text("pairing")
    query.side = call.text("side").flatMap(Side.init)
    query.states = Set(call.text("state").flatMap(LedgerEntry.State.init).map { [$0] } ?? [])
    query.language = call.language
    do { query.filter = try EntryFilter(text: call.text("filter") ?? "") } catch {
        throw Problem(misfits: [Misfit(pointer: "filter", message: "field.filter")])
    }
    if let text = call.text("period") {
        guard let days = Period(text)?.days else {
            throw Problem(misfits: [Misfit(pointer: "period", message: "field.period")])
        }
        query.filter.conditions.append(
            .init(
                field: ledger.dateField,
                test: .within(from: days.lowerBound.description, to: days.upperBound.description)))
    }
    if let sort = call.text("sort") {
        query.isDescending = sort.hasPrefix("-")
        query.sort = query.isDescending ? String(sort.dropFirst()) : sort
    }
    return query
}

/// What a view comes to: counted, summed, and the same by the values of a field.
func sumEntries(_ call: Call) async throws -> Reply {
    let query = try entryQuery(call)
    let ledger = try call.useCases.definition(query.ledger).ledger
    guard let totals = try await call.useCases.totals(call.caller, query, by: call.text("group")) else {
        throw UseCaseError("entries", .conflict(reason: "entries.tooManyToSum"))
    }
    func sums(_ sums: [String: Int64]) -> JSON {
        .object(
            ledger.fields.compactMap { field in
                sums[field.key].map { .init(name: field.key, value: FieldValue.number($0).json(field.kind)) }
            })
    }
    let field = call.text("group").flatMap(ledger.field)
    return .json([
        "count": .whole(totals.count), "sums": sums(totals.sums),
        "groups": .list(
            totals.groups.map { group in
                [
                    "value": group.value.map { $0.json(field?.kind ?? .text) } ?? .null, "text": .text(group.text),
                    "count": .whole(group.count), "sums": sums(group.sums),
                ]
            }),
    ])
}
