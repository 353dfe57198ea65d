// SPDX-License-Identifier: Apache-2.0
import Crypto
import Domain
import Foundation
import SQLCore
import Storage

/// A file as it is handed to whoever carries it.
package struct CarriedFile: Sendable {
    package let name: String
    package let bytes: [UInt8]
}

extension UseCases {
    /// Makes the file that carries a pairing's yearly list and its cycles to the other network, signed and readable
    /// there alone. What a body of this side has not handed in stays here.
    ///
    /// Throws notFound, forbidden, conflict: no installation is known on the other network, or there is no list.
    package func makeExchangeFile(_ caller: Caller, pairing code: String, year: Int) async throws -> CarriedFile {
        try await write(caller) { connection in
            let (desk, peer, key) = try exchangeDesk(toCarry: code, caller, connection)
            guard let list = try YearPlanQueries(connection).find(desk.pairing.id, year: year) else {
                throw UseCaseError("exchange", .conflict(reason: "exchange.noList"))
            }
            let files = ExchangeFileQueries(connection)
            let earlier = try files.all(.out, of: desk.pairing.id, year: year)
            let received = try files.all(.in, of: desk.pairing.id, year: year).filter { $0.state == .applied }
            let (all, bodies) = try CarriedQueries(connection).records(of: list.plan.id)
            let records = all.filter { isCarried($0, from: peer.side.other) }
            let (now, own) = (surroundings.now(), try exchangeKey)
            let content = ExchangeContent(
                head: .init(
                    pairing: desk.pairing.code, year: year, number: (earlier.last?.number ?? 0) + 1,
                    builtOn: received.last?.number ?? 0, at: now.milliseconds, by: caller.name,
                    side: peer.side.other.rawValue, keeps: peer.keepsHere, form: ExchangeContent.form),
                bodies: bodies, records: records)
            let bytes = try ExchangeEnvelope.seal(try content.bytes, by: own, for: key)
            let file = ExchangeFile(
                id: surroundings.identifier(), pairing: desk.pairing.id, year: year, direction: .out,
                number: content.head.number, builtOn: content.head.builtOn, at: now,
                by: SignedBy(account: caller.userID, name: caller.name),
                hash: hexadecimal(SHA256.hash(data: Data(bytes))), state: .made)
            try files.insert(file)
            let stays = Set(all.map(CarriedKey.init)).subtracting(records.map(CarriedKey.init))
            try files.insert(
                records.map { ExchangedRecord(kind: $0.kind, id: $0.id, digest: $0.digest, lines: nil) }
                    + lastKnown([earlier.last, received.last], of: stays, files), of: file.id)
            try record(
                connection, caller, "make", .exchange(desk.pairing),
                after: [
                    "year": String(year), "number": String(file.number), "records": String(records.count),
                    "key": key.fingerprint, "sha256": file.hash,
                ])
            return CarriedFile(
                name: "\(desk.pairing.code)-\(year)-\(peer.side.other.rawValue)-\(file.number).jiedui", bytes: bytes)
        }
    }

    /// What the other installation last knew of things that this file leaves out: from the newest of the files.
    private func lastKnown(
        _ files: [ExchangeFile?], of keys: Set<CarriedKey>, _ queries: ExchangeFileQueries
    ) throws -> [ExchangedRecord] {
        var known: [CarriedKey: ExchangedRecord] = [:]
        guard !keys.isEmpty else { return [] }
        for file in files.compactMap(\.self).sorted(by: { $0.at < $1.at }) {
            for record in try queries.records(of: file.id) {
                let key = CarriedKey(kind: record.kind, id: record.id)
                guard keys.contains(key) else { continue }
                known[key] = ExchangedRecord(kind: record.kind, id: record.id, digest: record.digest, lines: nil)
            }
        }
        return Array(known.values)
    }

    /// Whether a thing leaves this network: what a body of this side still writes at, does not.
    private func isCarried(_ record: CarriedRecord, from side: Side) -> Bool {
        guard record.kind == .filing, record.text("side") == side.rawValue else { return true }
        let state = record.text("state").flatMap { Filing.State(rawValue: $0) }
        return state.map { !$0.isWithBody } ?? false
    }
}
