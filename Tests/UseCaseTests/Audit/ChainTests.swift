// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import SQLCore
import Storage
import Synchronization
import Testing

@testable import UseCases

@Suite("The chain of the record")
struct ChainTests {
    /// An office with some links in its chain: one for each pairing that was added.
    private func withChain(
        _ engine: TestEngine, links: Int = 6, _ body: (Office) async throws -> Void
    ) async throws {
        try await Office.open(engine) { office in
            for _ in 0..<links { _ = try await office.useCases.addPairing(.local, office.child(of: office.own)) }
            try await body(office)
        }
    }

    @Test("Links follow each other without a gap and the chain is whole", arguments: TestEngine.both)
    func whole(engine: TestEngine) async throws {
        try await withChain(engine) { office in
            let links = try await office.links()
            #expect(links.map(\.sequence) == Array(1...6))
            #expect(links.first?.previous == AuditHead.start.hash)
            for (link, next) in zip(links, links.dropFirst()) { #expect(next.previous == link.hash) }
            #expect(links.allSatisfy { $0.hash == sha256($0.canonicalText) })
            let report = try await office.useCases.verifyRecord(.local)
            #expect(report.faults.isEmpty && report.count == 6)
            #expect(report.head == AuditHead(sequence: 6, hash: try #require(links.last).hash))
        }
    }

    @Test("Writers at once make one chain and lose nothing", arguments: TestEngine.both)
    func parallel(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<4 {
                    group.addTask {
                        for number in 0..<10 {
                            try await office.useCases.write { connection in
                                let fields: AuditFields = ["writer": String(writer), "number": String(number)]
                                try office.useCases.record(connection, .local, "try", .record, after: fields)
                                try office.useCases.record(connection, .local, "tryAgain", .record, after: fields)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let report = try await office.useCases.verifyRecord(.local)
            #expect(report.faults.isEmpty)
            #expect(report.count == 80)
        }
    }

    @Test("What happened in the database behind the program's back is found", arguments: TestEngine.both)
    func tampered(engine: TestEngine) async throws {
        let attempts: [(String, [String], [ChainFault])] = [
            (
                "a byte", ["UPDATE audit_event SET actor_name = 'locaL' WHERE sequence = 3"],
                [ChainFault(.changed, at: 3)]
            ),
            ("a middle link", ["DELETE FROM audit_event WHERE sequence = 3"], [ChainFault(.missing, at: 3)]),
            ("the end", ["DELETE FROM audit_event WHERE sequence = 6"], [ChainFault(.missing, at: 6)]),
            ("the first", ["DELETE FROM audit_event WHERE sequence = 1"], [ChainFault(.missing, at: 1)]),
            (
                "an extra one",
                [
                    "UPDATE audit_event SET sequence = 7 WHERE sequence = 6",
                    "UPDATE audit_head SET sequence = 7",
                ], [ChainFault(.missing, at: 6), ChainFault(.changed, at: 7)]
            ),
            (
                "its hash too",
                ["UPDATE audit_event SET hash = '\(String(repeating: "a", count: 64))' WHERE sequence = 2"],
                [ChainFault(.changed, at: 2)]
            ),
        ]
        for (name, statements, faults) in attempts {
            try await withChain(engine) { office in
                let head = try await office.useCases.recordHead()
                try await office.withoutGuards { connection in
                    for statement in statements { try connection.run(statement) }
                }
                let report = try await office.useCases.verifyRecord(.local)
                #expect(report.faults == faults, "\(name)")
                if name == "the end" {
                    let held = try await office.useCases.verifyRecord(.local, holding: [KeptHead(hash: head.hash)])
                    #expect(held.faults.contains(ChainFault(.unknownHead, at: 5)))
                }
            }
        }
    }

    @Test("A link that was replaced with a hash of its own is found by the next", arguments: TestEngine.both)
    func rehashed(engine: TestEngine) async throws {
        try await withChain(engine) { office in
            let links = try await office.links()
            let old = links[3]
            let event = AuditEvent(
                id: old.event.id, at: old.event.at, actor: .system, action: "pairing.other",
                objectKind: old.event.objectKind, objectID: old.event.objectID, pairing: nil, before: nil, after: nil,
                requestID: nil)
            let forged = AuditLink(event, after: AuditHead(sequence: 3, hash: links[2].hash))
            try await office.withoutGuards { connection in
                try connection.run("DELETE FROM audit_event WHERE sequence = 4")
                let head = try AuditQueries(connection).head()
                try AuditQueries(connection).append([forged])
                try connection.run(
                    "UPDATE audit_head SET sequence = ?, hash = ?", [.integer(head.sequence), .text(head.hash)])
            }
            let report = try await office.useCases.verifyRecord(.local)
            #expect(report.faults == [ChainFault(.replaced, at: 4)])
        }
    }

    @Test("A unit of work that leaves no event is undone, and so is an event outside of one")
    func unrecorded() async throws {
        try await Office.open(.sqlite) { office in
            let useCases = office.useCases
            await #expect(throws: UnrecordedWork.noEvent) {
                try await useCases.write { try SettingQueries($0).set("a", to: "b") }
            }
            #expect(try await useCases.database.read { try SettingQueries($0).value("a") } == nil)
            try await useCases.writeWithoutEvent { try SettingQueries($0).set("a", to: "b") }
            #expect(try await useCases.database.read { try SettingQueries($0).value("a") } == "b")
            await #expect(throws: UnrecordedWork.outsideUnitOfWork) {
                try await useCases.database.write { try useCases.record($0, nil, "x", .record) }
            }
        }
    }

    @Test("What was recorded before the chain is taken into it once, and counted", arguments: TestEngine.both)
    func oldRecord(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            try await office.useCases.database.write { connection in
                for number in 1...3 {
                    try connection.run(
                        """
                        INSERT INTO audit_event_unchained
                            (id, at, actor_kind, actor_name, action, object_kind, object_id, after)
                        VALUES ('01890000-0000-7000-8000-00000000000\(number)', \(number), 'system', 'system',
                            'thing.make', 'thing', '\(number)', '{"a":"b"}')
                        """)
                }
            }
            try await office.useCases.chainOldRecord()
            try await office.useCases.chainOldRecord()
            let links = try await office.links()
            #expect(links.map(\.event.objectID) == ["1", "2", "3", "-"])
            #expect(links.last?.event.after == "{\"recordedBefore\":\"3\"}")
            #expect(try await office.useCases.verifyRecord(.local).faults.isEmpty)
        }
    }

    @Test("What is older than the setting is sealed and removed; the rest stays whole", arguments: TestEngine.both)
    func retention(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            var (early, late) = (office.useCases.surroundings, office.useCases.surroundings)
            early.now = { Instant(milliseconds: 1_500_000_000_000) }
            late.now = { Instant(milliseconds: 1_500_000_000_000 + 37 * 31 * 86_400_000) }
            late.audit.months = 36
            let (before, after) = (
                UseCases(database: office.useCases.database, surroundings: early),
                UseCases(database: office.useCases.database, surroundings: late)
            )
            for _ in 0..<3 { _ = try await before.addPairing(.local, office.child(of: office.own)) }
            #expect(try await before.removeOldRecord() == 0)
            _ = try await after.addPairing(.local, office.child(of: office.own))
            let removed = try await office.links()[2]
            #expect(try await after.removeOldRecord() == 3)
            #expect(try await after.removeOldRecord() == 0)
            let links = try await office.links()
            #expect(links.map(\.sequence) == [4, 5])
            #expect(links.last?.event.action == "audit.seal")
            #expect(links.last?.event.after == "{\"upTo\":\"3\",\"hash\":\"\(removed.hash)\"}")
            let report = try await after.verifyRecord(.local, holding: [KeptHead(hash: removed.hash)])
            #expect(report.faults.isEmpty)
            #expect(report.count == 2 && report.isSealed)
            #expect(report.after == AuditHead(sequence: 3, hash: removed.hash))
        }
    }

