// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import EngineTesting
import Foundation
import SQLCore
import Storage
import Synchronization
import Testing
import UseCases

/// A clock and a source of numbers that tests move, so that nothing depends on the time of day.
final class Bench: Sendable {
    private struct State {
        var milliseconds: Int64 = 1_800_000_000_000
        var seed: UInt64
    }
    private let state: Mutex<State>

    init(seed: UInt64) { state = Mutex(State(seed: seed)) }

    /// Each look moves the clock by a millisecond, so that identities made one after the other sort so.
    func now() -> Instant {
        state.withLock { state in
            state.milliseconds += 1
            return Instant(milliseconds: state.milliseconds)
        }
    }

    func advance(seconds: Int64) { state.withLock { $0.milliseconds += seconds * 1000 } }

    func advance(to moment: Instant) { state.withLock { $0.milliseconds = max($0.milliseconds, moment.milliseconds) } }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    func number() -> UInt64 {
        state.withLock { state in
            state.seed &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state.seed
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}

/// An installation with the invented pairings, on a fresh database and a folder of its own.
struct Office: Sendable {
    let useCases: UseCases
    let bench: Bench
    let folder: URL
    /// The pairing that most tests work on, and one of other cities in other provinces.
    let own: Pairing
    let foreign: Pairing

    /// Those that ship, which name figures of the registers that ship.
    private static let forms = Result { try FormBook(ledgers: LedgerBook()) }

    static func open<Result>(
        _ engine: TestEngine, registers: LedgerBook = .none, seed: UInt64 = 7,
        _ settings: @Sendable (inout AccountSettings) -> Void = { _ in },
        _ body: (Office) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-office-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await engine.withDatabase { database in
            let bench = Bench(seed: seed)
            var surroundings = Surroundings(
                now: { bench.now() }, random: { (bench.number(), bench.number()) }, dataFolder: folder.path())
            surroundings.presets = try PresetBook()
            surroundings.accounts.passwordCost = .lowest
            surroundings.accounts.commonPasswords = try CommonPasswords()
            settings(&surroundings.accounts)
            surroundings.ledgers = registers
            surroundings.forms = try Self.forms.get()
            let useCases = UseCases(database: database, surroundings: surroundings)
            let pairings = try await addPairings(database, seed)
            _ = try await useCases.installLedgers()
            return try await body(
                Office(useCases: useCases, bench: bench, folder: folder, own: pairings.own, foreign: pairings.foreign))
        }
    }

    private static func addPairings(
        _ database: any SQLDatabase, _ seed: UInt64
    ) async throws -> (own: Pairing, foreign: Pairing) {
        let demo = try DemoDirectory()
        let term = try #require(YearSpan(from: 2022, to: 2030))
        let entry = try #require(demo.entries.last)
        // The cities of the first sample, with codes that the demonstration leaves alone.
        let places = [
            ("930000", "Province"), ("930100", entry.oldArea.name), ("940000", "Province"),
            ("940100", entry.eastern.name), ("950000", "Ash Province"), ("950100", "Ash"),
            ("960000", "Birch Province"), ("960100", "Birch"),
        ]
        return try await database.write { connection in
            for (code, name) in places {
                let division = Division(code: try #require(DivisionCode(code)), name: name, romanised: name)
                try DivisionQueries(connection).save(division)
            }
            func add(_ number: UInt64, _ code: String, _ oldArea: Division, _ eastern: Division) throws -> Pairing {
                let pairing = Pairing(
                    id: Identifier(at: Instant(milliseconds: 1_700_000_000_000), random: (number, seed)), code: code,
                    kind: .city,
                    oldArea: PairingParty(
                        name: oldArea.name, romanised: oldArea.romanised, division: oldArea.code),
                    eastern: PairingParty(
                        name: eastern.name, romanised: eastern.romanised, division: eastern.code),
                    region: "Hills", term: term, parent: nil)
                try PairingQueries(connection).insert(pairing)
                return pairing
            }
            func place(_ code: String) throws -> Division {
                let code = try #require(DivisionCode(code))
                return try #require(try DivisionQueries(connection).find(code))
            }
            return (
                try add(1, "home-away", try place("930100"), try place("940100")),
                try add(2, "ash-birch", try place("950100"), try place("960100"))
            )
        }
    }

    /// A signed-in person with these grants, active, in the database, who has just given the password.
    func caller(_ username: String, _ grants: RoleGrant..., mustChange: Bool = false) async throws -> Caller {
        try await caller(username, grants: grants, mustChange: mustChange)
    }

    func caller(_ username: String, grants: [RoleGrant], mustChange: Bool = false) async throws -> Caller {
        let user = User(
            id: Identifier(at: bench.now(), random: (bench.number(), bench.number())), username: username,
            displayName: "Person \(username)", grants: grants, state: .active, mustChangePassword: mustChange,
            language: .chinese)
        let (now, idHash) = (bench.now(), "session of \(username)")
        try await useCases.database.write { connection in
            try AccountQueries(connection).insert(user, passwordHash: nil, at: now)
            try SessionQueries(connection).insert(
                SessionRecord(
                    idHash: idHash, account: user.id, createdAt: now, lastSeenAt: now,
                    expiresAt: now.advanced(bySeconds: useCases.surroundings.accounts.absoluteSeconds), address: nil,
                    userAgent: nil, csrfSecret: "-",
                    confirmedAt: now))
        }
        return Caller(who: .user(user), door: .session(idHash: idHash))
    }

    /// Signs in a person without a second factor. Returns the session's secret.
    func signIn(_ username: String, _ password: String, from address: String? = nil) async throws -> String {
        let step = try await useCases.signIn(
            username: username, password: password, address: address, userAgent: "Test")
        guard case .signedIn(let secret) = step else { throw UseCaseError("session", .notSignedIn) }
        return secret
    }

    func officeOf(_ pairing: Pairing, _ side: Side = .oldArea) async throws -> Caller {
        try await caller("office-\(pairing.code)-\(side.rawValue)".lowercased(), .office(pairing.id, side))
    }

    /// An invented document of these tests, as a path.
    static func sample(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").appending(path: name).path()
    }

    /// A text in a file of the office's folder.
    func file(_ name: String, _ text: String) throws -> String {
        let path = folder.appending(path: name)
        try Data(text.utf8).write(to: path)
        return path.path()
    }

    func upload(
        _ name: String = "yunxiu-langang.txt", by caller: Caller, to pairing: Pairing? = nil
    ) async throws -> Draft {
        try await useCases.uploadDocument(
            caller, path: Self.sample(name), fileName: name, pairing: (pairing ?? own).code)
    }

    func upload(text: String, by caller: Caller) async throws -> Draft {
        try await useCases.uploadDocument(
            caller, path: try file("text.txt", text), fileName: "text.txt", pairing: own.code)
    }

    func adopt(
        _ name: String = "yunxiu-langang.txt", by caller: Caller, as target: AdoptionTarget = .newPlan,
        in pairing: Pairing? = nil
    ) async throws -> Identifier<Plan> {
        let draft = try await upload(name, by: caller, to: pairing)
        return try await useCases.adoptDraft(caller, id: draft.id.text, revision: draft.revision, as: target)
    }

    /// How many rows each table has that an operation could write: to see that a refusal wrote nothing.
    func rowCounts() async throws -> [String: Int] {
        let tables = [
            "account", "audit_event", "document", "document_text", "draft", "draft_step", "invitation", "organisation",
            "pairing", "plan", "plan_task", "plan_version", "session", "task_comment", "feedback",
        ]
        return try await useCases.database.read { connection in
            var counts: [String: Int] = [:]
            for table in tables { counts[table] = try connection.integer("SELECT count(*) FROM \(table)") }
            return counts
        }
    }

    /// The actions that were recorded about an object, oldest first.
    func history(_ kind: String, _ id: String) async throws -> [String] {
        try await useCases.database.read { try AuditQueries($0).history(of: kind, id) }.reversed().map(\.action)
    }
}

/// The cause with which an operation was refused; nil where it was carried out.
func cause(of body: () async throws -> Void) async throws -> UseCaseError.Cause? {
    do {
        try await body()
        return nil
    } catch let error as UseCaseError {
        return error.cause
    }
}
