// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

/// What somebody can do who owns the database and has taken its guards away.
@Suite("Tampering with the record")
struct TamperingTests {
    private func withChain(
        _ engine: TestEngine, _ body: (Office) async throws -> Void
    ) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.caller("clerk", .national)
            for _ in 0..<6 { _ = try await office.useCases.addPairing(clerk, office.child(of: office.own)) }
            try await body(office)
        }
    }

    private func run(_ office: Office, _ statements: [String]) async throws {
        try await office.withoutGuards { connection in
            for statement in statements { try connection.run(statement) }
        }
    }

    private static let otherHash = String(repeating: "a", count: 64)
    /// Another value for each column of an entry.
    private static let columns = [
        ("sequence", "99"), ("id", "'01890000-0000-7000-8000-000000000009'"), ("at", "at + 1"),
        ("actor_kind", "'system', actor_id = NULL"), ("actor_id", "'01890000-0000-7000-8000-000000000009'"),
        ("actor_name", "'Somebody'"), ("body", "'Bureau'"), ("address", "'192.0.2.1'"), ("session", "'s'"),
        ("action", "'pairing.read'"), ("object_kind", "'plan'"), ("object_id", "'1'"), ("pairing_id", "NULL"),
        ("before", "'{}'"), ("after", "NULL"), ("result", "'failed'"), ("reason", "'rule.noRole'"),
        ("request_id", "'r'"), ("previous_hash", "'" + otherHash + "'"), ("hash", "'" + otherHash + "'"),
    ]

    @Test("No column of an entry is changed unseen", arguments: TestEngine.both)
    func columns(engine: TestEngine) async throws {
        #expect(Self.columns.count == 20)
        try await withChain(engine) { office in
            for (column, value) in Self.columns {
                let before = try await office.links()
                try await office.change { try $0.run("UPDATE audit_event SET \(column) = \(value) WHERE sequence = 3") }
                let faults = try await office.useCases.verifyRecord(.local).faults
                #expect(faults.contains { $0.sequence == 3 }, "\(column) \(faults)")
                try await office.change { connection in
                    try connection.run("DELETE FROM audit_event")
                    try AuditQueries(connection).append(before)
                }
                #expect(try await office.useCases.verifyRecord(.local).faults == [], "\(column)")
            }
        }
    }

    @Test("Entries that changed places are found", arguments: TestEngine.both)
    func swapped(engine: TestEngine) async throws {
        try await withChain(engine) { office in
            try await run(
                office,
                [
                    "UPDATE audit_event SET sequence = 1000 WHERE sequence = 3",
                    "UPDATE audit_event SET sequence = 3 WHERE sequence = 4",
                    "UPDATE audit_event SET sequence = 4 WHERE sequence = 1000",
                ])
            let faults = try await office.useCases.verifyRecord(.local).faults
            #expect(faults == [ChainFault(.changed, at: 3), ChainFault(.changed, at: 4)])
        }
    }

    @Test("What the program never writes has no hash that would fit", arguments: TestEngine.both)
    func unfaithful(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            for _ in 0..<6 { _ = try await office.useCases.addPairing(.local, office.child(of: office.own)) }
            // The hash of nothing at all.
            let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            try await run(
                office,
                [
                    "UPDATE audit_event SET actor_name = 'Somebody', hash = '\(empty)' WHERE sequence = 6",
                    "UPDATE audit_head SET hash = '\(empty)'",
                ])
            #expect(try await office.useCases.verifyRecord(.local).faults == [ChainFault(.changed, at: 6)])
        }
    }

    @Test("A number that is none, and a head that is gone, are faults and no errors")
    func unreadable() async throws {
        try await withChain(.sqlite) { office in
            try await run(office, ["UPDATE audit_event SET sequence = 'x' WHERE sequence = 3"])
            let faults = try await office.useCases.verifyRecord(.local).faults
            #expect(faults.first == ChainFault(.missing, at: 3) && faults.contains { $0.kind == .changed })
        }
        try await withChain(.sqlite) { office in
            try await run(office, ["DROP TRIGGER audit_head_delete", "DELETE FROM audit_head"])
            #expect(try await office.useCases.verifyRecord(.local).faults == [ChainFault(.otherEnd, at: 6)])
        }
        try await withChain(.sqlite) { office in
            try await run(office, ["UPDATE audit_event SET sequence = \(Int64.max) WHERE sequence = 6"])
            let faults = try await office.useCases.verifyRecord(.local).faults
            #expect(faults.contains(ChainFault(.missing, at: 6)))
        }
    }

    @Test(
        "A chain that was written anew is whole in itself, and not what was kept elsewhere",
        arguments: TestEngine.both)
    func rewritten(engine: TestEngine) async throws {
        try await withChain(engine) { office in
            let old = try await office.links()
            try await office.withoutGuards { connection in
                try connection.run("DELETE FROM audit_event WHERE sequence >= 3")
                var head = AuditHead(sequence: 2, hash: old[1].hash)
                let events = [old[3].event] + old[4...].map(\.event) + [old[2].event]
                let links = events.map { event in
                    let link = AuditLink(event, after: head)
                    head = AuditHead(sequence: link.sequence, hash: link.hash)
                    return link
                }
                try AuditQueries(connection).append(links)
            }
            // What docs/audit.md says it can't prove alone.
            #expect(try await office.useCases.verifyRecord(.local).faults == [])
            func faults(_ kept: [KeptHead]) async throws -> [ChainFault] {
                try await office.useCases.verifyRecord(.local, holding: kept).faults
            }
            let kept = old.map { KeptHead(sequence: $0.sequence, hash: $0.hash) }
            #expect(try await faults([kept[1]]) == [])
            #expect(try await faults([kept[0], kept[1], kept[4]]) == [ChainFault(.rewritten, at: 5)])
            #expect(try await faults([KeptHead(hash: old[4].hash)]) == [ChainFault(.unknownHead, at: 6)])
            #expect(try await faults([KeptHead(sequence: 9, hash: old[4].hash)]) == [ChainFault(.missing, at: 7)])
            let lines = try await office.export()
            #expect(follow(lines, holding: [kept[0], kept[4]]).faults == [ChainFault(.rewritten, at: 5)])
        }
    }

    @Test("Removed at the end with the head moved, only what was kept elsewhere tells", arguments: TestEngine.both)
    func shortened(engine: TestEngine) async throws {
        try await withChain(engine) { office in
            let old = try await office.links()
            try await run(
                office,
                [
                    "DELETE FROM audit_event WHERE sequence > 4",
                    "UPDATE audit_head SET sequence = 4, hash = '\(old[3].hash)'",
                ])
            #expect(try await office.useCases.verifyRecord(.local).faults == [])
            let kept = KeptHead(sequence: 6, hash: old[5].hash)
            let faults = try await office.useCases.verifyRecord(.local, holding: [kept]).faults
            #expect(faults == [ChainFault(.missing, at: 5)])
        }
    }

    @Test("What was put beside the chain doesn't come into it, and shows", arguments: TestEngine.both)
    func beside(engine: TestEngine) async throws {
        try await withChain(engine) { office in
            try await office.useCases.database.write { connection in
                try connection.run(
                    """
                    INSERT INTO audit_event_unchained (id, at, actor_kind, actor_name, action, object_kind, object_id)
                    VALUES ('01890000-0000-7000-8000-000000000001', 1, 'system', 'system', 'a.b', 'a', '1')
                    """)
            }
            try await office.useCases.chainOldRecord()
            #expect(try await office.links().count == 6)
            #expect(try await office.useCases.verifyRecord(.local).faults == [ChainFault(.outside, at: 1)])
        }
    }

    @Test("With its guards the database refuses whatever would write over an entry or turn the head back")
    func replaced() async throws {
        try await withChain(.sqlite) { office in
            let rest =
                " id, at, actor_kind, actor_id, actor_name, action, object_kind, object_id, result, previous_hash, hash"
            let third = "FROM audit_event WHERE sequence = 3"
            for statement in [
                "INSERT OR REPLACE INTO audit_event (sequence, \(rest)) SELECT 2, \(rest) \(third)",
                "REPLACE INTO audit_event (sequence, \(rest)) SELECT sequence, \(rest) \(third)",
                "UPDATE OR REPLACE audit_event SET sequence = 2 WHERE sequence = 3",
                "INSERT OR REPLACE INTO audit_head VALUES (1, 3, '\(Self.otherHash)', 0, '\(Self.otherHash)')",
                "REPLACE INTO audit_head VALUES (1, 6, '\(Self.otherHash)', -1, '\(Self.otherHash)')",
            ] {
                await #expect(throws: SQLError.self, "\(statement)") {
                    try await office.useCases.database.write { try $0.run(statement) }
                }
            }
            let faults = try await office.useCases.verifyRecord(.local).faults
            #expect(faults == [])
        }
    }

    @Test(
        "A hash that was kept is read with and without its number",
        arguments: [
            (otherHash, KeptHead(hash: otherHash)), ("12:" + otherHash, KeptHead(sequence: 12, hash: otherHash)),
            (otherHash.uppercased(), KeptHead(hash: otherHash)), ("0:" + otherHash, nil), ("x:" + otherHash, nil),
            ("12:", nil), ("", nil), ("1:2:" + otherHash, nil),
        ] as [(String, KeptHead?)])
    func keptHeads(text: String, head: KeptHead?) { #expect(KeptHead(text) == head) }
}

extension Office {
    /// Runs `body` with the guards taken away, if they are there.
    fileprivate func change(_ body: @Sendable (any SQLConnection) throws -> Void) async throws {
        do {
            try await withoutGuards(body)
        } catch is SQLError {
            try await useCases.database.write { try body($0) }
        }
    }
}
