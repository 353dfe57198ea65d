// SPDX-License-Identifier: Apache-2.0
import EngineTesting
import SQLCore
import Testing

@Suite("Statements")
struct StatementTests {
    @Test("Values come back as they went in", arguments: TestEngine.allCases)
    func roundTrip(engine: TestEngine) async throws {
        let values: [[SQLValue]] = [
            [0, .real(0.1), "", .blob([])],
            [.integer(Int64.max), .real(-1e300), "it's a \"test\" ? $1 \\x41", .blob([0, 1, 254, 255])],
            [.integer(Int64.min), .real(.infinity), "\u{1F600}\u{20000}\ne\u{301}", .blob(Array(0...255))],
            [-1, .real(2.5), .text(String(repeating: "\u{7EA2}", count: 100_000)), .null],
            [nil, nil, nil, nil],
        ]
        try await engine.withDatabase(isMigrated: false) { database in
            try await database.write { connection in
                let bytes = connection.dialect.engine == .sqlite ? "BLOB" : "BYTEA"
                try connection.run(
                    "CREATE TABLE kept (p INTEGER, i BIGINT, r DOUBLE PRECISION, t TEXT, b \(bytes))")
                for (place, row) in values.enumerated() {
                    try connection.run(
                        "INSERT INTO kept (p, i, r, t, b) VALUES (?, ?, ?, ?, ?)", [.integer(place)] + row)
                }
            }
            let rows = try await database.read { try $0.rows("SELECT i, r, t, b FROM kept ORDER BY p") }
            #expect(rows.map(\.values) == values)
            var streamed: [[SQLValue]] = []
            streamed = try await database.read { connection in
                var seen: [[SQLValue]] = []
                try connection.forEachRow("SELECT i, r, t, b FROM kept ORDER BY p", []) { seen.append($0.values) }
                return seen
            }
            #expect(streamed == values)
        }
    }

    @Test("Marks in strings, names and comments are no arguments", arguments: TestEngine.allCases)
    func marks(engine: TestEngine) async throws {
        try await engine.withDatabase(isMigrated: false) { database in
            let row = try await database.read { connection in
                try connection.row(
                    "SELECT 'it''s ?' AS \"a?\", length(?) /* ? '*/ - 1, '--?' || ? -- ?", ["abc", "x"])
            }
            #expect(row?.values == ["it's ?", 2, "--?x"])
        }
    }

    @Test("Counts and sums are integers, averages are not", arguments: TestEngine.allCases)
    func aggregates(engine: TestEngine) async throws {
        try await engine.withNumbers { database in
            try await database.write { try $0.insert(into: "number", ["n"], rows: (1...4).map { [.integer($0)] }) }
            let row = try await database.read {
                try $0.row("SELECT count(*), sum(n), max(n), avg(n), CAST(sum(n) AS BIGINT) FROM number")
            }
            #expect(row?.values == [4, 10, 4, .real(2.5), 10])
        }
    }

    @Test("A statement says how many rows it changed", arguments: TestEngine.allCases)
    func changes(engine: TestEngine) async throws {
        try await engine.withNumbers { database in
            let changed = try await database.write { connection in
                [
                    try connection.run("INSERT INTO number (n) VALUES (?), (?), (?)", [1, 2, 3]),
                    try connection.run("UPDATE number SET n = n + 10 WHERE n > ?", [1]),
                    try connection.run("DELETE FROM number WHERE n = ?", [99]),
                    try connection.run("SELECT n FROM number WHERE n = 0"),
                ]
            }
            #expect(changed == [3, 2, 0, 0])
        }
    }

    @Test("Rows go in together however many they are", arguments: TestEngine.allCases, [0, 1, 511, 512, 1_300])
    func bulk(engine: TestEngine, count: Int) async throws {
        try await engine.withNumbers { database in
            try await database.write { connection in
                try connection.insert(into: "number", ["n"], rows: (0..<count).map { [.integer($0)] })
            }
            #expect(try await database.numbers() == Array(0..<count))
        }
    }

    @Test("A list of values finds its rows, and an empty one none", arguments: TestEngine.allCases)
    func lists(engine: TestEngine) async throws {
        try await engine.withNumbers { database in
            try await database.write { try $0.insert(into: "number", ["n"], rows: (1...9).map { [.integer($0)] }) }
            for wanted in [[], [3], [3, 5], [2, 4, 6], [1, 2, 3, 4, 5, 6, 7, 8, 9]] {
                let condition = SQLCondition.all([.in("n", wanted.map { .integer($0) }), SQLCondition("n > ?", [0])])
                let found = try await database.read { connection in
                    try connection.rows(
                        "SELECT n FROM number WHERE \(condition.sql) ORDER BY n", condition.arguments
                    ).map { try $0.integer(0) }
                }
                #expect(found == wanted)
            }
            #expect(
                try await database.read { try $0.exists("SELECT n FROM number WHERE \(SQLCondition.any([]).sql)") }
                    == false)
        }
    }

    @Test(
        "While rows are walked through no other statement runs, and an error of the walk comes out",
        arguments: TestEngine.allCases)
    func iteration(engine: TestEngine) async throws {
        try await engine.withNumbers { database in
            try await database.write { try $0.insert(into: "number", ["n"], rows: (1...100).map { [.integer($0)] }) }
            let sum = try await database.read { connection in
                #expect(throws: SQLError.self) {
                    try connection.forEachRow("SELECT n FROM number", []) { _ in
                        _ = try connection.rows("SELECT n FROM number")
                    }
                }
                #expect(throws: Refusal()) {
                    try connection.forEachRow("SELECT n FROM number", []) { _ in throw Refusal() }
                }
                var sum = 0
                try connection.forEachRow("SELECT n FROM number WHERE n > ?", [50]) { sum += try $0.integer(0) }
                return sum
            }
            #expect(sum == 3_775)
        }
    }

    @Test(
        "A value that is not what was asked for is an error that names its column",
        arguments: [
            (SQLValue.null, "column 0: expected text, found NULL"), (1, "column 0: expected text, found an integer"),
            (.blob([1]), "column 0: expected text, found bytes"),
        ])
    func mismatch(value: SQLValue, expected: String) {
        let row = SQLRow(values: [value])
        #expect(throws: SQLError(.unreadableValue, expected)) { try row.text(0) }
        #expect(throws: SQLError(.unreadableValue, "column 1: expected text, found only 1 columns")) { try row.text(1) }
        #expect(throws: SQLError.self) { try SQLRow(values: [2]).flag(0) }
    }

    @Test(
        "Text with a zero byte, and too few arguments, are refused before they do harm", arguments: TestEngine.allCases)
    func badArguments(engine: TestEngine) async throws {
        try await engine.withNumbers { database in
            for (sql, arguments) in [
                ("SELECT length(?)", ["a\u{0}b"]), ("SELECT n FROM number WHERE n = ?", []),
                ("SELECT n FROM number", [1]),
            ] as [(String, [SQLValue])] {
                let error = await #expect(throws: SQLError.self) {
                    try await database.read { try $0.rows(sql, arguments) }
                }
                #expect(error?.cause == .unreadableValue)
            }
        }
    }

    @Test("Many different statements do not wear a connection out", arguments: TestEngine.allCases)
    func manyStatements(engine: TestEngine) async throws {
        try await engine.withDatabase(isMigrated: false, connections: 1) { database in
            let sum = try await database.read { connection in
                var sum = 0
                for turn in 0..<2_400 { sum += try connection.integer("SELECT \(turn % 1_200) + length(?)", ["a"]) }
                return sum
            }
            #expect(sum == 1_441_200)
        }
    }
}