    @Test("A beginning that was removed without a seal is found", arguments: TestEngine.both)
    func unsealedBeginning(engine: TestEngine) async throws {
        try await withChain(engine) { office in
            let fourth = try await office.links()[3]
            let head = AuditHead(sequence: 4, hash: fourth.hash)
            try await office.withoutGuards { connection in
                try connection.run("DELETE FROM audit_event WHERE sequence <= 4")
                try connection.run(
                    "UPDATE audit_head SET anchor_sequence = 4, anchor_hash = ?", [.text(fourth.hash)])
            }
            let report = try await office.useCases.verifyRecord(.local)
            #expect(report.faults == [ChainFault(.missing, at: 1)])
            #expect(report.after == head && !report.isSealed)
            // A seal of less, or of another hash, vouches for nothing.
            for fields in [
                ["upTo": "3", "hash": fourth.hash],
                ["upTo": "4", "hash": String(repeating: "a", count: 64)],
            ] as [AuditFields] {
                try await office.useCases.write { try office.useCases.record($0, nil, "seal", .record, after: fields) }
                #expect(try await office.useCases.verifyRecord(.local).faults == [ChainFault(.missing, at: 1)])
            }
        }
    }

    @Test("An event whose texts are empty is followed like any other", arguments: TestEngine.both)
    func emptyTexts(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let user = try #require(try await office.caller("clerk", .national).user)
            let event = AuditEvent(
                id: office.useCases.surroundings.identifier(), at: office.useCases.surroundings.now(),
                actor: .user(user.id, name: user.displayName, address: ""), body: "", session: "",
                action: "thing.make", objectKind: "thing", objectID: "-", pairing: nil, before: "", after: "",
                result: .refused, reason: "", requestID: "")
            let before = try await office.useCases.verifyRecord(.local).count
            try await office.useCases.database.write { try office.useCases.chain([event], $0) }
            let report = try await office.useCases.verifyRecord(.local)
            #expect(report.faults.isEmpty && report.count == before + 1)
            let kept = try #require(try await office.links().last?.event)
            #expect(kept == event && kept.actor.address == nil && kept.reason == nil)
        }
    }

    @Test("An event names the body for which the person acted, and the session")
    func actingBody() async throws {
        try await Office.open(.sqlite) { office in
            let body = try await office.anyBody(of: .oldArea)
            let unit = try await office.caller("unit", .unit(body, office.own.id, .oldArea))
            try await office.useCases.setLanguage(
                Caller(who: unit.who, door: unit.door, requestID: "r1"), to: .english)
            let event = try #require(try await office.links().last?.event)
            let name = try await office.useCases.database.read { try OrganisationQueries($0).find(body)?.name }
            #expect(event.body == name)
            #expect(event.session == "session of unit")
            #expect(event.requestID == "r1")
            #expect(event.result == .done)
        }
    }

    @Test("A refused attempt is recorded with its reason, and so is one on what may not be known")
    func refusals() async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.caller("clerk", .national)
            let draft = try await office.upload(by: clerk)
            let stranger = try await office.officeOf(office.foreign)
            do {
                _ = try await office.useCases.draft(stranger, id: draft.id.text)
                Issue.record("a stranger read the draft")
            } catch let error as UseCaseError {
                #expect(error.cause == .notFound)
                try await office.useCases.recordRefusal(stranger, error, object: draft.id.text)
            }
            let event = try #require(try await office.links().last?.event)
            #expect(event.action == "draft.refuse" && event.objectID == draft.id.text)
            #expect(event.result == .refused)
            #expect(event.reason?.hasPrefix("rule.") == true)
            let before = try await office.links().count
            let missing = UseCaseError("draft", .notFound)
            try await office.useCases.recordRefusal(stranger, missing, object: draft.id.text)
            #expect(try await office.links().count == before)
        }
    }

    @Test("The same refused attempt is recorded once and then with how often it was repeated")
    func repeatedRefusals() async throws {
        try await Office.open(.sqlite) { office in
            let useCases = office.useCases
            let caller = Caller(who: try await office.caller("clerk", .national).who, address: "10.0.0.1")
            let error = UseCaseError("user", .forbidden(reason: "rule.noRole"))
            func refusals() async throws -> [AuditEvent] {
                try await office.links().map(\.event).filter { $0.action == "user.refuse" }
            }
            for _ in 0..<200 { try await useCases.recordRefusal(caller, error, object: "a") }
            #expect(try await refusals().count == 1)
            #expect(try await refusals().first?.actor.address == "10.0.0.1")
            // Another object, another reason and another person are attempts of their own.
            try await useCases.recordRefusal(caller, error, object: "b")
            try await useCases.recordRefusal(
                caller, UseCaseError("user", .forbidden(reason: "rule.notActive")), object: "a")
            try await useCases.recordRefusal(.local, error, object: "a")
            #expect(try await refusals().count == 4)
            try await useCases.recordRepeatedRefusals()
            #expect(try await refusals().count == 4)
            office.bench.advance(seconds: 61)
            try await useCases.recordRepeatedRefusals()
            try await useCases.recordRepeatedRefusals()
            let repeated = try #require(try await refusals().last)
            #expect(try await refusals().count == 5)
            #expect(repeated.objectID == "a" && repeated.result == .refused && repeated.reason == "rule.noRole")
            #expect(repeated.after?.contains("\"repeated\":\"199\"") == true)
            // A minute later the attempt is new; at the program's end nothing that was counted is lost.
            for _ in 0..<3 { try await useCases.recordRefusal(caller, error, object: "a") }
            #expect(try await refusals().count == 6)
            try await useCases.recordRepeatedRefusals(all: true)
            #expect(try await refusals().last?.after?.contains("\"repeated\":\"2\"") == true)
            #expect(try await useCases.verifyRecord(.local).faults.isEmpty)
        }
    }

    @Test("However many attempts differ, the memory stays small and the counts are kept")
    func boundedRefusals() async throws {
        try await Office.open(.sqlite) { office in
            let (memory, caller) = (RefusalMemory(), Caller.local)
            func refusal(_ number: Int) -> Refusal {
                Refusal(
                    caller: caller, subject: AuditSubject(kind: "user", id: String(number), pairing: nil), reason: "r")
            }
            let now = office.bench.now()
            #expect(memory.take(refusal(0), at: now).isFirst)
            #expect(!memory.take(refusal(0), at: now).isFirst)
            var ended: [RepeatedRefusal] = []
            for number in 1...RefusalMemory.mostEntries {
                let taken = memory.take(refusal(number), at: now.advanced(bySeconds: 1))
                #expect(taken.isFirst)
                ended += taken.ended
            }
            #expect(ended.map(\.count) == [1] && ended.first?.refusal == refusal(0))
        }
    }
}

extension Office {
    /// The whole chain, oldest first.
    func links() async throws -> [AuditLink] {
        try await useCases.database.read { try AuditQueries($0).search(AuditSearch(), limit: 10_000) }.reversed()
    }

    /// Runs `body` with the database's own guards of the record taken away, as its owner could.
    func withoutGuards(_ body: @Sendable (any SQLConnection) throws -> Void) async throws {
        try await useCases.database.write { connection in
            let isSQLite = connection.dialect.engine == .sqlite
            let guards =
                isSQLite
                ? [("audit_event", "update"), ("audit_event", "delete"), ("audit_head", "update")]
                : [("audit_event", "change"), ("audit_head", "change")]
            for (table, name) in guards {
                try connection.run("DROP TRIGGER \(table)_\(name)" + (isSQLite ? "" : " ON \(table)"))
            }
            try body(connection)
        }
    }
}
