// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@Suite("Queries of accounts")
struct AccountQueryTests {
    @Test("An account comes back with every kind of grant in its order", arguments: TestEngine.allCases)
    func grants(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            try await Samples.seed(database)
            let pairing = try Samples.pairing().id
            let body = try Samples.organisation(3, "Bureau")
            let grants: [RoleGrant] = [
                .unit(body.id, pairing, .oldArea), .office(pairing, .eastern), .province(try Samples.code("990000")),
                .observer(nil), .observer(pairing), .pairingAdmin(pairing), .national, .systemAdmin,
            ]
            let user = Samples.user(1, "li.hua", grants)
            try await database.write { connection throws in
                try OrganisationQueries(connection).insert(body)
                try AccountQueries(connection).insert(user, passwordHash: "hash", at: Samples.moment)
            }
            let record = try await database.read { try AccountQueries($0).find(username: "li.hua") }
            #expect(record?.user == user)
            #expect(record?.passwordHash == "hash")
            #expect(record?.revision == 1)
            #expect(try await database.read { try AccountQueries($0).find(Samples.id(99)) } == nil)
        }
    }

    @Test("A change made on an old revision is not kept", arguments: TestEngine.allCases)
    func revisions(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let user = Samples.user(1, "a", [.systemAdmin])
            var changed = user
            (changed.displayName, changed.grants, changed.state) = ("New", [.national], .disabled)
            let (second, later) = (changed, Samples.moment.advanced(bySeconds: 1))
            let kept = try await database.write { connection throws in
                let queries = AccountQueries(connection)
                try queries.insert(user, passwordHash: nil, at: Samples.moment)
                return [
                    try queries.update(second, revision: 1, at: later),
                    try queries.update(user, revision: 1, at: later),
                ]
            }
            #expect(kept == [true, false])
            let record = try await database.read { try AccountQueries($0).find(user.id) }
            #expect(record?.user == second)
            #expect(record?.changedAt == later && record?.createdAt == Samples.moment)
        }
    }

    @Test("Pages of accounts follow each other without gap or double", arguments: TestEngine.allCases)
    func pages(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            try await database.write { connection throws in
                for number in 0..<7 {
                    try AccountQueries(connection).insert(
                        Samples.user(UInt64(number), "user\(number)"), passwordHash: nil, at: Samples.moment)
                }
            }
            var seen: [String] = []
            while true {
                let after = seen.last
                let page = try await database.read { try AccountQueries($0).page(after: after, limit: 3) }
                guard !page.isEmpty else { break }
                seen += page.map(\.user.username)
            }
            #expect(seen == (0..<7).map { "user\($0)" })
        }
    }

    @Test("The attempts of one address count within their window", arguments: TestEngine.allCases)
    func throttle(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let start = Samples.moment
            let (soon, late) = (start.advanced(bySeconds: 60), start.advanced(bySeconds: 4_000))
            try await database.write { connection throws in
                let queries = SignInThrottleQueries(connection)
                #expect(try queries.find("192.0.2.1") == nil)
                _ = try queries.countFailure("192.0.2.1", at: start, windowBegan: start)
                let second = try queries.countFailure("192.0.2.1", at: soon, windowBegan: start)
                #expect(second == SignInThrottle(failed: 2, windowStart: start))
                try queries.lock("192.0.2.1", until: late)
                #expect(try queries.find("192.0.2.1")?.lockedUntil == late)
                let third = try queries.countFailure("192.0.2.1", at: late, windowBegan: soon)
                #expect(third == SignInThrottle(failed: 1, windowStart: late))
                try queries.clear("192.0.2.1")
                #expect(try queries.find("192.0.2.1") == nil)
            }
        }
    }
}
