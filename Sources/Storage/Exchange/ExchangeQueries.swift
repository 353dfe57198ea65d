// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// With whom work is exchanged by file, and which files went out and came in.
package struct ExchangeQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func peers() throws -> [ExchangePeer] { try peers("ORDER BY pairing_id", []) }

    package func peer(of pairing: Identifier<Pairing>, isLocked: Bool = false) throws -> ExchangePeer? {
        try peers("WHERE pairing_id = ?" + (isLocked ? connection.dialect.forUpdate : ""), [.id(pairing)]).first
    }

    /// The pairings whose lists and cycles are kept on the other network.
    package func keptElsewhere() throws -> Set<Identifier<Pairing>> {
        Set(try connection.rows("SELECT pairing_id FROM exchange_peer WHERE keeps_here = 0").map { try $0.id(0) })
    }

    package func save(_ peer: ExchangePeer) throws {
        try connection.upsert(
            into: "exchange_peer", key: [("pairing_id", .id(peer.pairing))],
            [
                ("side", .choice(peer.side)), ("public_key", .text(peer.key)), ("keeps_here", .flag(peer.keepsHere)),
                ("at", .at(peer.at)), ("by_name", .text(peer.by)), ("revision", .integer(peer.revision)),
            ])
    }

    package func remove(peerOf pairing: Identifier<Pairing>) throws {
        try connection.run("DELETE FROM exchange_peer WHERE pairing_id = ?", [.id(pairing)])
    }

    private func peers(_ rest: String, _ arguments: [SQLValue]) throws -> [ExchangePeer] {
        try connection.rows(
            "SELECT pairing_id, side, public_key, keeps_here, at, by_name, revision FROM exchange_peer " + rest,
            arguments
        ).map { row in
            ExchangePeer(
                pairing: try row.id(0), side: try row.choice(1), key: try row.text(2), keepsHere: try row.flag(3),
                at: try row.instant(4), by: try row.text(5), revision: try row.integer(6))
        }
    }
}

/// The files that went out and came in.
package struct ExchangeFileQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    package func find(_ id: Identifier<ExchangeFile>, isLocked: Bool = false) throws -> ExchangeFile? {
        try select("WHERE id = ?" + (isLocked ? connection.dialect.forUpdate : ""), [.id(id)]).first
    }

    /// The newest first, at most 50.
    package func latest(of pairing: Identifier<Pairing>) throws -> [ExchangeFile] {
        try select("WHERE pairing_id = ? ORDER BY at DESC, id DESC LIMIT 50", [.id(pairing)])
    }

    /// Files of a pairing that came in and wait to be looked at.
    package func waiting(of pairing: Identifier<Pairing>) throws -> [ExchangeFile] {
        try select("WHERE pairing_id = ? AND state = 'read' ORDER BY id", [.id(pairing)])
    }

    /// All of a pairing's year that went this way, oldest first.
    package func all(
        _ direction: ExchangeFile.Direction, of pairing: Identifier<Pairing>, year: Int
    ) throws -> [ExchangeFile] {
        try select(
            "WHERE pairing_id = ? AND year = ? AND direction = ? ORDER BY number, at, id",
            [.id(pairing), .integer(year), .choice(direction)])
    }

    package func insert(_ file: ExchangeFile) throws {
        try connection.insert(
            into: "exchange_file", Self.columns,
            rows: [
                [
                    .id(file.id), .id(file.pairing), .integer(file.year), .choice(file.direction),
                    .integer(file.number), .integer(file.builtOn), .filled(file.builtOnHash), .at(file.at),
                    .id(file.by.account), .text(file.by.name), .text(file.hash), .choice(file.state),
                ]
            ])
    }

    package func set(_ state: ExchangeFile.State, of file: Identifier<ExchangeFile>) throws {
        try connection.run("UPDATE exchange_file SET state = ? WHERE id = ?", [.choice(state), .id(file)])
    }

    private static let columns = [
        "id", "pairing_id", "year", "direction", "number", "built_on", "built_on_hash", "at", "by_id", "by_name",
        "hash", "state",
    ]

    private func select(_ rest: String, _ arguments: [SQLValue]) throws -> [ExchangeFile] {
        try connection.rows("SELECT \(Self.columns.joined(separator: ", ")) FROM exchange_file \(rest)", arguments)
            .map { row in
                ExchangeFile(
                    id: try row.id(0), pairing: try row.id(1), year: try row.integer(2), direction: try row.choice(3),
                    number: try row.integer(4), builtOn: try row.integer(5),
                    builtOnHash: try row.textOrNil(6) ?? "", at: try row.instant(7),
                    by: SignedBy(account: try row.idOrNil(8), name: try row.text(9)), hash: try row.text(10),
                    state: try row.choice(11))
            }
    }
}

