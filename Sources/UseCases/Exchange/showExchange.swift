// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// The exchange of a pairing's work with another network, as its page shows it.
package struct ExchangeDetail: Sendable {
    package let pairing: Pairing
    /// The public key of this installation, and the digits by which people compare it.
    package let key: String
    package let fingerprint: String
    package let peer: ExchangePeer?
    package let peerFingerprint: String?
    /// The years of which there are yearly lists, the newest first; none for who doesn't carry.
    package let years: [Int]
    /// The newest first; none for who doesn't carry.
    package let files: [ExchangeFile]
    package let mayCarry: Bool
    package let mayKeep: Bool
}

extension UseCases {
    /// For the offices of the side that works here, and for who keeps the keys. Throws notFound and forbidden.
    package func exchange(_ caller: Caller, pairing code: String) async throws -> ExchangeDetail {
        try await database.read { connection in
            let desk = try exchangeDesk(code, caller, connection)
            let side = desk.peer?.side.other ?? caller.side(in: desk.scope)
            let mayCarry = caller.may(.carryWork, on: RuleObject(pairing: desk.scope, side: side))
            let mayKeep = caller.may(.keepExchange, on: RuleObject(pairing: desk.scope))
            if !mayCarry && !mayKeep {
                try caller.require(
                    .carryWork, on: RuleObject(pairing: desk.scope, side: side), "exchange", knowing: .readDirectory)
            }
            let lists = try mayCarry ? YearPlanQueries(connection).all(visible: .some([desk.pairing.id])) : []
            let own = try exchangeKey.publicKey
            return ExchangeDetail(
                pairing: desk.pairing, key: own.text, fingerprint: own.fingerprint, peer: desk.peer,
                peerFingerprint: desk.peer.flatMap { ExchangePublicKey($0.key)?.fingerprint },
                years: lists.map(\.plan.year),
                files: try mayCarry ? ExchangeFileQueries(connection).latest(of: desk.pairing.id) : [],
                mayCarry: mayCarry && desk.peer != nil, mayKeep: mayKeep)
        }
    }

    /// Whether the page of a pairing leads to its exchange.
    func showsExchange(_ caller: Caller, _ scope: PairingScope, _ connection: any SQLConnection) throws -> Bool {
        if caller.may(.keepExchange, on: RuleObject(pairing: scope)) { return true }
        guard let peer = try ExchangeQueries(connection).peer(of: scope.id) else { return false }
        return caller.may(.carryWork, on: RuleObject(pairing: scope, side: peer.side.other))
    }
}
