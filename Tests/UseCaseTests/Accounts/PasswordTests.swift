// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
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
