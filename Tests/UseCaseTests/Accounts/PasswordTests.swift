// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing
@testable import UseCases

@Suite("Passwords")
struct PasswordTests {
    @Test(
        "A password is long enough, has three of four kinds and holds no name",
        arguments: [
            ("Correct-horse7", []), ("abcdefghij1A", []), ("Ab1!", ["password.tooShort"]),
            ("abcdefghijkl", ["password.tooSimple"]), ("abcdefghijk1", ["password.tooSimple"]),
            ("Zhang.San-2026", ["password.holdsName"]), ("xZHANG.SAN1", ["password.holdsName"]),
            ("Ab1" + String(repeating: "x", count: 198), ["password.tooLong"]),
            ("short", ["password.tooShort", "password.tooSimple"]),
        ])
    func policy(password: String, expected: [String]) {
        let failures = PasswordPolicy.failures(of: password, username: "zhang.san", displayName: "Z")
        #expect(failures.map(\.message) == expected)
    }

    @Test("So many passwords wait in one installation; what waits in another is nothing to it")
    func queues() async throws {
        let (full, other) = (PasswordQueue(), PasswordQueue())
        let gate = DispatchSemaphore(value: 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...PasswordQueue.most { group.addTask { try await full.calculate { gate.wait() } } }
            while full.waiting < PasswordQueue.most { await Task.yield() }
            #expect(try await other.calculate { 7 } == 7)
            let refused = try await cause { try await full.calculate {} }
            #expect(refused == .busy)
            for _ in 1...PasswordQueue.most { gate.signal() }
            try await group.waitForAll()
        }
        #expect(full.waiting == 0 && other.waiting == 0)
    }

    @Test("Five passwords back may not be chosen again, the sixth may", arguments: TestEngine.both)
    func history(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let caller = try await office.caller("clerk", .national)
            let user = try #require(caller.user)
            let hash = try await useCases.hash("Chosen-horse0")
            let now = office.bench.now()
            try await useCases.database.write {
                try AccountQueries($0).setPassword(user.id, hash: hash, mustChange: false, at: now)
            }
            for number in 1...5 {
                try await useCases.changePassword(
                    caller, from: "Chosen-horse\(number - 1)", to: "Chosen-horse\(number)")
            }
            for number in 1...4 {
                let cause = try await cause {
                    try await useCases.changePassword(caller, from: "Chosen-horse5", to: "Chosen-horse\(number)")
                }
                let failure = ValidationFailure(
                    field: "new", message: "password.usedBefore", arguments: ["count": "5"])
                #expect(cause == .invalid([failure]), "\(number)")
            }
            try await useCases.changePassword(caller, from: "Chosen-horse5", to: "Chosen-horse0")
            let kept = try await useCases.database.read { try PasswordHistoryQueries($0).hashes(of: user.id) }
            #expect(kept.count == 5)
        }
    }

    @Test(
        "A password that is too old must be changed at the sign-in, where the setting asks for it",
        arguments: [(90, 91, true), (90, 89, false), (0, 4000, false)])
    func age(days: Int, passed: Int64, mustChange: Bool) async throws {
        try await Office.open(.sqlite, { $0.passwordDays = days }) { office in
            let user = try #require(try await office.caller("clerk", .national).user)
            let hash = try await office.useCases.hash("Correct-horse7")
            let now = office.bench.now()
            try await office.useCases.database.write {
                try AccountQueries($0).setPassword(user.id, hash: hash, mustChange: false, at: now)
            }
            office.bench.advance(seconds: passed * 86_400)
            let secret = try await office.signIn("clerk", "Correct-horse7")
            let session = try #require(try await office.useCases.session(secret: secret))
            #expect(session.user.mustChangePassword == mustChange)
            let caller = Caller(who: .user(session.user), door: .session(idHash: session.idHash))
            #expect(caller.may(.addPairing, on: .installation) == !mustChange)
            if mustChange {
                try await office.useCases.changePassword(caller, from: "Correct-horse7", to: "Better-horse8")
                let again = try await office.signIn("clerk", "Better-horse8")
                #expect(try await office.useCases.session(secret: again)?.user.mustChangePassword == false)
            }
        }
    }

    @Test("A hash matches its password and no other, after it was stored and read")
    func roundTrip() throws {
        let salt = Array(UInt8(0)..<16)
        let hash = try PasswordHash(of: "Correct-horse7", salt: salt, cost: .lowest)
        let stored = try #require(PasswordHash(hash.text))
        #expect(stored == hash)
        #expect(try stored.matches("Correct-horse7"))
        #expect(try !stored.matches("correct-horse7"))
        #expect(try PasswordHash(of: "Correct-horse7", salt: Array(UInt8(1)..<17), cost: .lowest).key != hash.key)
    }

    @Test("The same password typed composed or decomposed is the same")
    func normalisation() throws {
        let hash = try PasswordHash(of: "Caf\u{E9}-horse7", salt: [1], cost: .lowest)
        #expect(try hash.matches("Cafe\u{301}-horse7"))
    }

    @Test("The default cost is scrypt with N 2^15, r 8, p 1, and is stored with the hash")
    func cost() throws {
        #expect(PasswordCost().logRounds == 15)
        let text = try PasswordHash(of: "Correct-horse7", salt: [1, 2], cost: PasswordCost()).text
        #expect(text.hasPrefix("scrypt:15:8:1:"))
    }

    @Test(
        "What is no stored hash is not read",
        arguments: [
            "", "scrypt", "bcrypt:15:8:1:AA:AA", "scrypt:99:8:1:AA:AA", "scrypt:15:8:1:A+:AA", "scrypt:15:8:1:AA",
        ])
    func unreadable(text: String) { #expect(PasswordHash(text) == nil) }
}
