// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import SQLCore
import Storage

/// What names mean within one transaction: bodies and places of the pairing, tasks, rows of other registers. What was
/// looked up once is remembered; it isn't kept beyond the operation.
final class LedgerNames {
    private let connection: any SQLConnection
    private let catalogue: LedgerBook
    private let cipher: EntryCipher
    private let language: Language
    /// nil where rows of several pairings are shown; names are then only printed.
    private let pairing: Pairing?
    private var bodies: [String: Identifier<Organisation>]?
    private var bodyNames: [String: String?] = [:]
    private var places: (byCode: [String: Division], byName: [String: [Division]])?
    private var entryNames: [String: String?] = [:]
    /// Of fields without a column: the rows by what they are called.
    private var entriesByName: [String: [String: [(id: Identifier<LedgerEntry>, number: Int64)]]] = [:]
    private var taskNames: [String: String?] = [:]

    init(
        _ connection: any SQLConnection, _ catalogue: LedgerBook, _ cipher: EntryCipher, pairing: Pairing?,
        language: Language = .chinese
    ) {
        (self.connection, self.catalogue, self.cipher) = (connection, catalogue, cipher)
        (self.pairing, self.language) = (pairing, language)
    }

    /// What the engine asks. A question that the database can't answer finds nothing.
    var directory: LedgerDirectory {
        LedgerDirectory(
            codeLists: catalogue.codeLists,
            find: { reference, text in (try? self.find(reference, text)) ?? .unknown(nearest: nil) },
            name: { reference, stored, language in (try? self.name(reference, stored, language)) ?? nil })
    }

    private func find(_ reference: LedgerDirectory.Reference, _ text: String) throws -> LedgerDirectory.Finding {
        switch reference {
        case .organisation: return try findBody(text)
        case .place: return try findPlace(text)
        case .task:
            guard let id = Identifier<PlanTask>(text), let task = try TaskQueries(connection).find(id),
                pairing == nil || task.pairing == pairing?.id
            else { return .unknown(nearest: nil) }
            return .found(id.text)
        case .entry(let ledger): return try findEntry(text, ledger)
        }
    }

    private func findBody(_ text: String) throws -> LedgerDirectory.Finding {
        if let id = Identifier<Organisation>(text), try OrganisationQueries(connection).find(id) != nil {
            return .found(id.text)
        }
        let known = try knownBodies()
        if let body = known[normalised(text)] { return .found(body.text) }
        let wanted = normalised(text)
        let near = known.keys.filter { $0.contains(wanted) || wanted.contains($0) }.sorted()
        guard !wanted.isEmpty, let nearest = near.first, let id = known[nearest] else { return .unknown(nearest: nil) }
        return .unknown(nearest: try OrganisationQueries(connection).find(id)?.name)
    }

    /// Bodies of both cities with their counties, by every name they have.
    private func knownBodies() throws -> [String: Identifier<Organisation>] {
        if let bodies { return bodies }
        var found: [String: Identifier<Organisation>] = [:]
        if let pairing {
            let cities = [pairing.oldArea.division.city, pairing.eastern.division.city]
            let divisions = try allPlaces().byCode.values.map(\.code).filter { cities.contains($0.city) }
            for body in try OrganisationQueries(connection).all(in: divisions) where body.successor == nil {
                for name in body.aliases.reversed() + [body.name] { found[normalised(name)] = body.id }
            }
        }
        bodies = found
        return found
    }

    private func allPlaces() throws -> (byCode: [String: Division], byName: [String: [Division]]) {
        if let places { return places }
        let all = try DivisionQueries(connection).all()
        let found = (
            Dictionary(all.map { ($0.code.text, $0) }, uniquingKeysWith: { first, _ in first }),
            Dictionary(grouping: all, by: \.name)
        )
        places = found
        return found
    }

    private func findPlace(_ text: String) throws -> LedgerDirectory.Finding {
        let places = try allPlaces()
        if let place = places.byCode[text] { return .found(place.code.text) }
        var found = places.byName[text] ?? []
        if found.isEmpty {
            found = places.byName.filter { $0.key.hasPrefix(text) && text.count >= 2 }.flatMap(\.value)
        }
        if found.count > 1, let pairing {
            let cities = [pairing.oldArea.division.city, pairing.eastern.division.city]
            let near = found.filter { cities.contains($0.code.city) }
            if !near.isEmpty { found = near }
        }
        if found.count == 1 { return .found(found[0].code.text) }
        return found.isEmpty ? .unknown(nearest: nil) : .several(found.map(\.name).sorted())
    }

