// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import LedgerEngine

@Suite struct EntryFilterTests {
    @Test(
        "a filter is read into its conditions",
        arguments: [
            ("level:cityHead", EntryFilter.Test.oneOf(["cityHead"])),
            ("level:cityHead,county", .oneOf(["cityHead", "county"])),
            ("level:2026-01-01..2026-06-30", .within(from: "2026-01-01", to: "2026-06-30")),
            ("level:10..", .within(from: "10", to: nil)), ("level:..10", .within(from: nil, to: "10")),
            ("level~王", .contains("王")), ("level:", .missing), ("level:*", .present),
            (#"level:a\,b,c\;d"#, .oneOf(["a,b", "c;d"])), (#"level:\*"#, .oneOf(["*"])),
            (#"level~a\\b"#, .contains(#"a\b"#)), ("level:1.5..2.5", .within(from: "1.5", to: "2.5")),
            (#"level:a.\.b"#, .oneOf(["a..b"])), ("level~a:b~c", .contains("a:b~c")),
        ])
    func isRead(text: String, test: EntryFilter.Test) throws {
        #expect(try EntryFilter(text: text).conditions == [.init(field: "level", test: test)])
    }

    @Test("what is printed is read again as the same")
    func isReadAgain() throws {
        let values = ["a", "a,b", "a;b", #"a\"#, "..", "a..b", "...", "*", "~", ":", "。；，", "a.b", ".a", "a."]
        for value in values {
            for test in [
                EntryFilter.Test.oneOf([value]), .oneOf([value, "z"]), .contains(value), .within(from: value, to: nil),
                .within(from: nil, to: value), .within(from: value, to: value),
            ] {
                let filter = EntryFilter([.init(field: "f", test: test), .init(field: "g", test: .missing)])
                #expect(try EntryFilter(text: filter.text) == filter, "\(filter.text)")
            }
        }
    }

    @Test("several conditions stand apart by semicolons, empty ones are none")
    func several() throws {
        let filter = try EntryFilter(text: "a:1;;b~x;")
        #expect(filter.conditions.map(\.field) == ["a", "b"])
        #expect(filter.tests(of: "b") == [.contains("x")])
        #expect(filter.without("a").text == "b~x")
        #expect(try EntryFilter(text: "").conditions.isEmpty)
    }

    @Test("what is no condition is named", arguments: ["level", "a:1;level", ":x", "a b:x", "a~", "~x", "级别:x"])
    func unreadable(text: String) {
        #expect(throws: EntryFilter.Unreadable.self) { try EntryFilter(text: text) }
    }
}
