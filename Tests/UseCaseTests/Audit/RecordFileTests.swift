// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import SQLCore
import Storage
import Synchronization
import Testing

@testable import UseCases

@Suite("The exported record")
struct RecordFileTests {
    /// The lines of an export of seven entries, the last of which is the export itself.
    private func exported() async throws -> [String] {
        try await Office.open(.sqlite) { office in
            for _ in 0..<6 { _ = try await office.useCases.addPairing(.local, office.child(of: office.own)) }
            return try await office.export()
        }
    }

    @Test("An export is whole and says where it ends")
    func whole() async throws {
        let lines = try await exported()
        #expect(lines.count == 9)
        let report = follow(lines)
        #expect(report.faults.isEmpty && report.count == 7)
        let third = try #require(lines[3].firstMatch(of: #/"hash":"([0-9a-f]{64})"}$/#)).output.1
        #expect(follow(lines, holding: [KeptHead(hash: String(third))]).faults.isEmpty)
        #expect(
            follow(lines, holding: [KeptHead(hash: "none")]).faults == [ChainFault(.unknownHead, at: 7)])
    }

    @Test("The zeros before the first entry are no head that was kept", arguments: [nil, 1, 3, 99] as [Int64?])
    func zeros(sequence: Int64?) async throws {
        let zeros = KeptHead(sequence: sequence, hash: AuditHead.start.hash)
        #expect(follow(try await exported(), holding: [zeros]).faults == [ChainFault(.unknownHead, at: 7)])
    }

    @Test("Each tampering is found where it happened")
    func tampered() async throws {
        let lines = try await exported()
        func found(_ change: (inout [String]) -> Void) -> [ChainFault] {
            var changed = lines
            change(&changed)
            return follow(changed).faults
        }
        #expect(
            found { $0[3] = $0[3].replacing("pairing.add", with: "pairing.adD") } == [ChainFault(.changed, at: 3)])
        #expect(found { $0.remove(at: 4) } == [ChainFault(.missing, at: 4)])
        #expect(found { $0.insert($0[4], at: 5) }.first == ChainFault(.inserted, at: 4))
        #expect(found { $0.remove(at: 7) } == [ChainFault(.missing, at: 7)])
        #expect(found { $0.removeLast(3) } == [ChainFault(.cutOff, at: 6)])
        #expect(found { $0.swapAt(2, 3) }.contains(ChainFault(.missing, at: 2)))
        #expect(found { $0[5] = "{}" } == [ChainFault(.unreadable, at: 6), ChainFault(.missing, at: 5)])
        #expect(found { $0.append($0[7]) } == [ChainFault(.unreadable, at: 10)])
        #expect(follow([String]()).faults == [ChainFault(.cutOff, at: 1)])
    }

    @Test("What is no entry is as it was exported, to the byte")
    func bytes() async throws {
        let lines = try await exported()
        let whole = lines.map { $0 + "\n" }.joined()
        func found(_ text: String) -> [ChainFault] { followRecordFile(text.recordLines).faults }
        #expect(found(whole) == [])
        let head = lines[0]
        let end = lines[8]
        #expect(
            found(whole.replacing(head, with: head.replacing("\"program\":\"1\"", with: "\"program\":\"2\""))) == [
                ChainFault(.otherLine, at: 1)
            ])
        #expect(found(whole.replacing(head, with: head + " ")) == [ChainFault(.otherLine, at: 1)])
        #expect(found(whole.replacing(end, with: end + " ")) == [ChainFault(.otherLine, at: 1)])
        #expect(found(whole.replacing("\"entries\":7", with: "\"entries\":8")) == [ChainFault(.otherEnd, at: 7)])
        #expect(found(whole.replacing("\"jieduiAudit\":1", with: "\"jieduiAudit\":2")).first?.kind == .unreadable)
        #expect(found(lines.dropFirst().map { $0 + "\n" }.joined()).first == ChainFault(.unreadable, at: 1))
        #expect(found(String(whole.dropLast())) == [ChainFault(.cutOff, at: 8)])
        #expect(found("") == [ChainFault(.cutOff, at: 1)])
        #expect(!found(whole.replacing("\n", with: "\r\n")).isEmpty)
        #expect(found(whole.replacing(lines[3], with: "\n" + lines[3])) == [ChainFault(.unreadable, at: 4)])
        #expect(found(whole + "\n") == [ChainFault(.unreadable, at: 10)])
        // No number is too large to be told of.
        let large = whole.replacing("\"sequence\":7,\"id\"", with: "\"sequence\":\(Int64.max),\"id\"")
        #expect(found(large).contains(ChainFault(.missing, at: 7)))
        #expect(found(large.replacing(end + "\n", with: "")).contains { $0.kind == .cutOff })
        var wrong = Array(whole.utf8)
        wrong[wrong.count / 2] = 0xFF
        #expect(!followRecordFile([wrong]).faults.isEmpty)
    }

    @Test("What was taken from the database shows in an export of it", arguments: TestEngine.both)
    func removed(engine: TestEngine) async throws {
        for (statements, fault) in [
            (["DELETE FROM audit_event WHERE sequence = 6"], ChainFault(.missing, at: 6)),
            (
                [
                    "UPDATE audit_head SET anchor_sequence = 2, anchor_hash = (SELECT hash FROM audit_event WHERE sequence = 2)",
                    "DELETE FROM audit_event WHERE sequence <= 2",
                ], ChainFault(.missing, at: 1)
            ),
        ] {
            try await Office.open(engine) { office in
                for _ in 0..<6 { _ = try await office.useCases.addPairing(.local, office.child(of: office.own)) }
                try await office.withoutGuards { connection in
                    for statement in statements { try connection.run(statement) }
                }
                let lines = try await office.export()
                #expect(follow(lines).faults == [fault])
            }
        }
    }

    @Test("A stretch of time is a stretch of the chain, and names the link before it", arguments: TestEngine.both)
    func stretch(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            for _ in 0..<4 { _ = try await office.useCases.addPairing(.local, office.child(of: office.own)) }
            let links = try await office.links()
            let lines = try await office.export(from: links[1].event.at, to: links[3].event.at)
            #expect(lines.count == 4)
            #expect(lines[1] == links[1].line && lines[2] == links[2].line)
            #expect(lines[0].contains(links[0].hash) && lines[3].contains(links[2].hash))
            #expect(follow(lines).faults.isEmpty)
            let none = try await office.export(from: Instant(milliseconds: 1), to: Instant(milliseconds: 2))
            #expect(none.count == 2)
            #expect(follow(none).faults.isEmpty)
        }
    }

    @Test("Only the audit administrator exports, with a fresh password")
    func permission() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.caller("clerk", .national)
            #expect(try await cause { _ = try await office.export(by: clerk) } != nil)
            let auditor = try await office.caller("auditor", .auditAdmin)
            #expect(try await office.export(by: auditor).count > 2)
            let stale = Caller(who: auditor.who)
            #expect(try await cause { _ = try await office.export(by: stale) } == .confirmationNeeded)
        }
    }

    @Test(
        "Only what the record itself writes stands in a line as an object",
        arguments: [
            ("{}", true), ("{\"a\":\"b\"}", true), ("{\"a\":null,\"b\":\"\\\"\"}", true), ("{\"a\":1}", false),
            ("{\"a\":\"b\"},\"after\":{\"c\":\"d\"}", false), ("{\"a\": \"b\"}", false), ("{\"a\":\"b\"", false),
            ("{\"a\":\"b\n\"}", false), ("{\"a\":\"b\\", false), ("{,}", false),
        ])
    func flat(text: String, isFlat: Bool) throws {
        let event = AuditEvent(
            id: try #require(Identifier("01890000-0000-7000-8000-000000000001")), at: Instant(milliseconds: 0),
            actor: .system, action: "a.b", objectKind: "a", objectID: "1", pairing: nil, before: text, after: nil,
            requestID: nil)
        let line = AuditLink.canonicalText(sequence: 1, event, previous: "p")
        #expect(line.contains("\"before\":" + (isFlat ? text : text.jsonText) + ",\"after\":null"))
    }
}

/// The lines of an export as a file holds them.
func follow(_ lines: [String], holding kept: [KeptHead] = []) -> ChainReport {
    followRecordFile(lines.map { Array(($0 + "\n").utf8) }, holding: kept)
}

extension String {
    fileprivate var recordLines: [[UInt8]] {
        var lines: [[UInt8]] = [[]]
        for byte in utf8 {
            lines[lines.count - 1].append(byte)
            if byte == UInt8(ascii: "\n") { lines.append([]) }
        }
        return lines.last == [] ? lines.dropLast() : lines
    }
}

extension Office {
    func export(by caller: Caller = .local, from: Instant? = nil, to: Instant? = nil) async throws -> [String] {
        let lines = Mutex<[String]>([])
        _ = try await useCases.exportRecord(caller, from: from, to: to, version: "1") { line in
            lines.withLock { $0.append(line) }
        }
        return lines.withLock { $0 }
    }
}
