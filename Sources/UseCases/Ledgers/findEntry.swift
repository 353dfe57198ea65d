// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import SQLCore
import Storage

extension UseCases {
    /// The register of an address. Throws notFound.
    func findLedger(_ key: String) throws(UseCaseError) -> Ledger {
        guard let ledger = surroundings.ledgers[key] else { throw UseCaseError("ledger", .notFound) }
        return ledger
    }

    /// A register of a pairing, for whoever may read it there. Throws notFound.
    func desk(
        _ ledger: Ledger, pairing code: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> LedgerDesk {
        guard let pairing = try PairingQueries(connection).find(code: code) else {
            throw UseCaseError("ledger", .notFound)
        }
        let desk = try desk(ledger, pairing, connection)
        try caller.require(.readLedger, on: RuleObject(pairing: desk.scope), "ledger", knowing: .readLedger)
        return desk
    }

    func desk(_ ledger: Ledger, _ pairing: Pairing, _ connection: any SQLConnection) throws -> LedgerDesk {
        guard let scope = try PairingScope.load(pairing.id, connection) else {
            throw UseCaseError("ledger", .notFound)
        }
        return LedgerDesk(
            ledger: ledger, pairing: pairing, scope: scope, slots: try ledgerShelf.slots(of: ledger.key, connection),
            cipher: entryCipher, connection: connection)
    }

    /// The row of an address, for whoever may read it; locked inside `write`. Throws notFound.
    func findEntry(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection, isLocked: Bool = false
    ) throws -> (entry: OpenEntry, desk: LedgerDesk) {
        let queries = EntryQueries(connection)
        guard let id = Identifier<LedgerEntry>(id), let record = try isLocked ? queries.lock(id) : queries.find(id),
            let book = try BookQueries(connection).find(record.book),
            let ledger = surroundings.ledgers[book.ledger],
            let pairing = try PairingQueries(connection).find(book.pairing)
        else { throw UseCaseError("entry", .notFound) }
        let desk = try desk(ledger, pairing, connection)
        // Both sides of a pairing are read alike, also by who is bound to the province of one of them.
        try caller.require(.readLedger, on: RuleObject(pairing: desk.scope), "entry", knowing: .readLedger)
        return (desk.open(record), desk)
    }

    /// The same, for a change of the row by its own side: asks for `action`, then for the state and the version.
    func findEntry(
        _ id: String, toChange action: Action = .editLedger, version: Int?, _ caller: Caller,
        _ connection: any SQLConnection
    ) throws -> (entry: OpenEntry, desk: LedgerDesk) {
        let (entry, desk) = try findEntry(id, caller, connection, isLocked: true)
        try caller.require(action, on: desk.object(entry.record.side), "entry", knowing: .readLedger)
        try caller.requireOwn(entry.record.organisation, action, desk.object(entry.record.side))
        try checkPresent(entry.record, version)
        return (entry, desk)
    }

    func checkPresent(_ record: EntryRecord, _ version: Int?) throws(UseCaseError) {
        guard record.state != .removed else { throw UseCaseError("entry", .conflict(reason: "entry.removed")) }
        guard version == nil || record.version == version else {
            throw UseCaseError("entry", .stale(revision: record.version))
        }
    }
}

extension Caller {
    /// The side of a pairing for which the caller acts; nil for who acts for none or is bound to none.
    func side(in scope: PairingScope) -> Side? {
        guard case .user(let user) = who else { return nil }
        for grant in user.grants {
            switch grant {
            case .office(let pairing, let side), .unit(_, let pairing, let side):
                if pairing == scope.id || scope.ancestors.contains(pairing) { return side }
            default: continue
            }
        }
        return nil
    }

    /// The body for which the caller works in a pairing.
    func organisation(in scope: PairingScope) -> Identifier<Organisation>? {
        guard case .user(let user) = who else { return nil }
        for case .unit(let body, let pairing, _) in user.grants
        where pairing == scope.id || scope.ancestors.contains(pairing) { return body }
        return nil
    }

    /// Units change what they entered themselves; offices change everything of their side. Throws forbidden.
    func requireOwn(
        _ organisation: Identifier<Organisation>?, _ action: Action, _ object: RuleObject
    ) throws(UseCaseError) {
        guard case .user(let user) = who else { return }
        let allowing = user.grants.filter {
            RuleTable.verdict(action, .role($0.role), $0.relation(to: object)).isAllowed
        }
        let isOwn = allowing.contains { grant in
            if case .unit(let body, _, _) = grant { return body == organisation }
            return true
        }
        guard isOwn else { throw UseCaseError("entry", .forbidden(reason: "rule.ownRowsOnly")) }
    }
}
