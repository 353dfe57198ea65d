// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine
import SQLCore
import Storage

/// A query as the database and the program answer it together.
struct EntrySearch {
    var filter: SlotFilter
    var order: EntryOrder
    /// What only the values of a row can tell.
    var checks: [([String: FieldValue]) -> Bool] = []
    /// Whether the stage of the rows lacks its evidence, which their steps tell; nil: either.
    var lacksEvidence: Bool?
    let ledger: Ledger
    let slots: [String: EntrySlot]
    /// The pairings of the books.
    let pairings: [Int: Pairing]

    /// So many rows are looked through for one page where the database can't tell.
    static let mostScanned = 20_000
    private static let scanned = 500

    /// True where the database alone can't tell which rows are wanted.
    var isLookedThrough: Bool { !checks.isEmpty || lacksEvidence != nil }

    /// The rows of a page with the position behind which the next begins; nil where there is nothing more.
    func page(
        after: EntryPosition?, limit: Int, _ connection: any SQLConnection, open: (EntryRecord) -> OpenEntry
    ) throws -> (rows: [OpenEntry], next: EntryPosition?, isCutShort: Bool) {
        let queries = EntryPageQueries(connection)
        if !isLookedThrough {
            let found = try queries.places(filter, order, after: after, limit: limit + 1)
            let rows = found.prefix(limit).map { open($0.record) }
            return (rows, found.count > limit ? found[limit - 1].position : nil, false)
        }
        var (rows, position, count): ([OpenEntry], EntryPosition?, Int) = ([], after, 0)
        while count < Self.mostScanned {
            let found = try queries.places(filter, order, after: position, limit: Self.scanned)
            for (entry, place) in try lookThrough(found, connection, open) {
                if let entry {
                    // One more than the page holds says that there is a next page.
                    if rows.count == limit { return (rows, position, false) }
                    rows.append(entry)
                }
                position = place
            }
            count += found.count
            if found.count < Self.scanned { return (rows, nil, false) }
        }
        return (rows, position, true)
    }

    /// Calls `body` with each row that the query finds. Returns false where it looked through `most` rows before the end.
    func forEach(
        most: Int, _ connection: any SQLConnection, open: (EntryRecord) -> OpenEntry, _ body: (OpenEntry) throws -> Void
    ) throws -> Bool {
        var (position, count): (EntryPosition?, Int) = (nil, 0)
        while count < most {
            let found = try EntryPageQueries(connection).places(
                filter, order, after: position, limit: Self.scanned)
            for (entry, place) in try lookThrough(found, connection, open) {
                if let entry { try body(entry) }
                position = place
            }
            count += found.count
            if found.count < Self.scanned { return true }
        }
        return false
    }

    /// The rows with their places; nil for those that are not wanted.
    private func lookThrough(
        _ found: [(record: EntryRecord, position: EntryPosition)], _ connection: any SQLConnection,
        _ open: (EntryRecord) -> OpenEntry
    ) throws -> [(OpenEntry?, EntryPosition)] {
        let entries = found.map { open($0.record) }
        let wanted = entries.filter { entry in checks.allSatisfy { $0(entry.values) } }
        var ids = Set(wanted.map(\.record.id))
        if let lacksEvidence {
            let lacking = try ledger.lackingEvidence(wanted, connection)
            if lacksEvidence { ids = lacking } else { ids.subtract(lacking) }
        }
        return zip(entries, found).map { (ids.contains($0.record.id) ? $0 : nil, $1.position) }
    }
}

extension UseCases {
    /// The query over the books that the caller may see; nil where there are none. Throws invalid where a condition
    /// can't be read.
    func search(
        _ query: EntryQuery, _ caller: Caller, _ names: LedgerNames, _ connection: any SQLConnection
    ) throws -> EntrySearch? {
        let ledger = try findLedger(query.ledger)
        let directory = try PairingDirectory(connection)
        var visible = caller.pairings(for: .readLedger) { directory.scopes }
        if let code = query.pairing {
            guard let pairing = directory.pairings.first(where: { $0.code == code }), visible.contains(pairing.id)
            else { throw UseCaseError("ledger", .notFound) }
            visible = .some([pairing.id])
        }
        let books = try BookQueries(connection).books(of: ledger.key, visible: visible)
        guard !books.isEmpty else { return nil }
        let slots = try ledgerShelf.slots(of: ledger.key, connection)
        var pairings: [Int: Pairing] = [:]
        for book in books { pairings[book.number] = directory[book.pairing] }
        var filter = SlotFilter(books: books.map(\.number))
        (filter.states, filter.side) = (query.states.subtracting([.removed]), query.side)
        let order = try order(query, ledger, slots)
        var search = EntrySearch(filter: filter, order: order, ledger: ledger, slots: slots, pairings: pairings)
        let reader = ConditionReader(
            ledger: ledger, slots: slots, cipher: entryCipher, names: names, language: query.language)
        for condition in query.filter.conditions { try reader.add(condition, to: &search) }
        return search
    }

    private func order(_ query: EntryQuery, _ ledger: Ledger, _ slots: [String: EntrySlot]) throws -> EntryOrder {
        guard let sort = query.sort, sort != ledger.dateField else {
            return EntryOrder(slot: nil, isDescending: query.isDescending)
        }
        guard let slot = slots[sort], ledger.field(sort) != nil else {
            throw UseCaseError(
                "entries",
                .invalid([ValidationFailure(field: "sort", message: "entries.notSorted", arguments: ["field": sort])]))
        }
        return EntryOrder(slot: slot, isDescending: query.isDescending)
    }
}

