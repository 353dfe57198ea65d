// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import SQLCore
import Storage
import Testing

@Suite("Constraints")
struct ConstraintTests {
    static let violations: [(String, SQLError.Cause)] = [
        ("INSERT INTO setting (key, value) VALUES ('a', '2')", .uniqueViolation(table: "setting")),
        ("INSERT INTO division (code, name, romanised) VALUES ('12345', 'x', 'X')", .checkViolation),
        ("INSERT INTO setting (key, value) VALUES ('b', NULL)", .notNullViolation),
        (
            "INSERT INTO division (code, name, romanised, parent) VALUES ('360700', 'x', 'X', '999999')",
            .foreignKeyViolation
        ),
        ("INSERT INTO nowhere (a) VALUES (1)", .other),
        ("SELEC 1", .other),
    ]

    @Test("Every violation has the same cause on every engine", arguments: TestEngine.allCases)
    func causes(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            try await database.write { try $0.run("INSERT INTO setting (key, value) VALUES ('a', '1')") }
            for (sql, cause) in Self.violations {
                let error = await #expect(throws: SQLError.self) { try await database.write { try $0.run(sql) } }
                #expect(error?.cause == cause, "\(sql)")
                #expect(error?.sql == sql)
            }
        }
    }

    @Test("The removal of a row that is referred to is refused", arguments: TestEngine.allCases)
    func referredTo(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            try await database.write { connection in
                try connection.run("INSERT INTO division (code, name, romanised) VALUES ('360000', 'x', 'X')")
                try connection.run(
                    "INSERT INTO division (code, name, romanised, parent) VALUES ('360700', 'y', 'Y', '360000')")
            }
            let error = await #expect(throws: SQLError.self) {
                try await database.write { try $0.run("DELETE FROM division WHERE code = '360000'") }
            }
            #expect(error?.cause == .foreignKeyViolation)
        }
    }

    @Test("The record can be added to and not changed", arguments: TestEngine.allCases)
    func appendOnly(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let event = Samples.event(1, at: 1)
            try await database.write { try AuditQueries($0).append(Samples.links([event])) }
            var attempts = [
                "UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event", "DELETE FROM audit_head",
                "UPDATE audit_head SET sequence = 0",
            ]
            if database.dialect.engine == .postgres { attempts += ["TRUNCATE audit_event", "TRUNCATE audit_head"] }
            for sql in attempts {
                let error = await #expect(throws: SQLError.self) { try await database.write { try $0.run(sql) } }
                #expect(error?.cause == .refusedByTrigger, "\(sql)")
            }
            #expect(try await database.read { try AuditQueries($0).find(1)?.event } == event)
        }
    }

    @Test(
        "An entry is removed once it is sealed and six months old, by the database's own clock",
        arguments: TestEngine.allCases)
    func retention(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let young = Int64(Date.now.timeIntervalSince1970 * 1000) - 180 * 86_400_000
            let links = Samples.links([Samples.event(1, at: 1), Samples.event(2, at: 2), Samples.event(3, at: young)])
            try await database.write { try AuditQueries($0).append(links) }
            let second = AuditHead(sequence: 2, hash: links[1].hash)
            let moment = Instant(milliseconds: young)
            #expect(try await database.read { try AuditQueries($0).lastRemovable(before: moment) } == second)
            let third = AuditHead(sequence: 3, hash: links[2].hash)
            let error = await #expect(throws: SQLError.self) {
                try await database.write { try AuditQueries($0).remove(upTo: third) }
            }
            #expect(error?.cause == .refusedByTrigger)
            #expect(try await database.write { try AuditQueries($0).remove(upTo: second) } == 2)
            let heads = try await database.read { try AuditQueries($0).heads() }
            #expect(heads.anchor == second && heads.head == third)
        }
    }
}
