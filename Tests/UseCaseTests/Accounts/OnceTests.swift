// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Synchronization
import Testing
import UseCases

@Suite("Requests that are done once")
struct OnceTests {
    private struct Interruption: Error {}

    /// How often the work was done.
    private final class Count: Sendable {
        private let value = Mutex(0)
        func add() -> Int {
            value.withLock { count in
                count += 1
                return count
            }
        }
        var now: Int { value.withLock { $0 } }
    }

    private func request(_ caller: Caller, key: String = "k", body: String = "f") throws -> OnceRequest {
        OnceRequest(
            account: try #require(caller.user).id, key: key, operation: "work /path", fingerprint: body)
    }

    /// Does the request; each time that its work is really done the answer has another number.
    private func ask(
        _ office: Office, _ request: OnceRequest, _ count: Count, failing: (any Error)? = nil, writing: Bool = true
    ) async throws -> (answer: OnceAnswer, isRepeated: Bool) {
        try await office.useCases.doOnce(request) { useCases in
            let number = count.add()
            if writing { try await useCases.database.write { try SettingQueries($0).set("test", to: "\(number)") } }
            if let failing { throw failing }
            return OnceAnswer(status: 201, tag: "\(number)", location: "/made/\(number)", body: "{\"n\":\(number)}")
        }
    }

    private func fault(_ body: () async throws -> Void) async throws -> OnceFault? {
        do {
            try await body()
            return nil
        } catch let fault as OnceFault {
            return fault
        }
    }

    @Test("The same request is done once and answered alike each time", arguments: TestEngine.both)
    func replays(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (caller, other) = (
                try await office.officeOf(office.own), try await office.officeOf(office.foreign)
            )
            let count = Count()
            let first = try await ask(office, request(caller), count)
            let second = try await ask(office, request(caller), count)
            #expect(!first.isRepeated && second.isRepeated && first.answer == second.answer && count.now == 1)
            // The key is one person's own.
            #expect(try await !ask(office, request(other), count).isRepeated)
            #expect(try await !ask(office, request(caller, key: "l"), count).isRepeated)
            #expect(count.now == 3)
        }
    }

    @Test("A key that was given to another request is refused", arguments: TestEngine.both)
    func refusesOthers(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let caller = try await office.officeOf(office.own)
            let count = Count()
            _ = try await ask(office, request(caller), count)
            let other = try await fault { _ = try await ask(office, request(caller, body: "g"), count) }
            #expect(other == .otherRequest && count.now == 1)
            #expect(try await ask(office, request(caller), count).isRepeated)
        }
    }

    @Test("A request that is under way is not begun again", arguments: TestEngine.both)
    func refusesWhileUnderWay(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let caller = try await office.officeOf(office.own)
            let (request, count) = (try request(caller), Count())
            let answer = try await office.useCases.doOnce(request) { _ in
                let inside = try await fault { _ = try await ask(office, request, count) }
                #expect(inside == .underWay && count.now == 0)
                return OnceAnswer(status: 201, tag: nil, location: nil, body: nil)
            }
            #expect(!answer.isRepeated)
            #expect(try await ask(office, request, count).isRepeated && count.now == 0)
        }
    }

    @Test("After a day the answer is forgotten and the request is done again", arguments: TestEngine.both)
    func forgets(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let caller = try await office.officeOf(office.own)
            let (request, count) = (try request(caller), Count())
            _ = try await ask(office, request, count)
            office.bench.advance(seconds: 24 * 60 * 60 - 60)
            #expect(try await ask(office, request, count).isRepeated)
            office.bench.advance(seconds: 120)
            let again = try await ask(office, request, count)
            #expect(!again.isRepeated && again.answer.location == "/made/2" && count.now == 2)
        }
    }

    @Test("Work that was refused can be tried again", arguments: TestEngine.both)
    func retriesRefusals(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let caller = try await office.officeOf(office.own)
            let (request, count) = (try request(caller), Count())
            let refused = try await cause {
                _ = try await ask(office, request, count, failing: UseCaseError("x", .notFound), writing: false)
            }
            #expect(refused == .notFound)
            #expect(try await !ask(office, request, count).isRepeated && count.now == 2)
        }
    }

    @Test(
        "What ended before it wrote is done again; what ended after it wrote is not",
        arguments: TestEngine.both, [false, true])
    func survivesFailures(engine: TestEngine, hadWritten: Bool) async throws {
        try await Office.open(engine) { office in
            let caller = try await office.officeOf(office.own)
            let (request, count) = (try request(caller), Count())
            await #expect(throws: Interruption.self) {
                _ = try await ask(office, request, count, failing: Interruption(), writing: hadWritten)
            }
            let next = try await fault { _ = try await ask(office, request, count) }
            #expect(next == (hadWritten ? .underWay : nil) && count.now == (hadWritten ? 1 : 2))
        }
    }

    @Test(
        "After a crash what had written nothing is done again once it is surely over; what had written is not",
        arguments: TestEngine.both, [OnceState.begun, .written])
    func survivesCrashes(engine: TestEngine, state: OnceState) async throws {
        try await Office.open(engine) { office in
            let caller = try await office.officeOf(office.own)
            let (request, count) = (try request(caller), Count())
            // What a program leaves behind that was killed in the middle of the work.
            let record = OnceRecord(
                account: request.account, key: request.key, operation: request.operation,
                fingerprint: request.fingerprint, state: .begun, beganAt: office.bench.now())
            try await office.useCases.database.write { connection in
                #expect(try OnceQueries(connection).begin(record))
                try OnceQueries(connection).setState(state, request.account, key: request.key)
            }
            #expect(try await fault { _ = try await ask(office, request, count) } == .underWay)
            office.bench.advance(seconds: 11 * 60)
            let later = try await fault { _ = try await ask(office, request, count) }
            #expect(later == (state == .begun ? nil : .underWay) && count.now == (state == .begun ? 1 : 0))
        }
    }
}