/// Reads the conditions of an address as what the database looks up, where it can.
struct ConditionReader {
    let ledger: Ledger
    let slots: [String: EntrySlot]
    let cipher: EntryCipher
    let names: LedgerNames
    let language: Language

    func add(_ condition: EntryFilter.Condition, to search: inout EntrySearch) throws {
        guard let field = ledger.field(condition.field) else { return try addEvidence(condition, to: &search) }
        if field.isPersonal { return try addPersonal(condition, field, &search) }
        let slot = slots[field.key]
        let isDay = field.key == ledger.dateField
        switch condition.test {
        case .oneOf(let texts):
            let values = try texts.map { try value($0, field) }
            if isDay || slot != nil {
                search.filter.conditions.append(.init(slot, .oneOf(values.map { slotValue($0, field) })))
            } else if field.isMany, field.isFoundByTerm, values.count == 1, let text = termTexts(values[0], field).first
            {
                search.filter.terms.append(SlotFilter.Term(field: field.key, term: text))
            } else {
                let wanted = Set(values.flatMap(\.elements))
                search.checks.append { $0[field.key]?.elements.contains(where: wanted.contains) ?? false }
            }
        case .within(let from, let to):
            let (low, high) = (try from.map { try value($0, field) }, try to.map { try value($0, field) })
            if isDay || slot != nil {
                search.filter.conditions.append(
                    .init(
                        slot, .within(from: low.map { slotValue($0, field) }, to: high.map { slotValue($0, field) })))
            } else {
                search.checks.append { values in
                    values[field.key]?.elements.contains { isWithin($0, low, high) } ?? false
                }
            }
        case .contains(let text):
            let (wanted, names, language) = (normalised(text), names, language)
            search.checks.append { values in
                values[field.key].map {
                    normalised(field.screenText($0, language, names.directory)).contains(wanted)
                } ?? false
            }
        case .missing, .present:
            let isMissing = condition.test == .missing
            if isDay || slot != nil {
                search.filter.conditions.append(.init(slot, isMissing ? .oneOf([.empty]) : .filled))
            } else {
                search.checks.append { ($0[field.key] == nil) == isMissing }
            }
        }
    }

    /// Whether the stage lacks its evidence is no field, and written like one that says yes or no.
    private func addEvidence(_ condition: EntryFilter.Condition, to search: inout EntrySearch) throws {
        guard condition.field == Ledger.evidenceKey, let plan = ledger.stages,
            let field = ledger.evidenceCondition(LocalisedText(chinese: "", english: "")),
            case .oneOf(let texts) = condition.test, texts.count == 1,
            let isLacking = field.read(FieldInput(texts[0]), names.directory).value?.number.map({ $0 == 1 })
        else { throw unreadable(condition.field) }
        // Yes and no at once: no row is both.
        if let other = search.lacksEvidence, other != isLacking { search.checks.append { _ in false } }
        search.lacksEvidence = isLacking
        if isLacking, let stage = ledger.field(plan.field), let slot = slots[stage.key] {
            let stages = plan.evidence.keys.sorted().map { slotValue(.text($0), stage) }
            search.filter.conditions.append(.init(slot, .oneOf(stages)))
        }
    }

    /// What is personal is found by exact match alone.
    private func addPersonal(
        _ condition: EntryFilter.Condition, _ field: LedgerField, _ search: inout EntrySearch
    ) throws {
        switch condition.test {
        case .oneOf(let texts) where texts.count == 1:
            let text = texts[0].uppercased().allSatisfy { $0.isNumber || $0 == "X" } ? texts[0].uppercased() : texts[0]
            let plain = text.first?.isNumber == true ? text : normalised(text)
            search.filter.terms.append(SlotFilter.Term(field: field.key, term: cipher.term(field.key, plain)))
        case .missing: search.checks.append { $0[field.key] == nil }
        case .present: search.checks.append { $0[field.key] != nil }
        default: throw unreadable(field.key)
        }
    }

    private func value(_ text: String, _ field: LedgerField) throws -> FieldValue {
        let reading = field.read(FieldInput(text), names.directory)
        if let value = reading.value { return value.elements.first ?? value }
        // A code of a list or an identity that is no longer known can still stand in rows.
        if field.isNumber { throw unreadable(field.key) }
        return .text(text)
    }

    private func slotValue(_ value: FieldValue, _ field: LedgerField) -> SlotValue {
        switch value {
        case .number(let number): .number(number)
        case .text(let text): .text(sortText(text, field))
        case .list: .empty
        }
    }

    private func unreadable(_ field: String) -> UseCaseError {
        UseCaseError(
            "entries",
            .invalid([ValidationFailure(field: "filter", message: "entries.unreadable", arguments: ["field": field])]))
    }
}

private func isWithin(_ value: FieldValue, _ low: FieldValue?, _ high: FieldValue?) -> Bool {
    switch value {
    case .number(let number):
        return (low?.number.map { $0 <= number } ?? true) && (high?.number.map { number <= $0 } ?? true)
    case .text(let text):
        return (low?.text.map { $0 <= text } ?? true) && (high?.text.map { text <= $0 } ?? true)
    case .list: return false
    }
}
