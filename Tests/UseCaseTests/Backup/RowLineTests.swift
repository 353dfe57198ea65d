// SPDX-License-Identifier: Apache-2.0
import SQLCore
import Testing

@testable import UseCases

@Suite("A row as a line of JSON")
struct RowLineTests {
    static let rows: [[SQLValue]] = [
        [],
        [.null, .integer(0), .integer(Int64.max), .integer(Int64.min)],
        [.text(""), .text("a\"b\\c/d\n\r\t\u{1}\u{1F}\u{7F}"), .text("中文，𠀀 é e\u{301} \u{FEFF}\u{2028}")],
        [.real(0.1), .real(-0.0), .real(1e300), .real(.leastNonzeroMagnitude), .real(.infinity), .real(3)],
        [.blob([]), .blob([0, 10, 34, 255])],
    ]

    @Test("Every value comes back with its type", arguments: rows)
    func roundTrip(values: [SQLValue]) throws {
        var line: [UInt8] = []
        RowLine.append(values, to: &line)
        #expect(line.last == 10 && !line.dropLast().contains(10))
        #expect(RowLine.read(line.dropLast()) == values)
    }

    @Test(
        "What was not written so is refused",
        arguments: [
            "", "[", "[1", "[1,]", "[1]x", "[01x]", "[\"a]", "[\"\\u12\"]", "[nul]", "{}", "[{\"real\":\"x\"}]",
            "[{\"blob\":\"*\"}]", "[1.5]", "[true]",
        ])
    func refusal(line: String) {
        #expect(RowLine.read(Array(line.utf8)[...]) == nil)
    }
}
