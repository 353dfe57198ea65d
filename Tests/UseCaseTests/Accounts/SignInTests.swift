// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing
@testable import UseCases

@Suite("Signing in")
struct SignInTests {
    private static let password = "Correct-horse7"

    private func withClerk(
        _ engine: TestEngine, mustChange: Bool = false, _ body: (Office, User) async throws -> Void
    ) async throws {
        try await Office.open(engine) { office in
            let caller = try await office.caller("clerk", .national, mustChange: mustChange)
            let user = try #require(caller.user)
            let hash = try await office.useCases.hash(Self.password)
            let now = office.bench.now()
            try await office.useCases.database.write {
                try AccountQueries($0).setPassword(user.id, hash: hash, mustChange: mustChange, at: now)
            }
            try await body(office, user)
        }
    }

    private func signIn(
        _ office: Office, _ username: String = "clerk", _ password: String = password, from address: String = "10.0.0.1"
    ) async throws -> String {
        try await office.signIn(username, password, from: address)
    }

    @Test("The right password opens a session that ends by signing out", arguments: TestEngine.both)
    func session(engine: TestEngine) async throws {
        try await withClerk(engine) { office, user in
            let secret = try await signIn(office)
            let session = try #require(try await office.useCases.session(secret: secret))
            #expect(session.user.id == user.id)
            #expect(session.user.grants == [.national])
            #expect(try await office.useCases.session(secret: secret + "x") == nil)
            let other = try await signIn(office)
            #expect(other != secret)
            #expect(try await office.useCases.session(secret: other)?.formToken != session.formToken)
            try await office.useCases.signOut(secret: secret)
            #expect(try await office.useCases.session(secret: secret) == nil)
            #expect(try await office.useCases.session(secret: other) != nil)
            #expect(try await office.history("user", user.id.text) == ["user.signIn", "user.signIn", "user.signOut"])
        }
    }

    @Test("The database holds neither the secret of a session nor a password")
    func onlyDigests() async throws {
        try await withClerk(.sqlite) { office, _ in
            let secret = try await signIn(office)
            let rows = try await office.useCases.database.read { connection in
                try connection.rows("SELECT id_hash, csrf_secret FROM session")
                    + connection.rows("SELECT username, password_hash FROM account")
            }
            for row in rows {
                for column in 0..<2 {
                    let text = try row.text(column)
                    #expect(!text.contains(secret) && !text.contains(Self.password))
                }
            }
        }
    }

    @Test("An idle session ends, a used one lives on to its absolute end", arguments: TestEngine.both)
    func expiry(engine: TestEngine) async throws {
        try await withClerk(engine) { office, _ in
            let secret = try await signIn(office)
            for _ in 0..<14 {
                office.bench.advance(seconds: 50 * 60)
                guard try await office.useCases.session(secret: secret) != nil else {
                    Issue.record("the session ended although it was used")
                    return
                }
            }
            office.bench.advance(seconds: 50 * 60)
            #expect(try await office.useCases.session(secret: secret) == nil)
            let idle = try await signIn(office)
            office.bench.advance(seconds: 61 * 60)
            #expect(try await office.useCases.session(secret: idle) == nil)
        }
    }

    @Test("Five wrong passwords lock a name for half an hour, whether it exists or not", arguments: TestEngine.both)
    func lockOut(engine: TestEngine) async throws {
        try await withClerk(engine) { office, _ in
            for name in ["clerk", "nobody"] {
                for attempt in 1...5 {
                    let cause = try await cause {
                        _ = try await signIn(office, name, "Wrong-horse7", from: "10.0.0.\(attempt)")
                    }
                    let failure = ValidationFailure(field: "password", message: "signIn.wrongPassword")
                    #expect(cause == .invalid([failure]), "\(name) \(attempt)")
                }
                let cause = try await cause { _ = try await signIn(office, name, from: "10.0.1.1") }
                guard case .locked? = cause else {
                    Issue.record("\(name) is not locked: \(String(describing: cause))")
                    continue
                }
            }
            office.bench.advance(seconds: 31 * 60)
            _ = try await signIn(office)
        }
    }