/// What a file held of one thing.
package struct ExchangedRecord: Hashable, Sendable {
    package let kind: CarriedKind
    package let id: String
    /// SHA-256 of its lines in hexadecimal.
    package let digest: String
    /// Its rows as lines; nil where they are no longer needed.
    package let lines: String?

    package init(kind: CarriedKind, id: String, digest: String, lines: String?) {
        (self.kind, self.id, self.digest, self.lines) = (kind, id, digest, lines)
    }
}

extension ExchangeFileQueries {
    package func records(of file: Identifier<ExchangeFile>) throws -> [ExchangedRecord] {
        try connection.rows(
            """
            SELECT kind, record_id, digest, lines FROM exchange_record
            WHERE file_id = ? AND (is_held = 1)
            """, [.id(file)]
        ).map { row in
            ExchangedRecord(
                kind: try row.choice(0), id: try row.text(1), digest: try row.text(2), lines: try row.textOrNil(3))
        }
    }

    package func insert(_ records: [ExchangedRecord], of file: Identifier<ExchangeFile>) throws {
        try connection.insert(
            into: "exchange_record", ["file_id", "kind", "record_id", "digest", "lines", "is_held"],
            rows: records.map {
                [.id(file), .choice($0.kind), .text($0.id), .text($0.digest), .text($0.lines), .flag(true)]
            })
    }

    /// Keeps what a thing was before the file changed it, or took it away.
    package func keep(_ before: ExchangedRecord, before file: Identifier<ExchangeFile>) throws {
        let kept = try connection.run(
            "UPDATE exchange_record SET lines_before = ? WHERE file_id = ? AND kind = ? AND record_id = ?",
            [.text(before.lines), .id(file), .choice(before.kind), .text(before.id)])
        guard kept == 0 else { return }
        try connection.insert(
            into: "exchange_record", ["file_id", "kind", "record_id", "digest", "lines_before", "is_held"],
            rows: [
                [
                    .id(file), .choice(before.kind), .text(before.id), .text(before.digest), .text(before.lines),
                    .flag(false),
                ]
            ])
    }

    /// Lets go of the rows of a file that counts or was put away, but for those of things that somebody decided against;
    /// the digests stay.
    package func forgetLines(
        of file: Identifier<ExchangeFile>, but declined: [(kind: CarriedKind, id: String)] = []
    ) throws {
        let kept = Dictionary(grouping: declined, by: \.kind).mapValues { Set($0.map(\.id)) }
        for record in try records(of: file) where record.lines != nil {
            guard kept[record.kind]?.contains(record.id) != true else { continue }
            try connection.run(
                "UPDATE exchange_record SET lines = NULL WHERE file_id = ? AND kind = ? AND record_id = ?",
                [.id(file), .choice(record.kind), .text(record.id)])
        }
        try connection.run("DELETE FROM exchange_body WHERE file_id = ?", [.id(file)])
    }

    package func bodies(of file: Identifier<ExchangeFile>) throws -> [CarriedBody] {
        try connection.rows(
            "SELECT division_code, name, kind FROM exchange_body WHERE file_id = ?", [.id(file)]
        ).map { CarriedBody(division: try $0.text(0), name: try $0.text(1), kind: try $0.text(2)) }
    }

    package func insert(_ bodies: [CarriedBody], of file: Identifier<ExchangeFile>) throws {
        try connection.insert(
            into: "exchange_body", ["file_id", "division_code", "name", "kind"],
            rows: bodies.map { [.id(file), .text($0.division), .text($0.name), .text($0.kind)] })
    }
}
