// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Synchronization
import Testing

@testable import API

@Suite("What stands before every operation")
struct ServingTests {
    @Test(
        "The form that Accept likes best is sent",
        arguments: [
            (nil, MediaType.json), ("*/*", .json), ("text/csv", .csv), ("text/*;q=0.5, application/json;q=0.4", .csv),
            ("application/x-ndjson, */*;q=0.1", .lines), ("text/html, */*;q=0.8", .json),
        ])
    func choosesForms(accept: String?, expected: MediaType) throws {
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
        let clock = Mutex(ContinuousClock.now)
        let limit = RateLimit(perMinute: 60) { clock.withLock { $0 } }
        for _ in 0..<60 { try limit.take("a") }
        #expect(throws: Problem.self) { try limit.take("a") }
        try limit.take("b")
        clock.withLock { $0 = $0.advanced(by: .seconds(1)) }
        try limit.take("a")
        do {
            try limit.take("a")
            Issue.record("the bucket was empty")
        } catch {
            #expect(error.headers[.retryAfter] == "1")
        }
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
        "A state is matched however a proxy or a program has written it",
        arguments: ["\"3\"", "W/\"3\"", "3", "\"1\", \"3\"", "*"])
    func matchesStates(field: String) { #expect(EntityTag(revision: 3).isIn(field)) }

    @Test("Another state is not matched", arguments: ["\"33\"", "", "\"2\"", "three"])
    func refusesStates(field: String) { #expect(!EntityTag(revision: 3).isIn(field)) }
}
