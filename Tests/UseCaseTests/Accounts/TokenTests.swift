// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing
import UseCases

@Suite("Personal access tokens")
struct TokenTests {
    private static let week = NewToken(name: "Exchange", scope: .write, days: 7)

    private func opens(_ office: Office, _ secret: String) async throws -> Caller? {
        try await office.useCases.callerOfToken(secret: secret, address: "10.0.0.9", requestID: "r")
    }

    @Test("A token opens for its holder until its last day, and the record names it", arguments: TestEngine.both)
    func lifetime(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let holder = try await office.officeOf(office.own)
            let made = try await office.useCases.createToken(holder, Self.week)
            #expect(made.secret.wholeMatch(of: #/jd_[A-Za-z0-9_-]{43}/#) != nil)
            let caller = try #require(try await opens(office, made.secret))
            #expect(caller.user == holder.user)
            #expect(caller.door == .token(id: made.token.id.text, scope: .write))
            #expect(caller.address == "10.0.0.9" && caller.requestID == "r")
            office.bench.advance(seconds: 7 * 86_400 - 60)
            #expect(try await opens(office, made.secret) != nil)
            office.bench.advance(seconds: 60)
            #expect(try await opens(office, made.secret) == nil)
            let id = try #require(holder.user).id.text
            #expect(try await office.history("user", id) == ["user.createToken"])
        }
    }

    @Test(
        "What is no token opens nothing", arguments: ["", "jd_", "jd_x", "Bearer", String(repeating: "x", count: 500)])
    func unknown(secret: String) async throws {
        try await Office.open(.sqlite) { office in
            let made = try await office.useCases.createToken(try await office.officeOf(office.own), Self.week)
            #expect(try await opens(office, secret) == nil)
            #expect(try await opens(office, made.secret + "x") == nil)
            #expect(try await opens(office, String(made.secret.dropLast())) == nil)
        }
    }

    @Test("A revoked token and one of a disabled person open nothing", arguments: TestEngine.both)
    func ends(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let (holder, other) = (try await office.officeOf(office.own), try await office.officeOf(office.foreign))
            let (first, second) = (
                try await useCases.createToken(holder, Self.week), try await useCases.createToken(holder, Self.week)
            )
            let foreign = try await cause { try await useCases.revokeToken(other, id: first.token.id.text) }
            #expect(foreign == .notFound)
            #expect(try await opens(office, first.secret) != nil)
            try await useCases.revokeToken(holder, id: first.token.id.text)
            #expect(try await opens(office, first.secret) == nil)
            #expect(try await opens(office, second.secret) != nil)
            let again = try await cause { try await useCases.revokeToken(holder, id: first.token.id.text) }
            #expect(again == .notFound)
            let user = try #require(holder.user)
            let now = office.bench.now()
            try await useCases.database.write { connection in
                let revision = try #require(try AccountQueries(connection).find(user.id)).revision
                _ = try AccountQueries(connection).update(
                    user.with { $0.state = .disabled }, revision: revision, at: now)
            }
            #expect(try await opens(office, second.secret) == nil)
        }
    }

    @Test("A token made for reading reads and does nothing else, one made for writing does what its holder may")
    func scopes() async throws {
        try await Office.open(.sqlite) { office in
            let holder = try await office.officeOf(office.own)
            let object = RuleObject(
                pairing: PairingScope(
                    id: office.own.id, ancestors: [], oldAreaProvince: office.own.oldArea.division.province,
                    easternProvince: office.own.eastern.division.province))
            for (scope, mayWrite) in [(TokenScope.read, false), (.write, true)] {
                let made = try await office.useCases.createToken(holder, NewToken(name: "n", scope: scope, days: 1))
                let caller = try #require(try await opens(office, made.secret))
                #expect(caller.may(.readPlan, on: object))
                #expect(caller.may(.adoptDraft, on: object) == mayWrite)
                let cause = try await cause {
                    _ = try await office.useCases.createToken(caller, Self.week)
                }
                #expect(cause == (mayWrite ? .confirmationNeeded : .forbidden(reason: "rule.tokenReadsOnly")))
            }
        }
    }

    @Test("A token of a person who must change the password still opens, and only the session is barred")
    func mustChange() async throws {
        try await Office.open(.sqlite) { office in
            let holder = try await office.caller("clerk", .national)
            let made = try await office.useCases.createToken(holder, Self.week)
            let barred = try #require(holder.user).with { $0.mustChangePassword = true }
            try await office.useCases.database.write { connection in
                let revision = try #require(try AccountQueries(connection).find(barred.id)).revision
                #expect(try AccountQueries(connection).update(barred, revision: revision, at: office.bench.now()))
            }
            let caller = try #require(try await opens(office, made.secret))
            let object = RuleObject(pairing: nil)
            let session = Caller(who: .user(barred), door: holder.door)
            #expect(caller.may(.addPairing, on: object) && !session.may(.addPairing, on: object))
        }
    }

    @Test(
        "The days and the name of a token have their limits",
        arguments: [
            ("n", 1, []), ("n", 366, []), ("n", 0, ["token.daysForm"]), ("n", 367, ["token.daysForm"]),
            (" ", 1, ["token.nameForm"]),
            (String(repeating: "n", count: 65), -1, ["token.nameForm", "token.daysForm"]),
        ])
    func limits(name: String, days: Int, expected: [String]) async throws {
        try await Office.open(.sqlite) { office in
            let holder = try await office.officeOf(office.own)
            let cause = try await cause {
                _ = try await office.useCases.createToken(holder, NewToken(name: name, scope: .read, days: days))
            }
            guard case .invalid(let failures)? = cause else {
                #expect(cause == nil && expected.isEmpty)
                return
            }
            #expect(failures.map(\.message) == expected)
        }
    }

    @Test("The last use is noted once a minute, with its address", arguments: TestEngine.both)
    func lastUse(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let holder = try await office.officeOf(office.own)
            let made = try await office.useCases.createToken(holder, Self.week)
            func lastUse() async throws -> Instant? {
                try await office.useCases.listTokens(holder).first?.lastUsedAt
            }
            #expect(try await lastUse() == nil)
            _ = try await opens(office, made.secret)
            let first = try #require(try await lastUse())
            office.bench.advance(seconds: 30)
            _ = try await opens(office, made.secret)
            #expect(try await lastUse() == first)
            office.bench.advance(seconds: 31)
            _ = try await opens(office, made.secret)
            #expect(try #require(try await lastUse()) > first)
            #expect(try await office.useCases.listTokens(holder).first?.lastAddress == "10.0.0.9")
        }
    }

    @Test("The command line makes tokens for others, nobody else does", arguments: TestEngine.both)
    func commandLine(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let holder = try await office.caller("clerk", .national)
            let made = try await office.useCases.createToken(.local, Self.week, for: "clerk")
            #expect(try await opens(office, made.secret)?.user == holder.user)
            #expect(try await office.useCases.listTokens(.local, of: "clerk").map(\.id) == [made.token.id])
            for name in ["nobody", nil] {
                let unknown = try await cause {
                    _ = try await office.useCases.createToken(.local, Self.week, for: name)
                }
                #expect(unknown == .notFound)
            }
            let admin = try await office.caller("admin", .systemAdmin)
            let foreign = try await cause {
                _ = try await office.useCases.createToken(admin, Self.week, for: "clerk")
            }
            #expect(foreign == .notFound)
            try await office.useCases.revokeToken(.local, id: made.token.id.text)
            #expect(try await opens(office, made.secret) == nil)
        }
    }

    @Test("The database holds no secret of a token")
    func onlyDigests() async throws {
        try await Office.open(.sqlite) { office in
            let made = try await office.useCases.createToken(try await office.officeOf(office.own), Self.week)
            let texts = try await office.useCases.database.read { connection in
                try connection.rows("SELECT secret_hash FROM access_token UNION ALL SELECT after FROM audit_event")
                    .compactMap { try $0.textOrNil(0) }
            }
            #expect(texts.count == 2 && texts.allSatisfy { !$0.contains(made.secret.dropFirst(3)) })
        }
    }
}

@Suite("Giving the password again")
struct ConfirmationTests {
    @Test("What is dangerous asks for the password once it was given ten minutes ago", arguments: TestEngine.both)
    func expires(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let holder = try await office.officeOf(office.own)
            func make() async throws -> UseCaseError.Cause? {
                try await cause {
                    _ = try await office.useCases.createToken(holder, NewToken(name: "n", scope: .read, days: 1))
                }
            }
            #expect(try await make() == nil)
            office.bench.advance(seconds: 601)
            let before = try await office.rowCounts()
            #expect(try await make() == .confirmationNeeded)
            #expect(try await office.rowCounts() == before)
        }
    }

    @Test("Without a session or a token nothing was ever confirmed")
    func withoutDoor() async throws {
        try await Office.open(.sqlite) { office in
            let holder = try await office.officeOf(office.own)
            let doorless = Caller(who: holder.who)
            let cause = try await cause {
                _ = try await office.useCases.createToken(doorless, NewToken(name: "n", scope: .read, days: 1))
            }
            #expect(cause == .confirmationNeeded)
        }
    }
}
