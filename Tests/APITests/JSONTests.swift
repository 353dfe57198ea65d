// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import API

@Suite("JSON")
struct JSONTests {
    @Test(
        "What is read is written again",
        arguments: [
            "null", "true", "[]", "{}", "[1,-2,3.5]", "{\"a\":{\"b\":[null,\"x\"]}}", "\"\\\"\\\\\\n\"", "1e-7", "-0.5",
        ])
    func returns(text: String) throws {
        let json = try JSON(reading: Array(text.utf8))
        #expect(try JSON(reading: json.bytes) == json)
    }

    @Test("Whole numbers are whole however they are written", arguments: ["3", "3.0", "30e-1", "0.3e1"])
    func readsWholeNumbers(text: String) throws { #expect(try JSON(reading: Array(text.utf8)) == .whole(3)) }

    @Test("Escapes and pairs of surrogates are read")
    func readsEscapes() throws {
        #expect(try JSON(reading: Array("\"\\u0041\\ud83d\\ude00\\/\"".utf8)) == .text("A\u{1F600}/"))
    }

    @Test(
        "What is no JSON is refused",
        arguments: [
            "", "nul", "[1,]", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "01", "-", "1.", ".5", "1e", "+1", "\"\\ud800\"",
            "\"\\x\"",
            "\"a", "[1 2]", "{a:1}", "1 1", "\"\u{1}\"", "NaN", "Infinity",
        ])
    func refuses(text: String) { #expect(throws: JSONFault.self) { try JSON(reading: Array(text.utf8)) } }

    @Test("Nesting has a limit")
    func limitsDepth() {
        let deep = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
        #expect(throws: JSONFault.self) { try JSON(reading: Array(deep.utf8)) }
    }
}
