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
            let sent = try files.all(.out, of: desk.pairing.id, year: year).last
            let taken = try files.all(.in, of: desk.pairing.id, year: year).last { $0.state == .applied }
            // Nothing is added between the looks at one kind and the next.
            try CarriedQueries(connection).lock(list.plan.id)
            let (all, bodies) = try CarriedQueries(connection).records(of: list.plan.id)
            let records = all.compactMap { carried($0, from: peer.side.other) }
            let (now, own) = (surroundings.now(), try exchangeKey)
            let content = ExchangeContent(
                head: .init(
                    // What a restored installation forgot of its own numbers, the other one's files tell.
                    pairing: desk.pairing.code, year: year, number: max(sent?.number ?? 0, taken?.builtOn ?? 0) + 1,
                    builtOn: taken?.number ?? 0, builtOnHash: taken?.hash ?? "", at: now.milliseconds,
                    by: caller.name, side: peer.side.other.rawValue, keeps: peer.keepsHere,
                    form: ExchangeContent.form),
                bodies: bodies, records: records)
            let bytes = try ExchangeEnvelope.seal(try content.bytes, by: own, for: key)
            let file = ExchangeFile(
                id: surroundings.identifier(), pairing: desk.pairing.id, year: year, direction: .out,
                number: content.head.number, builtOn: content.head.builtOn, builtOnHash: content.head.builtOnHash,
                at: now, by: SignedBy(account: caller.userID, name: caller.name),
                hash: hexadecimal(SHA256.hash(data: Data(bytes))), state: .made)
            try files.insert(file)
            try files.insert(
                records.map { ExchangedRecord(kind: $0.kind, id: $0.id, digest: $0.digest, lines: nil) }, of: file.id)
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

    /// What of a thing leaves this network. Of a filing of this side only what its office has accepted; that one was
    /// missed or excused goes without what a body may have begun to write.
    private func carried(_ record: CarriedRecord, from side: Side) -> CarriedRecord? {
        guard record.kind == .filing, record.text("side") == side.rawValue else { return record }
        switch record.text("state").flatMap({ Filing.State(rawValue: $0) }) {
        case .accepted, .locked: return record
        case .missed, .excused:
            let written: Set = ["filing_answer", "filing_remark", "filing_figure", "filing_correction"]
            return CarriedRecord(
                kind: record.kind, id: record.id, rows: record.rows.filter { !written.contains($0.table) })
        default: return nil
        }
    }
}
