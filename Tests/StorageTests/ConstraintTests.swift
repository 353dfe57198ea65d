// SPDX-License-Identifier: Apache-2.0
import EngineTesting
import SQLCore
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
            try await database.write { connection in
                try connection.run(
                    """
                    INSERT INTO audit_event (id, at, actor_kind, actor_name, action, object_kind, object_id)
                    VALUES ('01890000-0000-7000-8000-000000000000', 1, 'system', 'system', 'a', 'b', 'c')
                    """)
            }
            var attempts = ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event"]
            if database.dialect.engine == .postgres { attempts.append("TRUNCATE audit_event") }
            for sql in attempts {
                let error = await #expect(throws: SQLError.self) { try await database.write { try $0.run(sql) } }
                #expect(error?.cause == .refusedByTrigger, "\(sql)")
            }
            #expect(try await database.read { try $0.exists("SELECT 1 FROM audit_event WHERE action = 'a'") })
        }
    }
}
