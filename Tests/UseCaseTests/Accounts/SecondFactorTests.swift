// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing
@testable import UseCases

@Suite("The second factor")
struct SecondFactorTests {
    private static let password = "Correct-horse7"

    /// A signed-in person with a password, who has just given it.
    private func withClerk(
        _ engine: TestEngine, _ settings: @Sendable (inout AccountSettings) -> Void = { _ in },
        _ body: (Office, Caller) async throws -> Void
    ) async throws {
        try await Office.open(engine, settings) { office in
            let caller = try await office.caller("clerk", .national)
            let user = try #require(caller.user)
            let hash = try await office.useCases.hash(Self.password)
            let now = office.bench.now()
            try await office.useCases.database.write {
                try AccountQueries($0).setPassword(user.id, hash: hash, mustChange: false, at: now)
            }
            try await body(office, caller)
        }
    }

    /// The code that the person's phone shows now, or so many steps later.
    private func code(_ office: Office, _ caller: Caller, later steps: Int64 = 0) async throws -> String {
        let user = try #require(caller.user)
        let stored = try await office.useCases.database.read { try SecondFactorQueries($0).find(user.id) }
        let factor = try #require(stored)
        let codes = try #require(office.useCases.codes(of: factor))
        return codes.code(at: TimedCode.step(at: office.bench.now()) + steps)
    }

    /// Turns it on. Returns the recovery codes.
    private func enrol(_ office: Office, _ caller: Caller) async throws -> [String] {
        try await office.useCases.beginSecondFactor(caller)
        return try await office.useCases.finishSecondFactor(caller, code: try await code(office, caller))
    }

    private func step(_ office: Office) async throws -> SignInStep {
        try await office.useCases.signIn(
            username: "clerk", password: Self.password, address: "10.0.0.1", userAgent: nil)
    }

    private func signIn(_ office: Office, code: String) async throws -> UseCaseError.Cause? {
        guard case .codeNeeded(let ticket) = try await step(office) else {
            Issue.record("no code was asked for")
            return nil
        }
        return try await cause {
            _ = try await office.useCases.signIn(ticket: ticket, code: code, address: "10.0.0.1", userAgent: nil)
        }
    }

    private static let wrongCode = UseCaseError.Cause.invalid([
        ValidationFailure(field: "code", message: "signIn.wrongCode")
    ])

