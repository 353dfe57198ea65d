// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@Suite("Queries of the record")
struct AuditQueryTests {
    @Test("Every kind of actor comes back", arguments: TestEngine.allCases)
    func actors(engine: TestEngine) async throws {
        let actors: [AuditActor] = [
            .user(Samples.id(9), name: "Li Hua", address: "192.0.2.1"), .user(Samples.id(9), name: "X", address: nil),
            .local, .system,
        ]
        let events = actors.enumerated().map { place, actor in
            AuditEvent(
                id: Samples.id(UInt64(place)), at: Instant(milliseconds: Int64(-place)), actor: actor, action: "a.b",
                objectKind: "thing", objectID: "1", pairing: Samples.id(5), before: "{\"a\":1}", after: nil,
                requestID: "r")
        }
        try await engine.withDatabase { database in
            try await database.write { connection throws in
                try AuditQueries(connection).append(Samples.links(events))
            }
            #expect(try await database.read { try AuditQueries($0).history(of: "thing", "1") } == events.reversed())
        }
    }

    @Test("Pages follow each other, also among entries of one moment", arguments: TestEngine.allCases)
    func pages(engine: TestEngine) async throws {
        let events = (0..<23).map { Samples.event($0, at: Int64($0 / 4)) }
        try await engine.withDatabase { database in
            try await database.write { connection throws in
                try AuditQueries(connection).append(Samples.links(events))
            }
            var seen: [AuditLink] = []
            while true {
                let search = AuditSearch(before: seen.last?.sequence)
                let page = try await database.read { try AuditQueries($0).search(search, limit: 5) }
                guard !page.isEmpty else { break }
                seen += page
            }
            #expect(seen == Samples.links(events).reversed())
            #expect(try await database.read { try AuditQueries($0).head().sequence } == 23)
        }
    }

    @Test("The record is searched by object, actor, action, pairing and time", arguments: TestEngine.allCases)
    func searches(engine: TestEngine) async throws {
        let pairing: Identifier<Pairing> = Samples.id(7)
        let special = AuditEvent(
            id: Samples.id(100), at: Instant(milliseconds: 50), actor: .user(Samples.id(3), name: "x", address: nil),
            action: "plan.adopt", objectKind: "plan", objectID: "p", pairing: pairing, before: nil, after: nil,
            result: .refused, reason: "rule.noRole", requestID: nil)
        let others = (0..<10).map { Samples.event($0, at: Int64($0 * 10), object: "o\($0 % 2)") }
        try await engine.withDatabase { database in
            try await database.write { connection throws in
                try AuditQueries(connection).append(Samples.links(others + [special]))
            }
            try await database.read { connection throws in
                let queries = AuditQueries(connection)
                for search in [
                    AuditSearch(actor: Samples.id(3)), AuditSearch(action: "plan.adopt"), AuditSearch(pairing: pairing),
                    AuditSearch(objectKind: "plan", objectID: "p"),
                ] {
                    #expect(try queries.search(search, limit: 10).map(\.event) == [special])
                }
                let window = AuditSearch(from: Instant(milliseconds: 20), to: Instant(milliseconds: 40))
                #expect(try queries.search(window, limit: 10).map(\.event) == [others[3], others[2]])
                #expect(try queries.range(from: window.from, to: window.to) == 3...4)
                #expect(try queries.search(AuditSearch(result: .refused), limit: 10).map(\.event) == [special])
                #expect(try queries.search(AuditSearch(result: .done, before: 3), limit: 10).count == 2)
                #expect(try queries.history(of: "thing", "o1").count == 5)
            }
        }
    }
}
