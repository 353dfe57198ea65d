// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// A page of rows among those that the caller may see. Throws notFound, and invalid where filter, order or mark
    /// can't be read.
    package func listEntries(_ caller: Caller, _ query: EntryQuery) async throws -> EntryPage {
        try await database.read { connection in
            let (search, shelf) = try searchWithNames(query, caller, connection)
            guard let search else { return EntryPage(items: [], next: nil, isCutShort: false) }
            let list = listName(query)
            let after = try query.after.map { text in
                let mark = try PageMark(text, list: list, secret: surroundings.signingSecret)
                guard let position = EntryPosition(texts: mark.values) else { throw PageMark.unreadable }
                return position
            }
            let found = try search.page(
                after: after, limit: pageLength(query.limit), connection, open: opener(search))
            try shelf.prepare(found.rows, search.ledger)
            let unproven = try search.ledger.lackingEvidence(found.rows, connection)
            let items = try found.rows.compactMap { row in
                try search.pairings[row.record.book].map {
                    var item = try listing(row, $0, search.ledger, shelf, query.language)
                    item.lacksEvidence = unproven.contains(row.record.id)
                    return item
                }
            }
            let next = found.next.map {
                PageMark(list: list, values: $0.texts).text(secret: surroundings.signingSecret)
            }
            return EntryPage(items: items, next: next, isCutShort: found.isCutShort)
        }
    }

    /// How many rows the query finds, the sums of their numbers, and the same by the values of a field. nil where they
    /// are more than can be summed at once: then only a narrower filter, or an indicator, tells.
    package func totals(_ caller: Caller, _ query: EntryQuery, by group: String? = nil) async throws -> EntryTotals? {
        try await database.read { connection in
            let (search, shelf) = try searchWithNames(query, caller, connection)
            guard let search else { return EntryTotals(count: 0, sums: [:], groups: []) }
            guard let found = try sums(search, by: group, connection) else { return nil }
            let field = group.flatMap { search.ledger.field($0) }
            let groups = found.map { value, count, sums in
                EntryTotals.Group(
                    value: value,
                    text: value.flatMap { value in field?.screenText(value, query.language, shelf.directory) } ?? "",
                    count: count, sums: sums)
            }
            let total = groups.reduce(into: [String: Int64]()) { sum, group in
                sum.merge(group.sums) { $0 &+ $1 }
            }
            return EntryTotals(
                count: groups.reduce(0) { $0 + $1.count }, sums: total,
                groups: group == nil ? [] : groups.sorted { $0.count > $1.count })
        }
    }

    /// Calls `body` with all rows that the query finds, some at a time, in its order: for exports. `most` bounds them.
    package func exportEntries(
        _ caller: Caller, _ query: EntryQuery, most: Int = 1_000_000,
        _ body: @Sendable ([EntryListing]) async throws -> Void
    ) async throws {
        var query = query
        query.limit = 500
        var count = 0
        repeat {
            let page = try await listEntries(caller, query)
            if !page.items.isEmpty { try await body(page.items) }
            count += page.items.count
            query.after = page.next
        } while query.after != nil && count < most
    }

    private func sums(
        _ search: EntrySearch, by group: String?, _ connection: any SQLConnection
    ) throws -> [(FieldValue?, Int, [String: Int64])]? {
        let summed = search.ledger.fields.filter { field in
            search.slots[field.key]?.isText == false && [.count, .amount, .money].contains(field.kind)
        }
        let slot = group.flatMap { search.slots[$0] }
        if !search.isLookedThrough, group == nil || slot != nil {
            guard try EntryPageQueries(connection).count(search.filter, most: Self.mostSummed) != nil else {
                return nil
            }
            let slots = summed.compactMap { search.slots[$0.key] }
            return try EntryPageQueries(connection).sums(search.filter, of: slots, by: slot).map { value, count, sums in
                (value.fieldValue, count, Dictionary(uniqueKeysWithValues: zip(summed.map(\.key), sums)))
            }
        }
        var found: [FieldValue?: (Int, [String: Int64])] = [:]
        let isWhole = try search.forEach(most: EntrySearch.mostScanned, connection, open: opener(search)) { entry in
            for value in group.map({ entry.values[$0]?.elements.map(Optional.some) ?? [nil] }) ?? [nil] {
                var sum = found[value] ?? (0, [:])
                sum.0 += 1
                for field in summed { sum.1[field.key, default: 0] &+= entry.values[field.key]?.number ?? 0 }
                found[value] = sum
            }
        }
        return isWhole ? found.map { ($0.key, $0.value.0, $0.value.1) } : nil
    }

    /// So many rows are summed at once.
    private static let mostSummed = 200_000

    func searchWithNames(
        _ query: EntryQuery, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> (EntrySearch?, LedgerNames) {
        let pairing = try query.pairing.flatMap { try PairingQueries(connection).find(code: $0) }
        let names = names(of: pairing, query, connection)
        return (try search(query, caller, names, connection), names)
    }

    private func names(of pairing: Pairing?, _ query: EntryQuery, _ connection: any SQLConnection) -> LedgerNames {
        LedgerNames(connection, surroundings.ledgers, entryCipher, pairing: pairing, language: query.language)
    }

    private func opener(_ search: EntrySearch) -> (EntryRecord) -> OpenEntry {
        let cipher = entryCipher
        return { record in
            OpenEntry(
                record: record,
                values: Dictionary(
                    uniqueKeysWithValues: record.values.compactMap { field, value -> (String, FieldValue)? in
                        switch value {
                        case .plain(let value): (field, value)
                        case .sealed(let text): cipher.open(text, field: field, entry: record.id).map { (field, $0) }
                        }
                    }))
        }
    }

    private func listName(_ query: EntryQuery) -> String {
        "entries.\(query.ledger).\(query.sort ?? "").\(query.isDescending ? "down" : "up")"
    }
}

extension SlotValue {
    fileprivate var fieldValue: FieldValue? {
        switch self {
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        case .empty: nil
        }
    }
}
