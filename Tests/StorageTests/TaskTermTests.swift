// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@Suite("Search of tasks by their text")
struct TaskTermTests {
    @Test(
        "Terms are neighbours within a word",
        arguments: [
            (["\u{7EA2}\u{8272}\u{6587}\u{5316}"], ["\u{7EA2}\u{8272}", "\u{8272}\u{6587}", "\u{6587}\u{5316}"]),
            (["5G, G60"], ["5g", "g6", "60"]), (["a b", "c"], []), ([], []), (["ab", "AB"], ["ab"]),
        ] as [([String], Set<String>)])
    func terms(texts: [String], expected: Set<String>) {
        #expect(TaskTerms.terms(of: texts) == expected)
    }

    @Test("A task is found by its words, and no more by those it lost", arguments: TestEngine.allCases)
    func finds(engine: TestEngine) async throws {
        let tasks = [["green valley", "river road"], ["green hills"], ["blue river"]]
        try await engine.withDatabase { database in
            try await database.write { connection throws in
                // What the condition needs of the ledger: the columns of a task.
                try connection.run("CREATE TABLE ledger (id TEXT, title TEXT, text TEXT)")
                for (place, texts) in tasks.enumerated() {
                    let id = Samples.id(UInt64(place), of: PlanTask.self)
                    try connection.run(
                        "INSERT INTO ledger (id, title, text) VALUES (?, ?, ?)",
                        [.id(id), .text(texts[0]), .text(texts.last)])
                    try TaskTerms(connection).replace(id, old: [], new: texts)
                }
            }
            func search(_ text: String) async throws -> [Int] {
                try await database.read { connection throws in
                    let condition = try TaskTerms(connection).condition(
                        text, task: "l.id", texts: ["l.title", "l.text"])
                    guard let condition else { return [] }
                    return try connection.rows(
                        "SELECT l.id FROM ledger l WHERE \(condition.sql) ORDER BY l.id", condition.arguments
                    ).map { row in
                        let id = try row.id(0, of: PlanTask.self)
                        return try #require((0..<3).first { Samples.id(UInt64($0)) == id })
                    }
                }
            }
            for (text, expected) in [
                ("green", [0, 1]), ("River", [0, 2]), ("green river", [0]), ("hill", [1]), ("b", [2]), ("purple", []),
                ("green b", []), (" , ", []),
            ] as [(String, [Int])] {
                #expect(try await search(text) == expected, "\(text)")
            }
            try await database.write { connection throws in
                try TaskTerms(connection).replace(Samples.id(0), old: tasks[0], new: ["brown valley"])
            }
            #expect(try await search("green") == [1])
            #expect(try await search("brown") == [0])
            #expect(try await search("valley") == [0])
        }
    }
}
