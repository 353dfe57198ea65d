// SPDX-License-Identifier: Apache-2.0
import Crypto
package import Domain
import Foundation
import SQLCore
import Storage

extension UseCases {
    /// The largest file that is read, in bytes: ten years of the largest pairing are a tenth of it.
    package static let largestExchangeFile = 64 << 20

    /// Opens a file that came from the other network and keeps what it holds until somebody has seen the difference:
    /// nothing counts yet. Read once more, the same file is the same. Returns its identity.
    ///
    /// Throws invalid with `file` where it was changed on its way, is of another maker, for another installation, pairing
    /// or version, or older than what was taken over.
    package func readExchangeFile(
        _ caller: Caller, pairing code: String, path: String
    ) async throws -> Identifier<ExchangeFile> {
        // Who may not is told before a large file is read.
        try await database.read { _ = try exchangeDesk(toCarry: code, caller, $0, isLocked: false) }
        let bytes = try await withoutBlocking(turn: surroundings.random().0) {
            try requireExchangeSize(path)
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        }
        let hash = hexadecimal(SHA256.hash(data: Data(bytes)))
        return try await write(caller) { connection in
            let (desk, peer, key) = try exchangeDesk(toCarry: code, caller, connection)
            let content = try exchangeContent(bytes, desk, peer, key)
            let files = ExchangeFileQueries(connection)
            let received = try files.all(.in, of: desk.pairing.id, year: content.head.year)
            if let same = received.first(where: { $0.hash == hash && $0.state == .read }) {
                try record(connection, caller, "readAgain", .exchange(desk.pairing), after: ["sha256": hash])
                return same.id
            }
            let last = received.filter { $0.state == .applied }.map(\.number).max() ?? 0
            guard content.head.number > last else {
                throw exchangeFailure("exchange.fault.old", ["number": String(last)])
            }
            try requireSound(content, desk)
            // What waited is overtaken.
            for file in received where file.state == .read { try put(away: file, connection) }
            let file = ExchangeFile(
                id: surroundings.identifier(), pairing: desk.pairing.id, year: content.head.year, direction: .in,
                number: content.head.number, builtOn: content.head.builtOn,
                builtOnHash: content.head.builtOnHash, at: surroundings.now(),
                by: SignedBy(account: caller.userID, name: caller.name), hash: hash, state: .read)
            try files.insert(file)
            try files.insert(
                content.records.map {
                    ExchangedRecord(kind: $0.kind, id: $0.id, digest: $0.digest, lines: $0.lines)
                }, of: file.id)
            try files.insert(content.bodies, of: file.id)
            try record(
                connection, caller, "read", .exchange(desk.pairing),
                after: [
                    "year": String(file.year), "number": String(file.number), "by": content.head.by,
                    "records": String(content.records.count), "sha256": hash,
                ])
            return file.id
        }
    }

    private func requireExchangeSize(_ path: String) throws {
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        guard size <= Self.largestExchangeFile else { throw exchangeFailure("exchange.fault.tooLarge") }
    }

    func exchangeFailure(_ message: String, _ arguments: [String: String] = [:]) -> UseCaseError {
        UseCaseError(
            "exchange", .invalid([ValidationFailure(field: "file", message: message, arguments: arguments)]))
    }

    private func exchangeContent(
        _ bytes: [UInt8], _ desk: ExchangeDesk, _ peer: ExchangePeer, _ key: ExchangePublicKey
    ) throws -> ExchangeContent {
        let content: ExchangeContent
        do {
            content = try ExchangeContent(try ExchangeEnvelope.open(bytes, with: try exchangeKey, from: key))
        } catch let fault as ExchangeEnvelope.Fault {
            throw exchangeFailure("exchange.fault." + fault.rawValue)
        }
        let head = content.head
        guard head.form == ExchangeContent.form else { throw exchangeFailure("exchange.fault.otherVersion") }
        let numbers = 1...1_000_000
        guard numbers.contains(head.number), numbers.contains(head.builtOn + 1), (2000...2100).contains(head.year),
            head.builtOnHash.count <= 64
        else { throw exchangeFailure("exchange.fault.damaged") }
        guard head.pairing == desk.pairing.code else { throw exchangeFailure("exchange.fault.otherPairing") }
        guard head.side == peer.side.rawValue, head.keeps != peer.keepsHere else {
            throw exchangeFailure("exchange.fault.otherSide")
        }
        return content
    }

