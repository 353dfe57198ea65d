// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

/// With whom a pairing's work is exchanged, as it is typed.
package struct NewExchangePeer: Sendable {
    let side: Side?
    let key: String
    let keepsHere: Bool

    package init(side: Side?, key: String, keepsHere: Bool) {
        (self.side, self.key, self.keepsHere) = (side, key, keepsHere)
    }
}

extension UseCases {
    /// Notes the installation on the other network with which a pairing's work is exchanged by file, or changes it.
    ///
    /// Throws invalid with `side` and `key`: no key, or the key of this installation.
    package func keepExchangePeer(_ caller: Caller, pairing code: String, _ new: NewExchangePeer) async throws {
        try await write(caller) { connection in
            let desk = try exchangeDesk(code, caller, connection, isLocked: true)
            try caller.require(
                .keepExchange, on: RuleObject(pairing: desk.scope), "exchange", knowing: .readDirectory)
            let key = ExchangePublicKey(new.key)
            var failures: [ValidationFailure] = []
            if new.side == nil { failures.append(ValidationFailure(field: "side", message: "exchange.sideMissing")) }
            if key == nil {
                failures.append(ValidationFailure(field: "key", message: "exchange.keyUnknown"))
            } else if key?.fingerprint == (try exchangeKey.publicKey.fingerprint) {
                failures.append(ValidationFailure(field: "key", message: "exchange.keyOwn"))
            }
            guard failures.isEmpty, let side = new.side, let key else {
                throw UseCaseError("exchange", .invalid(failures))
            }
            let peer = ExchangePeer(
                pairing: desk.pairing.id, side: side, key: key.text, keepsHere: new.keepsHere,
                at: surroundings.now(), by: caller.name, revision: (desk.peer?.revision ?? 0) + 1)
            try ExchangeQueries(connection).save(peer)
            // What was read under another key is to be read again.
            for file in try ExchangeFileQueries(connection).waiting(of: desk.pairing.id) {
                try put(away: file, connection)
            }
            try record(
                connection, caller, "keepPeer", .exchange(desk.pairing),
                before: desk.peer.map { fields($0) } ?? nil, after: fields(peer))
        }
    }

    /// Forgets with whom a pairing's work was exchanged; the files that went and came stay on record.
    package func removeExchangePeer(_ caller: Caller, pairing code: String) async throws {
        try await write(caller) { connection in
            let desk = try exchangeDesk(code, caller, connection, isLocked: true)
            try caller.require(
                .keepExchange, on: RuleObject(pairing: desk.scope), "exchange", knowing: .readDirectory)
            guard let peer = desk.peer else { throw UseCaseError("exchange", .conflict(reason: "exchange.noPeer")) }
            try ExchangeQueries(connection).remove(peerOf: desk.pairing.id)
            for file in try ExchangeFileQueries(connection).waiting(of: desk.pairing.id) {
                try put(away: file, connection)
            }
            try record(connection, caller, "removePeer", .exchange(desk.pairing), before: fields(peer))
        }
    }

    private func fields(_ peer: ExchangePeer) -> AuditFields {
        [
            "side": peer.side.rawValue, "keeps": peer.keepsHere ? "here" : "there",
            "key": ExchangePublicKey(peer.key)?.fingerprint,
        ]
    }
}