    @Test(
        "An unknown name, a disabled and an invited person get the same answers, before and after the lock",
        arguments: TestEngine.both)
    func tellsNothing(engine: TestEngine) async throws {
        try await withClerk(engine) { office, user in
            for (name, state) in [("disabled", UserState.disabled), ("invited", .invited)] {
                let person = try #require(try await office.caller(name, .national).user)
                let hash = state == .disabled ? try await office.useCases.hash(Self.password) : nil
                let now = office.bench.now()
                try await office.useCases.database.write { connection in
                    let accounts = AccountQueries(connection)
                    try accounts.setPassword(person.id, hash: hash, mustChange: false, at: now)
                    let revision = try #require(try accounts.find(person.id)).revision
                    _ = try accounts.update(person.with { $0.state = state }, revision: revision, at: now)
                }
            }
            var answers: [String: [UseCaseError.Cause?]] = [:]
            for name in ["nobody", "disabled", "invited"] {
                for _ in 1...6 {
                    var cause = try await cause { _ = try await signIn(office, name, from: "10.0.0.\(name.count)") }
                    if case .locked = cause { cause = .locked(until: 0) }
                    answers[name, default: []].append(cause)
                }
            }
            let failure = ValidationFailure(field: "password", message: "signIn.wrongPassword")
            let expected = Array(repeating: UseCaseError.Cause.invalid([failure]), count: 5) + [.locked(until: 0)]
            for (name, found) in answers { #expect(found == expected, "\(name)") }
        }
    }

    @Test("Many wrong passwords from one address lock the address")
    func lockOutOfAddress() async throws {
        try await withClerk(.sqlite) { office, _ in
            for number in 1...20 {
                _ = try await cause { _ = try await signIn(office, "name\(number)", "Wrong-horse7") }
            }
            guard case .locked? = try await cause(of: { _ = try await signIn(office) }) else {
                Issue.record("the address is not locked")
                return
            }
            _ = try await signIn(office, from: "10.0.0.2")
        }
    }

    @Test("A success doesn't forget what was tried from the address", arguments: TestEngine.both)
    func addressStaysCounted(engine: TestEngine) async throws {
        try await withClerk(engine) { office, _ in
            for number in 1...19 {
                _ = try await cause { _ = try await signIn(office, "name\(number)", "Wrong-horse7") }
            }
            _ = try await signIn(office)
            _ = try await cause { _ = try await signIn(office, "name20", "Wrong-horse7") }
            guard case .locked? = try await cause(of: { _ = try await signIn(office) }) else {
                Issue.record("the address is not locked")
                return
            }
            let actions = try await office.history("installation", "-")
            #expect(actions.count { $0 == "installation.refuseSignIn" } == 20)
            #expect(actions.count { $0 == "installation.lockSignIn" } == 1)
        }
    }

    @Test("A wrong old password counts like a wrong sign-in, and is recorded", arguments: TestEngine.both)
    func wrongOldPassword(engine: TestEngine) async throws {
        try await withClerk(engine) { office, user in
            let caller = Caller(who: .user(user))
            func change(from old: String) async throws -> UseCaseError.Cause? {
                try await cause {
                    try await office.useCases.changePassword(caller, from: old, to: "Better-horse8")
                }
            }
            for _ in 1...5 { _ = try await change(from: "Wrong-horse7") }
            guard case .locked? = try await change(from: Self.password) else {
                Issue.record("the name is not locked")
                return
            }
            #expect(
                try await office.history("user", user.id.text)
                    == Array(repeating: "user.refusePassword", count: 5) + ["user.lockSignIn"])
        }
    }

