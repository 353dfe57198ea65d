// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

/// The clock of these tests begins at 16:00 of Beijing.
@Suite("What leaves the program")
struct SendingTests {
    /// An office whose clerk wants mail, with the post room that it goes to.
    private func withClerk(
        _ engine: TestEngine, _ choices: NoticeChoices = NoticeChoices(address: "clerk@office.test"),
        _ body: (Office, PostRoom, Recipient) async throws -> Void
    ) async throws {
        try await Office.open(engine) { office in
            let room = PostRoom()
            let office = office.sending(through: room)
            let clerk = try await office.officeOf(office.own)
            try await office.choose(choices, clerk)
            try await body(office, room, .person(try #require(clerk.userID)))
        }
    }

    @Test("Title and link are mailed once, and what waits goes together", arguments: TestEngine.both)
    func mail(engine: TestEngine) async throws {
        try await withClerk(engine) { office, room, clerk in
            try await office.tell(clerk)
            #expect(try await office.send()?.arguments == ["sent": "1", "failed": "0"])
            let mail = try #require(room.mail.first)
            #expect(mail.to == "clerk@office.test")
            #expect(mail.message.lines.map(\.link) == ["https://jiedui.test/tasks/1"])
            #expect(mail.message.subject.contains(mail.message.lines[0].title))
            #expect(try await office.send() == nil)
            for _ in 1...3 { try await office.tell(clerk) }
            try await office.send()
            #expect(room.mail.map(\.message.lines.count) == [1, 3])
            #expect(try await office.deliveryCounts() == [.sent: 4])
        }
    }

    @Test("The job sends within a minute", arguments: TestEngine.both)
    func job(engine: TestEngine) async throws {
        try await withClerk(engine) { office, room, clerk in
            _ = try await office.useCases.runDueJobs(instance: "one")
            try await office.tell(clerk)
            office.bench.advance(seconds: 60)
            _ = try await office.useCases.runDueJobs(instance: "one")
            #expect(room.mail.count == 1)
        }
    }

    @Test("From 20:00 to 08:00 nothing leaves, and nothing is lost", arguments: TestEngine.both)
    func quietHours(engine: TestEngine) async throws {
        try await withClerk(engine) { office, room, clerk in
            _ = try await office.addRobot()
            office.bench.advance(seconds: 4 * 3600)
            try await office.tell(clerk, .office(office.own.id, .oldArea))
            #expect(try await office.send() == nil)
            office.bench.advance(seconds: 12 * 3600 - 60)
            #expect(try await office.send() == nil)
            office.bench.advance(seconds: 60)
            try await office.send()
            #expect(room.mail.count == 1 && room.calls.count == 1)
        }
    }

    @Test("A digest gathers the day", arguments: TestEngine.both)
    func digest(engine: TestEngine) async throws {
        try await withClerk(engine, NoticeChoices(address: "clerk@office.test", isDigest: true)) {
            office, room, clerk in
            for _ in 1...3 {
                try await office.tell(clerk)
                office.bench.advance(seconds: 3600)
                #expect(try await office.send() == nil)
            }
            // From 19:00 to 08:31 of the next day.
            office.bench.advance(seconds: 13 * 3600 + 31 * 60)
            try await office.send()
            #expect(room.mail.map(\.message.lines.count) == [3])
        }
    }

    @Test("What fails is tried again after 1, 5 and 30 minutes, then it is dead", arguments: TestEngine.both)
    func backOff(engine: TestEngine) async throws {
        try await withClerk(engine) { office, room, clerk in
            room.fail(with: DeliveryProblem.unreachable)
            try await office.tell(clerk)
            for wait in [60, 300, 1800] as [Int64] {
                #expect(try await office.send()?.arguments["failed"] == "1")
                #expect(try await office.deliveryCounts() == [.failed: 1])
                office.bench.advance(seconds: wait - 1)
                #expect(try await office.send() == nil)
                office.bench.advance(seconds: 1)
            }
            try await office.send()
            #expect(try await office.deliveryCounts() == [.dead: 1])
            let dead = try await office.useCases.database.read { try DeliveryQueries($0).troubled(limit: 9) }
            #expect(dead.map(\.lastError) == [.unreachable] && dead.map(\.attempts) == [4])
            office.bench.advance(seconds: 3600)
            #expect(try await office.send() == nil)
            #expect(room.mail.isEmpty)
        }
    }

    @Test("An adapter's own mistakes are a failed attempt too", arguments: TestEngine.both)
    func unknown(engine: TestEngine) async throws {
        struct Mistake: Error {}
        try await withClerk(engine) { office, room, clerk in
            room.fail(with: Mistake())
            try await office.tell(clerk)
            try await office.send()
            let failed = try await office.useCases.database.read { try DeliveryQueries($0).troubled(limit: 9) }
            #expect(failed.map(\.lastError) == [.unknown])
        }
    }

    @Test("What was claimed and never marked is sent again", arguments: TestEngine.both)
    func killedBetween(engine: TestEngine) async throws {
        try await withClerk(engine) { office, room, clerk in
            try await office.tell(clerk)
            // Claimed, perhaps even sent; then the process was killed.
            let parcel = try await office.useCases.claimParcel().parcel
            #expect(parcel?.deliveries.count == 1)
            #expect(try await office.send() == nil)
            office.bench.advance(seconds: 121)
            try await office.send()
            #expect(room.mail.count == 1)
            #expect(room.mail.first?.message.identity == parcel?.deliveries.first?.id.text)
            #expect(try await office.deliveryCounts() == [.sent: 1])
        }
    }

    @Test("What kills whoever sends it is given up", arguments: TestEngine.both)
    func killsAlways(engine: TestEngine) async throws {
        try await withClerk(engine) { office, room, clerk in
            try await office.tell(clerk)
            for _ in 1...4 {
                #expect(try await office.useCases.claimParcel().parcel != nil)
                office.bench.advance(seconds: 121)
            }
            try await office.send()
            #expect(room.mail.isEmpty)
            #expect(try await office.deliveryCounts() == [.dead: 1])
        }
    }

    @Test("Instances that send at the same time send everything once", arguments: TestEngine.both)
    func instances(engine: TestEngine) async throws {
        try await withClerk(engine) { office, room, _ in
            for number in 0..<12 {
                let person = try await office.caller("person\(number)", .national)
                try await office.choose(NoticeChoices(address: "person\(number)@office.test"), person)
                try await office.tell(.person(try #require(person.userID)))
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<3 { group.addTask { try await office.send() } }
                try await group.waitForAll()
            }
            #expect(room.mail.count == 12 && Set(room.mail.map(\.to)).count == 12)
        }
    }

    @Test("What waits for a robot goes as one message, and no minute sees too many", arguments: TestEngine.both)
    func robots(engine: TestEngine) async throws {
        try await withClerk(engine) { office, room, _ in
            _ = try await office.addRobot()
            _ = try await office.addRobot(.wecom, isOn: false)
            for _ in 1...30 { try await office.tell(.office(office.own.id, .oldArea)) }
            // The bucket holds two.
            try await office.send()
            #expect(room.calls.map(\.message.lines.count) == [12, 12])
            office.bench.advance(seconds: 4)
            try await office.send()
            #expect(room.calls.map(\.message.lines.count) == [12, 12, 6])
            let call = try #require(room.calls.first)
            #expect(call.token == "token" && call.secret == "SEC" && call.channel == .dingtalk)
            #expect(call.message.footer == nil)
        }
    }

    @Test("Who was disabled or turned mail off gets none", arguments: TestEngine.both)
    func turnedOff(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let room = PostRoom()
            let office = office.sending(through: room)
            let clerk = try await office.officeOf(office.own)
            try await office.choose(NoticeChoices(address: "clerk@office.test"), clerk)
            try await office.tell(.person(try #require(clerk.userID)))
            try await office.choose(NoticeChoices(), clerk)
            try await office.send()
            #expect(room.mail.isEmpty)
            #expect(try await office.deliveryCounts() == [.dead: 1])
        }
    }
}
