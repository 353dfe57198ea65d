// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import SQLCore
import Storage

/// What became of the definitions at a start.
package struct LedgerInstallation: Hashable, Sendable {
    /// Fields that were given a column.
    package var slots = 0
    /// Fields that have none: they are filtered while the rows are read.
    package var withoutSlot: [String] = []
    /// Definitions that changed although their version did not: `visit 1`.
    package var changedSilently: [String] = []
    /// Indicators whose figures were computed anew.
    package var recomputed: [String] = []
}

extension UseCases {
    /// Makes room for the registers of the catalogue: remembers their versions, gives new fields a column for good, and
    /// computes figures anew whose definition changed. Run at every start; changes nothing where nothing is new.
    package func installLedgers() async throws -> LedgerInstallation {
        var installation = try await writeWithoutEvent { connection in
            var installation = LedgerInstallation()
            for ledger in surroundings.ledgers.ledgers { try install(ledger, &installation, connection) }
            return installation
        }
        ledgerShelf.forget()
        for ledger in surroundings.ledgers.ledgers {
            for indicator in ledger.indicators {
                if try await renew(indicator, of: ledger) { installation.recomputed.append(indicator.key) }
            }
        }
        return installation
    }

    /// Throws invalid where there are rows of a register that nothing defines any more, or only an older version than the
    /// newest that was in use: nobody would see them, or not all of them.
    package func requireDefinitions() async throws {
        let (books, newest) = try await database.read { connection in
            (
                try BookQueries(connection).books(of: nil, visible: .all),
                try DefinitionQueries(connection).newestVersions()
            )
        }
        let filled = Set(books.filter { $0.entries > 0 }.map(\.ledger))
        let undefined = filled.filter { (surroundings.ledgers[$0]?.version ?? 0) < newest[$0] ?? 1 }
        guard undefined.isEmpty else {
            let failure = ValidationFailure(
                field: "ledgers", message: "ledgers.undefined",
                arguments: ["keys": undefined.sorted().joined(separator: ", ")])
            throw UseCaseError("ledger", .invalid([failure]))
        }
    }

    private func install(
        _ ledger: Ledger, _ installation: inout LedgerInstallation, _ connection: any SQLConnection
    ) throws {
        let queries = DefinitionQueries(connection)
        let digest = sha256(ledger.description)
        if let known = try queries.digest(of: ledger.key, version: ledger.version), known != digest {
            installation.changedSilently.append("\(ledger.key) \(ledger.version)")
        }
        if try queries.digest(of: ledger.key, version: ledger.version) != digest {
            try queries.remember(ledger.key, version: ledger.version, digest: digest, at: surroundings.now())
        }
        var taken = try queries.slots()[ledger.key] ?? [:]
        // By what rows are called they are found from other registers.
        let name = ledger.nameField?.key
        func rank(_ field: LedgerField) -> Int { field.key == name ? -1 : field.rank }
        for field in ledger.fields.filter({ $0.hasSlot(in: ledger) }).sorted(by: { rank($0) < rank($1) })
        where taken[field.key] == nil {
            let used = Set(taken.values)
            guard let slot = EntrySlot.all.first(where: { $0.isText != field.isNumber && !used.contains($0) }) else {
                installation.withoutSlot.append(ledger.key + "." + field.key)
                continue
            }
            try queries.give(slot, to: field.key, of: ledger.key)
            // Rows that were there before the field have no value of it, and are sorted by it as such.
            for book in try BookQueries(connection).books(of: ledger.key, visible: .all) where book.entries > 0 {
                try EntryQueries(connection).empty(slot, in: book.number)
            }
            taken[field.key] = slot
            installation.slots += 1
        }
    }

    /// Computes the figures of an indicator anew where its definition is another than that of the figures.
    private func renew(_ indicator: Indicator, of ledger: Ledger) async throws -> Bool {
        guard indicator.formula.selection != nil else { return false }
        let digest = sha256("\(ledger.dateField) \(indicator.description)")
        return try await writeWithoutEvent { connection in
            let queries = DefinitionQueries(connection)
            let known = try queries.basis(of: indicator.key)
            guard known != digest else { return false }
            let books = try BookQueries(connection).books(of: ledger.key, visible: .all)
            for book in books where book.entries > 0 { try recompute([indicator], of: ledger, book, connection) }
            try queries.setBasis(of: indicator.key, digest: digest, at: surroundings.now())
            return known != nil || books.contains { $0.entries > 0 }
        }
    }
}

extension LedgerField {
    /// What is filtered most comes first, so that what is left without a column is text that nobody sorts by.
    fileprivate var rank: Int {
        switch kind {
        case .choice, .money, .flag: 0
        case .organisation, .place, .count, .date: 1
        case .entry, .code, .amount, .month: 2
        default: 3
        }
    }
}

extension Ledger {
    /// Everything that is said of the register and counts for its rows, for a digest.
    var description: String {
        let stages = stages.map { "\($0.field) \($0.alarmDays ?? 0) \($0.final.sorted()) \($0.moves)" } ?? ""
        let rest = indicators.map(\.description).joined(separator: "\n")
        return """
            \(key) \(code) \(version) \(validFrom) \(confirmation) \(dateField) \(uniqueKeys) \(retention)
            \(stages)
            \(fields.map(\.description).joined(separator: "\n"))
            \(overlap.map { "\($0)" } ?? "") \(ceiling.map { "\($0)" } ?? "")
            \(rest)
            """
    }
}

extension LedgerField {
    /// Everything that is said of the field.
    fileprivate var description: String {
        Mirror(reflecting: self).children.map { "\($0.label ?? "") \($0.value)" }.joined(separator: ", ")
    }
}

extension Indicator {
    var description: String { "\(key) \(window) \(formula)" }
}