    /// A file holds one list with all that hangs on it, and nothing that is another pairing's here.
    private func requireSound(_ content: ExchangeContent, _ desk: ExchangeDesk) throws {
        let damaged = exchangeFailure("exchange.fault.damaged")
        let ids = Dictionary(grouping: content.records, by: \.kind).mapValues { Set($0.map(\.id)) }
        let lists = content.records.filter { $0.kind == .list }
        guard lists.count == 1, let list = lists.first, list.value("year") == .integer(content.head.year),
            Set(content.records.map { CarriedKey(kind: $0.kind, id: $0.id) }).count == content.records.count
        else { throw damaged }
        func names(_ record: CarriedRecord, _ column: String, _ kind: CarriedKind) -> Bool {
            switch record.value(column) {
            case .text(let id)?: ids[kind]?.contains(id) ?? false
            case .null?: column != "year_plan_id" && column != "item_id" && column != "cycle_id"
            case nil: true
            default: false
            }
        }
        let bodies = Set(content.bodies.map(\.text))
        let shares = ids[.leg] ?? []
        let carried = CarriedQueries(desk.connection)
        for record in content.records {
            guard names(record, "year_plan_id", .list), names(record, "item_id", .item),
                names(record, "cycle_id", .cycle), names(record, "special_id", .special),
                names(record, "parent_id", .leg), record.text("organisation_id").map(bodies.contains) ?? true,
                record.rows.allSatisfy({ $0.table != "filing_line" || $0.names(shares) }),
                try carried.place(of: record.kind, record.id).map({
                    $0.list == list.id && $0.pairing == desk.pairing.id
                }) ?? true
            else { throw damaged }
        }
        try requireOne(list, content, desk)
    }

    /// What both networks have begun by themselves can't be brought together.
    private func requireOne(_ list: CarriedRecord, _ content: ExchangeContent, _ desk: ExchangeDesk) throws {
        guard let own = try YearPlanQueries(desk.connection).find(desk.pairing.id, year: content.head.year) else {
            return
        }
        guard own.plan.id.text == list.id || own.firstAgreedAt == nil else {
            throw exchangeFailure("exchange.fault.bothMade", ["year": String(content.head.year)])
        }
        let cycles = try FilingCycleQueries(desk.connection).all(of: own.plan.id)
        for record in content.records where record.kind == .cycle {
            let same = cycles.first {
                $0.form == record.text("form") && $0.period.description == record.text("period")
            }
            guard same.map({ $0.id.text == record.id }) ?? true else {
                throw exchangeFailure("exchange.fault.bothOpened", ["period": record.text("period") ?? ""])
            }
        }
    }

    /// Puts a file away that was read and doesn't count.
    func put(away file: ExchangeFile, _ connection: any SQLConnection) throws {
        try ExchangeFileQueries(connection).set(.discarded, of: file.id)
        try ExchangeFileQueries(connection).forgetLines(of: file.id)
    }

    /// What a file that came in would change, as it stands now.
    package func compareExchangeFile(
        _ caller: Caller, pairing code: String, id: String
    ) async throws -> (file: ExchangeFile, pairing: Pairing, comparison: ExchangeComparison) {
        try await database.read { connection in
            let (desk, peer, _) = try exchangeDesk(toCarry: code, caller, connection, isLocked: false)
            let file = try exchangeFile(id, desk)
            return (file, desk.pairing, try compare(file, peer, connection).compare())
        }
    }

    /// With `isLocked` what is compared stays as it is until the transaction ends.
    func compare(
        _ file: ExchangeFile, _ peer: ExchangePeer, _ connection: any SQLConnection, isLocked: Bool = false
    ) throws -> ExchangeStates {
        guard file.direction == .in, file.state == .read else {
            throw UseCaseError("exchange", .conflict(reason: "exchange.over"))
        }
        if isLocked, let list = try YearPlanQueries(connection).find(file.pairing, year: file.year) {
            try CarriedQueries(connection).lock(list.plan.id)
        }
        let theirs = try ExchangeFileQueries(connection).records(of: file.id).compactMap { record in
            record.lines.flatMap { CarriedRecord.read($0) }
        }
        return try exchangeStates(of: file, theirs, peer, connection)
    }
}

extension CarriedRow {
    /// Whether the second column names one of `ids`.
    fileprivate func names(_ ids: Set<String>) -> Bool {
        if values.count > 1, case .text(let id) = values[1] { ids.contains(id) } else { false }
    }
}