    @Test("What is over is removed: sessions and counts", arguments: TestEngine.both)
    func tidy(engine: TestEngine) async throws {
        try await withClerk(engine) { office, _ in
            _ = try await signIn(office)
            _ = try await cause { _ = try await signIn(office, "nobody") }
            #expect(try await office.useCases.tidy() == 0)
            office.bench.advance(seconds: 61 * 60)
            // The clerk's two sessions, and counts at a name and an address.
            #expect(try await office.useCases.tidy() == 4)
        }
    }

    @Test("A disabled person can't sign in and loses the session")
    func disabled() async throws {
        try await withClerk(.sqlite) { office, user in
            let secret = try await signIn(office)
            let now = office.bench.now()
            let disabled = user.with { $0.state = .disabled }
            try await office.useCases.database.write { connection in
                let revision = try #require(try AccountQueries(connection).find(user.id)).revision
                #expect(try AccountQueries(connection).update(disabled, revision: revision, at: now))
            }
            #expect(try await office.useCases.session(secret: secret) == nil)
            #expect(try await cause { _ = try await signIn(office) } != nil)
        }
    }

    @Test(
        "Changing the password asks for the old one and ends the other sessions; tokens end where it was one's own will",
        arguments: TestEngine.both)
    func changePassword(engine: TestEngine) async throws {
        try await withClerk(engine, mustChange: true) { office, _ in
            let useCases = office.useCases
            let (secret, other) = (try await signIn(office), try await signIn(office))
            let session = try #require(try await useCases.session(secret: secret))
            let caller = Caller(who: .user(session.user), door: .session(idHash: session.idHash))
            #expect(session.user.mustChangePassword)
            let wrong = try await cause {
                try await useCases.changePassword(caller, from: "Wrong-horse7", to: "Better-horse8")
            }
            #expect(wrong == .invalid([ValidationFailure(field: "old", message: "password.wrongOld")]))
            let same = try await cause {
                try await useCases.changePassword(caller, from: Self.password, to: Self.password)
            }
            #expect(same == .invalid([ValidationFailure(field: "new", message: "password.sameAsOld")]))
            let user = session.user.id
            let token = AccessToken(
                id: office.useCases.surroundings.identifier(), account: user, name: "n", scope: .read,
                createdAt: office.bench.now(), endsAt: office.bench.now().advanced(bySeconds: 86_400))
            try await useCases.database.write { try AccessTokenQueries($0).insert(token, secretHash: "h") }
            try await useCases.changePassword(caller, from: Self.password, to: "Better-horse8")
            let now = office.bench.now()
            func countTokens() async throws -> Int {
                try await useCases.database.read { try AccessTokenQueries($0).countLive(of: user, at: now) }
            }
            #expect(try await countTokens() == 1)
            let free = try #require(try await useCases.session(secret: secret))
            #expect(!free.user.mustChangePassword)
            #expect(try await useCases.listSessions(caller).map(\.isPresent) == [true])
            #expect(try await useCases.session(secret: other) == nil)
            _ = try await signIn(office, "clerk", "Better-horse8")
            let willing = Caller(who: .user(free.user), door: .session(idHash: free.idHash))
            try await useCases.changePassword(
                willing, from: "Better-horse8", to: "Kept-horse10!", keepingTokens: true)
            #expect(try await countTokens() == 1)
            try await useCases.changePassword(willing, from: "Kept-horse10!", to: "Third-horse9!")
            #expect(try await countTokens() == 0)
        }
    }

    @Test("Under a first password no token is made", arguments: TestEngine.both)
    func makesNoToken(engine: TestEngine) async throws {
        try await withClerk(engine, mustChange: true) { office, _ in
            let secret = try await signIn(office)
            let session = try #require(try await office.useCases.session(secret: secret))
            let caller = Caller(who: .user(session.user), door: .session(idHash: session.idHash))
            let wanted = NewToken(name: "n", scope: .read, days: 1)
            #expect(
                try await cause { _ = try await office.useCases.createToken(caller, wanted) }
                    == .forbidden(reason: "rule.changePasswordFirst"))
        }
    }
}
