// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import Testing
import UseCases

@testable import API

@Suite("What stands before every operation")
struct ServingTests {
    @Test(
        "The form that Accept likes best is sent",
        arguments: [
            (nil, API.MediaType.json), ("*/*", .json), ("text/csv", .csv),
            ("text/*;q=0.5, application/json;q=0.4", .csv),
            ("application/x-ndjson, */*;q=0.1", .lines), ("text/html, */*;q=0.8", .json),
        ])
    func choosesForms(accept: String?, expected: API.MediaType) throws {
        #expect(try choose(among: [.json, .csv, .lines], accept: accept) == expected)
    }

    @Test("A form that is not on offer is refused", arguments: ["image/png", "application/json;q=0"])
    func refusesForms(accept: String) {
        #expect(throws: Problem.self) { try choose(among: [.json], accept: accept) }
    }

    @Test(
        "The language is Chinese unless English is liked better",
        arguments: [
            (nil, Language.chinese), ("en", .english), ("en-GB,en;q=0.9", .english), ("zh-CN,en;q=0.9", .chinese),
            ("fr", .chinese), ("en;q=0.2, zh;q=0.8", .chinese),
        ])
    func choosesLanguages(header: String?, expected: Language) { #expect(chooseLanguage(header) == expected) }

    @Test("A bucket gives a minute's requests at once and then one after the other")
    func limitsRequests() throws {
        let clock = Mutex(Instant(milliseconds: 1_790_000_000_000))
        let limit = RateLimit("address", perMinute: 60) { clock.withLock { $0 } }
        for _ in 0..<60 { try limit.take("a") }
        #expect(throws: UseCaseError.self) { try limit.take("a") }
        try limit.take("b")
        clock.withLock { $0 = $0.advanced(bySeconds: 1) }
        try limit.take("a")
        clock.withLock { $0 = $0.advanced(bySeconds: -30) }
        do {
            try limit.take("a")
            Issue.record("the bucket was empty")
        } catch {
            #expect(error.cause == .tooMany(retryAfter: 1))
            #expect(describe(error).headers[.retryAfter] == "1")
        }
    }

    @Test("A body that doesn't come in time is given up")
    func limitsTime() async throws {
        let (parts, sender) = AsyncStream.makeStream(of: ByteBuffer.self)
        sender.yield(ByteBuffer(string: "{"))
        let request = Request(
            head: HTTPRequest(
                method: .post, scheme: nil, authority: nil, path: "/", headerFields: [.contentType: "application/json"]),
            body: RequestBody(asyncSequence: parts))
        var settings = APISettings(uploadFolder: "/nowhere", version: "0")
        settings.bodySeconds = 0
        let error = await #expect(throws: TooSlow.self) {
            try await receiveBody(of: request, APIOperation.leaveFeedback.declaration, settings)
        }
        let problem = describe(try #require(error))
        #expect(problem.kind == .tooSlow && problem.kind.status == .requestTimeout)
        #expect(problem.headers[.connection] == "close")
        sender.finish()
    }

    @Test("Every operation that takes a body has a limit, which the document tells")
    func limitsBodies() throws {
        let settings = APISettings(uploadFolder: "/nowhere", version: "0")
        for operation in APIOperation.allCases {
            let limits = operation.declaration.limits(settings)
            if case .none = operation.declaration.body {
                #expect(limits == nil, "\(operation)")
            } else {
                #expect(try #require(limits).bytes <= settings.uploadLimit, "\(operation)")
            }
        }
        #expect(APIOperation.changePassword.declaration.limits(settings)?.bytes == 64 << 10)
        #expect(APIOperation.checkImport.declaration.limits(settings)?.bytes == 2 << 20)
        #expect(APIOperation.uploadDocument.declaration.limits(settings)?.bytes == settings.uploadLimit)
    }

    @Test("The query is read strictly")
    func readsQueries() throws {
        let parameters = [
            Declaration.Parameter(name: "limit", schema: .whole(1...1_000)),
            Declaration.Parameter(name: "q", schema: Schema(.text(0...10, .anyLine))),
        ]
        let read = try readQuery("limit=7&q=a%2Bb+c", parameters)
        #expect(read["limit"] == .whole(7) && read["q"] == .text("a+b c"))
        for text in [
            "limit=0", "limit=+7", "limit=x", "limit=", "limit=1&limit=2", "other=1", "q=%00", "q=12345678901",
        ] {
            #expect(throws: Problem.self, "\(text)") { try readQuery(text, parameters) }
        }
        #expect(throws: Problem.self) { try readQuery("q=%E4%B8", parameters) }
    }

    @Test(
        "If-Match asks for a state by strong comparison, or for any",
        arguments: [
            ("\"3\"", true), ("3", true), ("\"1\", \"3\"", true), ("\"1\",\t\"3\"", true), ("*", true), (" * ", true),
            ("W/\"3\"", false), ("\"33\"", false), ("", false), ("\"2\"", false), ("three", false), ("\"*\"", false),
            ("*, \"2\"", false), ("W/\"3\", \"2\"", false), ("\"1, 3\"", false), ("\"3", true),
        ])
    func matchesStates(field: String, expected: Bool) {
        #expect(EntityTag(revision: 3).fulfils(ifMatch: field) == expected)
    }

    @Test(
        "If-None-Match knows a state by weak comparison too",
        arguments: [
            ("\"3\"", true), ("W/\"3\"", true), ("*", true), ("\"1\", W/\"3\"", true), ("\"33\"", false), ("", false),
        ])
    func knowsStates(field: String, expected: Bool) {
        #expect(EntityTag(revision: 3).isKnown(ifNoneMatch: field) == expected)
    }
}
