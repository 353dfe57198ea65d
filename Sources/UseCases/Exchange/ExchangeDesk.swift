// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

/// A pairing whose work is exchanged by file, while it is read or written in a transaction.
struct ExchangeDesk {
    let pairing: Pairing
    let scope: PairingScope
    let peer: ExchangePeer?
    let connection: any SQLConnection

    /// The side whose offices work here.
    var own: RuleObject { RuleObject(pairing: scope, side: peer?.side.other) }
}

extension UseCases {
    /// The exchange of a pairing's address, for its offices and for who keeps the keys. Throws notFound and forbidden.
    func exchangeDesk(
        _ code: String, _ caller: Caller, _ connection: any SQLConnection, isLocked: Bool = false
    ) throws -> ExchangeDesk {
        guard let pairing = try PairingQueries(connection).find(code: code),
            let scope = try PairingScope.load(pairing.id, connection)
        else { throw UseCaseError("exchange", .notFound) }
        let peer = try ExchangeQueries(connection).peer(of: pairing.id, isLocked: isLocked)
        return ExchangeDesk(pairing: pairing, scope: scope, peer: peer, connection: connection)
    }

    /// The same for who carries files: the offices of the side that works here.
    func exchangeDesk(
        toCarry code: String, _ caller: Caller, _ connection: any SQLConnection, isLocked: Bool = true
    ) throws -> (desk: ExchangeDesk, peer: ExchangePeer, key: ExchangePublicKey) {
        let desk = try exchangeDesk(code, caller, connection, isLocked: isLocked)
        let side = desk.peer?.side.other ?? caller.side(in: desk.scope)
        try caller.require(
            .carryWork, on: RuleObject(pairing: desk.scope, side: side), "exchange", knowing: .readDirectory)
        guard let peer = desk.peer, let key = ExchangePublicKey(peer.key) else {
            throw UseCaseError("exchange", .conflict(reason: "exchange.noPeer"))
        }
        return (desk, peer, key)
    }

    /// A file of the desk's pairing. Throws notFound.
    func exchangeFile(
        _ id: String, _ desk: ExchangeDesk, isLocked: Bool = false
    ) throws -> ExchangeFile {
        guard let id = Identifier<ExchangeFile>(id),
            let file = try ExchangeFileQueries(desk.connection).find(id, isLocked: isLocked),
            file.pairing == desk.pairing.id
        else { throw UseCaseError("exchange", .notFound) }
        return file
    }

    /// What is here of a year's work, what the file holds, and what both installations last knew.
    func exchangeStates(
        of file: ExchangeFile, _ theirs: [CarriedRecord], _ peer: ExchangePeer, _ connection: any SQLConnection
    ) throws -> ExchangeStates {
        let list = try YearPlanQueries(connection).find(file.pairing, year: file.year)
        let ours = try list.map { try CarriedQueries(connection).records(of: $0.plan.id).records } ?? []
        let files = ExchangeFileQueries(connection)
        let sent = try files.all(.out, of: file.pairing, year: file.year).first {
            $0.number == file.builtOn && $0.hash == file.builtOnHash
        }
        let taken = try files.all(.in, of: file.pairing, year: file.year).last { $0.state == .applied }
        let lastTaken = try taken.map { try files.records(of: $0.id) } ?? []
        let isBaseUnknown = file.builtOn > 0 && sent == nil
        var base = digests(try sent.map { try files.records(of: $0.id) } ?? [])
        // They made it after they had taken over what we sent: it is the newer of what both know.
        if let taken, taken.builtOn >= file.builtOn, !isBaseUnknown {
            let known = digests(lastTaken)
            base = base.filter { !$0.key.kind.isRemovable || known[$0.key] != nil }.merging(known) { $1 }
        }
        return ExchangeStates(
            ours: byKey(ours), theirs: byKey(theirs), base: base, isBaseUnknown: isBaseUnknown,
            lastTaken: digests(lastTaken), declined: digests(lastTaken.filter { $0.lines != nil }), peer: peer,
            isDraft: list.map { !$0.plan.isAgreed } ?? true)
    }

    private func byKey(_ records: [CarriedRecord]) -> [CarriedKey: CarriedRecord] {
        Dictionary(records.map { (CarriedKey($0), $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func digests(_ records: [ExchangedRecord]) -> [CarriedKey: String] {
        Dictionary(
            records.map { (CarriedKey(kind: $0.kind, id: $0.id), $0.digest) }, uniquingKeysWith: { first, _ in first })
    }

    /// Throws conflict where the lists and cycles of a pairing are kept on another network: begun here too, they could
    /// never be brought together.
    func requireKeptHere(_ pairing: Identifier<Pairing>, _ subject: String, _ connection: any SQLConnection) throws {
        guard try ExchangeQueries(connection).keptElsewhere().contains(pairing) else { return }
        throw UseCaseError(subject, .conflict(reason: "exchange.keptThere"))
    }
}

extension AuditSubject {
    static func exchange(_ pairing: Pairing) -> Self {
        Self(kind: "exchange", id: pairing.id.text, pairing: pairing.id)
    }
}