    /// A row by its identity, by its number in the register of the pairing, by what it is called, or by a code.
    private func findEntry(_ text: String, _ ledger: String) throws -> LedgerDirectory.Finding {
        let queries = EntryQueries(connection)
        guard let pairing, let definition = catalogue[ledger],
            let book = try BookQueries(connection).find(ledger, pairing.id)
        else { return .unknown(nearest: nil) }
        if let id = Identifier<LedgerEntry>(text) {
            guard let record = try queries.find(id), record.book == book.number, record.state != .removed else {
                return .unknown(nearest: nil)
            }
            return .found(id.text)
        }
        if let number = Int64(text.hasPrefix("#") ? String(text.dropFirst()) : text),
            let record = try queries.find(number: number, in: book.number), record.state != .removed
        {
            return .found(record.id.text)
        }
        for field in definition.findingFields {
            let found = try entries(called: sortText(text, field), field, definition, book.number)
            if found.count == 1 { return .found(found[0].id.text) }
            if !found.isEmpty { return .several(found.map { "#\($0.number)" }) }
        }
        return .unknown(nearest: nil)
    }

    /// Some rows that are called so: by the column of the field, or, where it has none, by looking through the rows once.
    private func entries(
        called text: String, _ field: LedgerField, _ ledger: Ledger, _ book: Int
    ) throws -> [(id: Identifier<LedgerEntry>, number: Int64)] {
        let pages = EntryPageQueries(connection)
        let order = EntryOrder(slot: nil, isDescending: true)
        if let slot = try DefinitionQueries(connection).slots()[ledger.key]?[field.key] {
            var filter = SlotFilter(books: [book])
            filter.conditions = [SlotFilter.Condition(slot, .oneOf([.text(text)]))]
            return try pages.page(filter, order, after: nil, limit: 5).map { ($0.id, $0.number) }
        }
        let place = ledger.key + "." + field.key
        if entriesByName[place] == nil {
            var (found, position, count):
                ([String: [(id: Identifier<LedgerEntry>, number: Int64)]], EntryPosition?, Int)
            (found, position, count) = ([:], nil, 0)
            while count < EntrySearch.mostScanned {
                let rows = try pages.places(SlotFilter(books: [book]), order, after: position, limit: 500)
                for (record, _) in rows {
                    guard case .plain(.text(let name))? = record.values[field.key] else { continue }
                    found[sortText(name, field), default: []].append((record.id, record.number))
                }
                guard rows.count == 500 else { break }
                (position, count) = (rows.last?.position, count + rows.count)
            }
            entriesByName[place] = found
        }
        return Array((entriesByName[place]?[text] ?? []).prefix(5))
    }

    private func name(
        _ reference: LedgerDirectory.Reference, _ stored: String, _ language: Language
    ) throws -> String? {
        switch reference {
        case .organisation:
            if let known = bodyNames[stored] { return known }
            let name = try Identifier<Organisation>(stored).flatMap {
                try OrganisationQueries(connection).find($0)?.name
            }
            bodyNames[stored] = .some(name)
            return name
        case .place:
            guard let place = try allPlaces().byCode[stored] else { return nil }
            return language == .chinese || place.romanised.isEmpty ? place.name : place.romanised
        case .task:
            if let known = taskNames[stored] { return known }
            let name = try Identifier<PlanTask>(stored).flatMap { id in
                try TaskQueries(connection).find(id).map { $0.path + " " + ($0.title ?? $0.area) }
            }
            taskNames[stored] = .some(name)
            return name
        case .entry(let ledger):
            if let known = entryNames[stored] { return known }
            let name = try entryName(stored, ledger)
            entryNames[stored] = .some(name)
            return name
        }
    }

    private func entryName(_ stored: String, _ ledger: String) throws -> String? {
        guard let id = Identifier<LedgerEntry>(stored), let record = try EntryQueries(connection).find(id) else {
            return nil
        }
        guard let field = catalogue[ledger]?.nameField, case .plain(.text(let text))? = record.values[field.key]
        else { return "#\(record.number)" }
        return text
    }

    /// Loads the names of many bodies at once, before a page prints them.
    func prepare(_ entries: [OpenEntry], _ ledger: Ledger) throws {
        let fields = ledger.fields.filter { $0.kind == .organisation }.map(\.key)
        let ids = Set(entries.flatMap { entry in fields.compactMap { entry.values[$0]?.text } })
            .subtracting(bodyNames.keys).compactMap { Identifier<Organisation>($0) }
        guard !ids.isEmpty else { return }
        for body in try OrganisationQueries(connection).find(ids) { bodyNames[body.id.text] = body.name }
    }
}

extension Ledger {
    /// The field by whose text a row is called: the first that holds a line of text and isn't personal.
    var nameField: LedgerField? { fields.first { $0.kind == .text && !$0.isPersonal && !$0.isMany } }

    /// The fields by which people name a row: what it is called, and its codes.
    var findingFields: [LedgerField] {
        [nameField].compactMap { $0 }
            + fields.filter { $0.kind == .code && !$0.isPersonal && !$0.isMany && $0.isKey(in: self) }
    }
}

extension LedgerField {
    fileprivate func isKey(in ledger: Ledger) -> Bool { ledger.uniqueKeys.contains { $0.contains(key) } }
}
