// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing
@testable import UseCases

@Suite("Sessions, unlocking and resets")
struct ResetTests {
    private static let password = "Correct-horse7"

    private func person(_ office: Office, _ username: String) async throws -> Caller {
        let caller = try await office.caller(username, .national)
        let hash = try await office.useCases.hash(Self.password)
        let (id, now) = (try #require(caller.user).id, office.bench.now())
        try await office.useCases.database.write {
            try AccountQueries($0).setPassword(id, hash: hash, mustChange: false, at: now)
        }
        return caller
    }

    @Test("A person ends one session, the others, or all, and nobody else's", arguments: TestEngine.both)
    func sessions(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let (caller, other) = (try await person(office, "clerk"), try await person(office, "other"))
            let secrets = [
                try await office.signIn("clerk", Self.password), try await office.signIn("clerk", Self.password),
            ]
            let listed = try await useCases.listSessions(caller)
            #expect(listed.count == 3 && listed.count(where: \.isPresent) == 1)
            let first = try #require(try await useCases.session(secret: secrets[0])).idHash
            let foreign = try await cause { try await useCases.endSessions(other, .one(first)) }
            #expect(foreign == .notFound)
            #expect(try await useCases.session(secret: secrets[0]) != nil)
            try await useCases.endSessions(caller, .one(first))
            #expect(try await useCases.session(secret: secrets[0]) == nil)
            #expect(try await useCases.session(secret: secrets[1]) != nil)
            try await useCases.endSessions(caller, .others)
            #expect(try await useCases.session(secret: secrets[1]) == nil)
            #expect(try await useCases.listSessions(caller).map(\.isPresent) == [true])
            try await useCases.endSessions(caller, .all)
            #expect(try await useCases.listSessions(caller).isEmpty)
            #expect(try await useCases.listSessions(other).count == 1)
        }
    }

    @Test("A reset ends every session and token, and its link opens once", arguments: TestEngine.both)
    func reset(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let admin = try await office.caller("admin", .systemAdmin)
            let caller = try await person(office, "clerk")
            let id = try #require(caller.user).id.text
            let secret = try await office.signIn("clerk", Self.password)
            let token = try await useCases.createToken(caller, NewToken(name: "n", scope: .read, days: 9)).secret
            let early = try await useCases.resetPassword(admin, user: id)
            let link = try await useCases.resetPassword(admin, user: id)
            #expect(try await useCases.session(secret: secret) == nil)
            #expect(try await useCases.callerOfToken(secret: token, address: nil, requestID: nil) == nil)
            #expect(try await cause { _ = try await office.signIn("clerk", Self.password) } != nil)
            #expect(try await cause { _ = try await useCases.invitedUser(token: early.token) } == .notFound)
            let used = try await cause {
                try await useCases.acceptInvitation(token: link.token, password: Self.password)
            }
            let failure = ValidationFailure(
                field: "password", message: "password.usedBefore", arguments: ["count": "5"])
            #expect(used == .invalid([failure]))
            try await useCases.acceptInvitation(token: link.token, password: "Better-horse8")
            _ = try await office.signIn("clerk", "Better-horse8")
            let again = try await cause {
                try await useCases.acceptInvitation(token: link.token, password: "Third-horse99")
            }
            #expect(again == .notFound)
            let actions = try await office.history("user", id)
            #expect(actions.contains("user.resetPassword") && actions.contains("user.acceptReset"))
        }
    }

    @Test("A reset may take the second factor away, and only then does", arguments: [true, false])
    func resetOfSecondFactor(removing: Bool) async throws {
        try await Office.open(.sqlite) { office in
            let admin = try await office.caller("admin", .systemAdmin)
            let user = try #require(try await person(office, "clerk").user)
            let now = office.bench.now()
            try await office.useCases.database.write {
                try SecondFactorQueries($0).save(
                    SecondFactorRecord(
                        account: user.id, keyID: "k", sealedSecret: "s", lastStep: 0, createdAt: now, confirmedAt: now))
            }
            _ = try await office.useCases.resetPassword(admin, user: user.id.text, removingSecondFactor: removing)
            #expect(try await office.useCases.database.read { try SecondFactorQueries($0).isOn(user.id) } == !removing)
        }
    }

    @Test("Who administers nobody resets and unlocks nobody, and nothing is written")
    func refused() async throws {
        try await Office.open(.sqlite) { office in
            let useCases = office.useCases
            let target = try #require(try await person(office, "clerk").user).id.text
            let nobody = try await office.officeOf(office.own)
            let security = try await office.caller("security", .securityAdmin)
            let before = try await office.rowCounts()
            for caller in [nobody, security] {
                let reset = try await cause { _ = try await useCases.resetPassword(caller, user: target) }
                let unlock = try await cause { try await useCases.unlockSignIn(caller, user: target) }
                #expect(reset != nil && reset == unlock)
                #expect(caller == security ? reset != .notFound : reset == .notFound)
            }
            #expect(try await office.rowCounts() == before)
            let admin = try await office.caller("admin", .systemAdmin)
            office.bench.advance(seconds: 601)
            #expect(
                try await cause { _ = try await useCases.resetPassword(admin, user: target) } == .confirmationNeeded)
            for id in ["", "x", "019f0000-0000-7000-8000-000000000000"] {
                #expect(try await cause { try await useCases.unlockSignIn(admin, user: id) } == .notFound)
            }
        }
    }

    @Test("An administrator lets a person in again whose name was locked", arguments: TestEngine.both)
    func unlock(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let admin = try await office.caller("admin", .systemAdmin)
            let user = try #require(try await person(office, "clerk").user)
            for _ in 1...5 { _ = try await cause { _ = try await office.signIn("clerk", "Wrong-horse7") } }
            guard case .locked? = try await cause(of: { _ = try await office.signIn("clerk", Self.password) }) else {
                Issue.record("the name is not locked")
                return
            }
            try await office.useCases.unlockSignIn(admin, user: user.id.text)
            _ = try await office.signIn("clerk", Self.password)
        }
    }

    @Test("An administrator opens an address again, nobody else does", arguments: TestEngine.both)
    func unlockAddress(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let admin = try await office.caller("admin", .systemAdmin)
            let clerk = try await person(office, "clerk")
            func enter() async throws -> UseCaseError.Cause? {
                try await cause { _ = try await office.signIn("clerk", Self.password, from: "10.0.0.1") }
            }
            for number in 1...20 {
                _ = try await cause { _ = try await office.signIn("n\(number)", "Wrong-horse7", from: "10.0.0.1") }
            }
            guard case .locked? = try await enter() else {
                Issue.record("the address is not locked")
                return
            }
            let refused = try await cause { try await office.useCases.unlockSignIn(clerk, address: "10.0.0.1") }
            #expect(refused != nil)
            try await office.useCases.unlockSignIn(admin, address: "10.0.0.1")
            #expect(try await enter() == nil)
        }
    }
}
