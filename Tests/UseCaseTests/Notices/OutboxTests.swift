// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

/// What many waiting messages must not do to each other.
@Suite("An outbox that is full")
struct OutboxTests {
    private func withRobot(
        _ engine: TestEngine, titles: Int, _ body: (Office, PostRoom, Recipient) async throws -> Void
    ) async throws {
        try await Office.open(engine) { office in
            let room = PostRoom()
            let office = office.sending(through: room)
            let clerk = try await office.officeOf(office.own)
            _ = try await office.addRobot()
            let group = Recipient.office(office.own.id, .oldArea)
            let (useCases, notice) = (office.useCases, Office.notice)
            try await useCases.writeWithoutEvent { connection in
                for _ in 0..<titles { try useCases.notify(connection, notice, to: [group]) }
            }
            try await office.choose(NoticeChoices(address: "clerk@office.test"), clerk)
            try await body(office, room, .person(try #require(clerk.userID)))
        }
    }

    @Test("A robot alone sends 17 messages a minute or more, and never more than 20", arguments: TestEngine.both)
    func pace(engine: TestEngine) async throws {
        try await withRobot(engine, titles: 12 * 100) { office, room, _ in
            let office = office.waiting()
            let start = office.bench.now()
            for minute in 1...3 as ClosedRange<Int64> {
                try await office.send()
                let next = start.advanced(bySeconds: minute * 60)
                #expect(office.bench.now() < next)
                office.bench.advance(to: next)
            }
            let sent = room.calls.map(\.at.milliseconds)
            #expect(sent.count >= 17 * 3)
            #expect(sent.allSatisfy { first in sent.count { $0 >= first && $0 < first + 60_000 } <= 20 })
        }
    }

    @Test("Much that waits for one robot hides no mail behind it", arguments: TestEngine.both)
    func crowd(engine: TestEngine) async throws {
        try await withRobot(engine, titles: 600) { office, room, clerk in
            office.bench.advance(seconds: 1)
            try await office.tell(clerk)
            try await office.send()
            #expect(room.mail.count == 1)
            #expect(room.calls.count == 2)
        }
    }

    @Test("A mail has the name of all that it holds: with more in it, it is another", arguments: TestEngine.both)
    func identity(engine: TestEngine) async throws {
        try await withRobot(engine, titles: 0) { office, room, clerk in
            try await office.tell(clerk)
            let alone = try #require(try await office.useCases.claimParcel().parcel)
            office.bench.advance(seconds: 121)
            try await office.tell(clerk)
            let merged = try #require(try await office.useCases.claimParcel().parcel)
            office.bench.advance(seconds: 121)
            try await office.send()
            let names = try [alone, merged].map { try office.useCases.message(of: $0).identity }
            #expect(merged.deliveries.count == 2 && names[0] != names[1])
            #expect(room.mail.map(\.message.identity) == [names[1]])
        }
    }

    @Test("What was tried too often takes nothing with it that was never tried", arguments: TestEngine.both)
    func exhausted(engine: TestEngine) async throws {
        try await withRobot(engine, titles: 0) { office, room, clerk in
            try await office.tell(clerk)
            for _ in 1...4 {
                _ = try await office.useCases.claimParcel().parcel
                office.bench.advance(seconds: 121)
            }
            try await office.tell(clerk)
            try await office.send()
            #expect(room.mail.map(\.message.lines.count) == [1])
            #expect(try await office.deliveryCounts() == [.dead: 1, .sent: 1])
        }
    }
}