    @Test(
        "Codes are those of RFC 6238, appendix B, with six digits",
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ])
    func vectors(seconds: Int64, expected: String) {
        let codes = TimedCode(secret: Array("12345678901234567890".utf8))
        let moment = Instant(milliseconds: seconds * 1000)
        #expect(codes.code(at: TimedCode.step(at: moment)) == expected)
        #expect(codes.text == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        for shift: Int64 in [-30, 0, 30] {
            #expect(codes.step(of: expected, at: moment.advanced(bySeconds: shift)) != nil)
        }
        for shift: Int64 in [-61, 61] where seconds > 100 {
            #expect(codes.step(of: expected, at: moment.advanced(bySeconds: shift)) == nil)
        }
    }

    @Test("It is on after a first code, and signing in asks for one from then on", arguments: TestEngine.both)
    func enrolment(engine: TestEngine) async throws {
        try await withClerk(engine) { office, caller in
            let other = try await office.signIn("clerk", Self.password)
            try await office.useCases.beginSecondFactor(caller)
            #expect(try await office.useCases.secondFactor(caller).offer != nil)
            // It does not count before it was proved.
            guard case .signedIn = try await step(office) else {
                Issue.record("a code was asked for too early")
                return
            }
            let wrong = try await cause {
                _ = try await office.useCases.finishSecondFactor(caller, code: "000000")
            }
            #expect(wrong == Self.wrongCode)
            let codes = try await office.useCases.finishSecondFactor(caller, code: try await code(office, caller))
            #expect(
                Set(codes).count == 10 && codes.allSatisfy { $0.wholeMatch(of: #/[a-z0-9]{5}-[a-z0-9]{5}/#) != nil })
            #expect(try await office.useCases.session(secret: other) == nil)
            let state = try await office.useCases.secondFactor(caller)
            #expect(state.isOn && state.offer == nil && state.recoveryCodesLeft == 10)
            #expect(try await signIn(office, code: "000000") == Self.wrongCode)
            #expect(try await signIn(office, code: try await code(office, caller, later: 1)) == nil)
        }
    }

    @Test("A secret that was begun is shown while the password is fresh, and void after a quarter of an hour")
    func unfinished() async throws {
        try await withClerk(.sqlite) { office, caller in
            let useCases = office.useCases
            try await useCases.beginSecondFactor(caller)
            #expect(try await useCases.secondFactor(caller).offer != nil)
            office.bench.advance(seconds: 601)
            #expect(try await useCases.secondFactor(caller).offer == nil)
            office.bench.advance(seconds: 299)
            let code = try await code(office, caller)
            try await useCases.confirm(caller, password: Self.password)
            #expect(try await useCases.secondFactor(caller).offer == nil)
            let late = try await cause { _ = try await useCases.finishSecondFactor(caller, code: code) }
            #expect(late == .conflict(reason: "secondFactor.notBegun"))
        }
    }

    @Test("A code works once, from the phone as from the list", arguments: TestEngine.both)
    func once(engine: TestEngine) async throws {
        try await withClerk(engine) { office, caller in
            let recovery = try await enrol(office, caller)
            office.bench.advance(seconds: 60)
            let fresh = try await code(office, caller)
            #expect(try await signIn(office, code: fresh) == nil)
            #expect(try await signIn(office, code: fresh) == Self.wrongCode)
            #expect(try await signIn(office, code: recovery[3].uppercased()) == nil)
            #expect(try await signIn(office, code: recovery[3]) == Self.wrongCode)
            #expect(try await office.useCases.secondFactor(caller).recoveryCodesLeft == 9)
            let made = try await office.useCases.renewRecoveryCodes(caller)
            #expect(try await signIn(office, code: recovery[4]) == Self.wrongCode)
            #expect(try await signIn(office, code: made[0].filter { $0 != "-" }) == nil)
        }
    }

    @Test("Two who bring the same code at once: one comes in", arguments: TestEngine.both)
    func race(engine: TestEngine) async throws {
        try await withClerk(engine) { office, caller in
            let recovery = try await enrol(office, caller)
            guard case .codeNeeded(let ticket) = try await step(office) else { return }
            let useCases = office.useCases
            let entered = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        do {
                            _ = try await useCases.signIn(
                                ticket: ticket, code: recovery[0], address: nil, userAgent: nil)
                            return true
                        } catch is UseCaseError { return false }
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(entered == 1)
        }
    }

    @Test("Wrong codes lock the name like wrong passwords, and the right password doesn't forget them")
    func lockOut() async throws {
        try await withClerk(.sqlite) { office, caller in
            _ = try await enrol(office, caller)
            for _ in 1...5 { #expect(try await signIn(office, code: "000000") == Self.wrongCode) }
            guard case .locked? = try await cause(of: { _ = try await step(office) }) else {
                Issue.record("the name is not locked")
                return
            }
        }
    }

    @Test("The ticket between password and code ends with its time and with the password")
    func ticket() async throws {
        try await withClerk(.sqlite) { office, caller in
            let recovery = try await enrol(office, caller)
            func use(_ ticket: String) async throws -> UseCaseError.Cause? {
                try await cause {
                    _ = try await office.useCases.signIn(
                        ticket: ticket, code: recovery[0], address: nil, userAgent: nil)
                }
            }
            guard case .codeNeeded(let first) = try await step(office) else { return }
            #expect(try await use(first + "x") == .notSignedIn)
            #expect(try await use("") == .notSignedIn)
            office.bench.advance(seconds: 301)
            #expect(try await use(first) == .notSignedIn)
            guard case .codeNeeded(let second) = try await step(office) else { return }
            try await office.useCases.changePassword(caller, from: Self.password, to: "Better-horse8")
            #expect(try await use(second) == .notSignedIn)
        }
    }

    @Test("Giving the password again asks for a code too", arguments: TestEngine.both)
    func confirmation(engine: TestEngine) async throws {
        try await withClerk(engine) { office, caller in
            let recovery = try await enrol(office, caller)
            office.bench.advance(seconds: 601)
            let useCases = office.useCases
            #expect(try await cause { try await useCases.endSecondFactor(caller) } == .confirmationNeeded)
            #expect(try await cause { try await useCases.confirm(caller, password: Self.password) } == Self.wrongCode)
            let wrong = try await cause {
                try await useCases.confirm(caller, password: "Wrong-horse7", code: recovery[0])
            }
            #expect(wrong == .invalid([ValidationFailure(field: "password", message: "password.wrongOld")]))
            #expect(try await cause { try await useCases.endSecondFactor(caller) } == .confirmationNeeded)
            try await useCases.confirm(caller, password: Self.password, code: recovery[0])
            try await useCases.endSecondFactor(caller)
            guard case .signedIn = try await step(office) else {
                Issue.record("a code is still asked for")
                return
            }
        }
    }

    @Test("Who must have one may do nothing else before, and can't turn it off", arguments: TestEngine.both)
    func demanded(engine: TestEngine) async throws {
        try await withClerk(engine, { $0.secondFactorRoles = [.national] }) { office, _ in
            let useCases = office.useCases
            let secret = try await office.signIn("clerk", Self.password)
            let session = try #require(try await useCases.session(secret: secret))
            let caller = Caller(who: .user(session.user), door: .session(idHash: session.idHash))
            #expect(caller.verdict(.addPairing, on: .installation) == .refused(rule: "rule.enrolFirst"))
            _ = try await enrol(office, caller)
            let after = try #require(try await useCases.session(secret: secret))
            let settled = Caller(who: .user(after.user), door: .session(idHash: after.idHash))
            #expect(settled.may(.addPairing, on: .installation))
            let cause = try await cause { try await useCases.endSecondFactor(settled) }
            #expect(cause == .conflict(reason: "secondFactor.demanded"))
        }
    }

    @Test("The database holds neither the secret nor a recovery code, and another installation can't read it")
    func sealed() async throws {
        try await withClerk(.sqlite) { office, caller in
            try await office.useCases.beginSecondFactor(caller)
            let secret = try #require(try await office.useCases.secondFactor(caller).offer?.secret)
            let recovery = try await office.useCases.finishSecondFactor(caller, code: try await code(office, caller))
            let user = try #require(caller.user)
            let stored = try await office.useCases.database.read { try SecondFactorQueries($0).find(user.id) }
            let factor = try #require(stored)
            let hashes = try await office.useCases.database.read { connection in
                try connection.rows("SELECT code_hash FROM recovery_code").map { try $0.text(0) }
            }
            #expect(!factor.sealedSecret.contains(secret))
            #expect(hashes.count == 10 && Set(hashes).isDisjoint(with: recovery))
            #expect(Set(hashes).isDisjoint(with: recovery.map { sha256($0.filter { $0 != "-" }) }))
            var surroundings = office.useCases.surroundings
            surroundings.signingSecret = Array(repeating: 1, count: 32)
            let elsewhere = UseCases(database: office.useCases.database, surroundings: surroundings)
            #expect(elsewhere.codes(of: factor) == nil && office.useCases.codes(of: factor)?.text == secret)
        }
    }
}

@Suite("Seals")
struct SealTests {
    @Test("What was sealed opens with the same key, purpose and context, and not when a letter was changed")
    func opens() throws {
        let seal = Seal(.form, secret: [1, 2, 3])
        let text = try seal.seal("a=1&b=2", context: "session", nonce: (1, 2))
        #expect(seal.open(text, context: "session") == "a=1&b=2")
        #expect(seal.open(text, context: "other") == nil)
        #expect(Seal(.signInTicket, secret: [1, 2, 3]).open(text, context: "session") == nil)
        #expect(Seal(.form, secret: [1, 2, 4]).open(text, context: "session") == nil)
        let changed = (text.first == "A" ? "B" : "A") + text.dropFirst()
        #expect(seal.open(changed, context: "session") == nil)
        #expect(seal.open("", context: "session") == nil)
        #expect(Seal(.form, secret: [1]).keyID != Seal(.form, secret: [2]).keyID)
    }
}
