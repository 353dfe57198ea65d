// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@Suite("Queries of sessions and tokens")
struct SessionQueryTests {
    private func session(_ hash: String, of user: User, seen: Int64 = 0) -> SessionRecord {
        SessionRecord(
            idHash: hash, account: user.id, createdAt: Samples.moment,
            lastSeenAt: Samples.moment.advanced(bySeconds: seen),
            expiresAt: Samples.moment.advanced(bySeconds: 43_200), address: "192.0.2.1", userAgent: nil,
            csrfSecret: "secret-" + hash)
    }

    @Test("A session is found with its account, and is gone when it is ended", arguments: TestEngine.allCases)
    func sessions(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let (user, other) = (Samples.user(1, "a", [.national]), Samples.user(2, "b"))
            let sessions = [session("one", of: user), session("two", of: user, seen: 9), session("three", of: other)]
            try await database.write { connection throws in
                for user in [user, other] {
                    try AccountQueries(connection).insert(user, passwordHash: nil, at: Samples.moment)
                }
                for session in sessions { try SessionQueries(connection).insert(session) }
            }
            let found = try await database.read { try SessionQueries($0).find("one") }
            #expect(found?.session == sessions[0])
            #expect(found?.account.user == user)
            try await database.write { connection throws in
                let queries = SessionQueries(connection)
                #expect(try queries.all(of: user.id) == [sessions[1], sessions[0]])
                try queries.touch("one", at: Samples.moment.advanced(bySeconds: 60))
                #expect(try queries.find("one")?.session.lastSeenAt == Samples.moment.advanced(bySeconds: 60))
                #expect(try queries.endAll(of: user.id, but: "one") == 1)
                try queries.end("one")
                #expect(try queries.all(of: user.id).isEmpty)
                #expect(try queries.all(of: other.id).count == 1)
            }
        }
    }

    @Test("Sessions that are over or idle are removed together", arguments: TestEngine.allCases)
    func removesOver(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let user = Samples.user(1, "a")
            let sessions = [session("idle", of: user), session("live", of: user, seen: 100)]
            try await database.write { connection throws in
                try AccountQueries(connection).insert(user, passwordHash: nil, at: Samples.moment)
                for session in sessions { try SessionQueries(connection).insert(session) }
                let queries = SessionQueries(connection)
                let since = Samples.moment.advanced(bySeconds: 50)
                #expect(try queries.removeOver(at: Samples.moment, idleSince: since) == 1)
                #expect(try queries.all(of: user.id).map(\.idHash) == ["live"])
                let end = Samples.moment.advanced(bySeconds: 43_200)
                #expect(try queries.removeOver(at: end, idleSince: since) == 1)
            }
        }
    }

    @Test("An invitation opens once and in time", arguments: TestEngine.allCases)
    func invitations(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            let user = Samples.user(1, "a")
            let end = Samples.moment.advanced(bySeconds: 100)
            try await database.write { connection throws in
                try AccountQueries(connection).insert(user, passwordHash: nil, at: Samples.moment)
                let queries = InvitationQueries(connection)
                try queries.insert(InvitationRecord(tokenHash: "t", account: user.id, expiresAt: end))
                #expect(try queries.use("t", at: end) == false)
                #expect(try queries.use("unknown", at: Samples.moment) == false)
                #expect(try queries.use("t", at: Samples.moment))
                #expect(try queries.use("t", at: Samples.moment) == false)
                #expect(try queries.find("t")?.usedAt == Samples.moment)
            }
        }
    }

    @Test("Only the set-up token that was issued last opens, and once", arguments: TestEngine.allCases)
    func setUpTokens(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            try await database.write { connection throws in
                let queries = SetUpTokenQueries(connection)
                try queries.issue("first", at: Samples.moment)
                try queries.issue("second", at: Samples.moment)
                #expect(try queries.isOpen("first") == false)
                #expect(try queries.isOpen("second"))
                #expect(try queries.use("second", at: Samples.moment))
                #expect(try queries.use("second", at: Samples.moment) == false)
                #expect(try queries.isOpen("second") == false)
            }
        }
    }

    @Test("A number that many raise at once is raised by each", arguments: TestEngine.allCases)
    func increments(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await database.write { try SettingQueries($0).increment("n") } }
                }
                try await group.waitForAll()
            }
            #expect(try await database.read { try SettingQueries($0).value("n") } == "8")
        }
    }

    @Test("A setting keeps the value given last", arguments: TestEngine.allCases)
    func settings(engine: TestEngine) async throws {
        try await engine.withDatabase { database in
            try await database.write { connection throws in
                let queries = SettingQueries(connection)
                #expect(try queries.value("a") == nil)
                try queries.set("a", to: "1")
                try queries.set("a", to: "2")
                #expect(try queries.value("a") == "2")
            }
        }
    }
}
