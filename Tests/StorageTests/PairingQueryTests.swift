// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@Suite("Queries of pairings")
struct PairingQueryTests {
    @Test(
        "Seeding adds what is missing, keeps what is there, and changes nothing twice", arguments: TestEngine.allCases)
    func seeds(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let divisions = try Samples.divisions()
            let (first, second) = (try Samples.pairing(1), try Samples.pairing(2, code: "ash-birch-two"))
            var renamed = first
            renamed.oldArea.name = "Other"
            let changed = renamed
            func seed(_ pairings: [Pairing]) async throws -> [Pairing] {
                try await database.write { try seedPairings($0, divisions: divisions, pairings: pairings) }
            }
            #expect(try await seed([first]) == [first])
            #expect(try await seed([changed, second]) == [second])
            let found = try await database.read { (try PairingQueries($0).all(), try DivisionQueries($0).all()) }
            #expect(found.0 == [first, second])
            #expect(found.1 == divisions.sorted { $0.code < $1.code })
            let parents = try await database.read {
                try $0.rows("SELECT parent FROM division ORDER BY code").map { try $0.textOrNil(0) }
            }
            #expect(parents == [nil, "980000", nil, "990000"])
        }
    }

    @Test("A pairing is found by code, identity and parent", arguments: TestEngine.allCases)
    func finds(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            try await Samples.seed(database)
            let parent = try Samples.pairing()
            let child = try Samples.pairing(0, code: "ash-birch-county", kind: .county, parent: parent.id)
            try await database.write { try PairingQueries($0).insert(child, isDemo: true) }
            try await database.read { connection throws in
                let queries = PairingQueries(connection)
                #expect(try queries.find(code: "ash-birch") == parent)
                #expect(try queries.find(child.id) == child)
                #expect(try queries.find(code: "none") == nil)
                #expect(try queries.children(of: parent.id) == [child])
                #expect(try queries.all() == [parent, child])
                #expect(try queries.demo() == [child])
            }
        }
    }

    @Test("A taken code, an unknown place and the removal of a parent are refused", arguments: TestEngine.allCases)
    func refuses(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            try await Samples.seed(database)
            let parent = try Samples.pairing()
            let child = try Samples.pairing(5, code: "child", kind: .park, parent: parent.id)
            try await database.write { try PairingQueries($0).insert(child) }
            let twin = try Samples.pairing(9)
            var strange = try Samples.pairing(8, code: "strange")
            strange.eastern.division = try Samples.code("123456")
            let nowhere = strange
            let causes = [
                await cause { try await database.write { try PairingQueries($0).insert(twin) } },
                await cause { try await database.write { try PairingQueries($0).insert(nowhere) } },
                await cause { try await database.write { try PairingQueries($0).remove(parent.id) } },
            ]
            #expect(causes == [.uniqueViolation(table: "pairing"), .foreignKeyViolation, .foreignKeyViolation])
        }
    }
}

/// Why `body` failed.
func cause(_ body: () async throws -> Void) async -> SQLError.Cause? {
    do {
        try await body()
        return nil
    } catch {
        return (error as? SQLError)?.cause
    }
}
