// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Who is told")
struct NoticeTests {
    private struct Broken: Error {}

    @Test("Everybody of an office or a body is told once, and nobody else", arguments: TestEngine.both)
    func recipients(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let own = office.own
            let body = try await office.anyBody(of: .oldArea)
            let clerk = try await office.officeOf(own)
            let eastern = try await office.officeOf(own, .eastern)
            let unit = try await office.caller("unit", .unit(body, own.id, .oldArea), .office(own.id, .oldArea))
            let foreign = try await office.officeOf(office.foreign)
            let nation = try await office.caller("nation", .national)
            let told = try await office.tell(
                .office(own.id, .oldArea), .unit(body, own.id, .oldArea), .person(try #require(clerk.userID)),
                .person(try #require(nation.userID)))
            #expect(told == 3)
            for caller in [clerk, unit, nation] {
                let notices = try await office.notices(of: caller)
                #expect(notices.map(\.content) == [Office.notice])
            }
            for caller in [eastern, foreign] { #expect(try await office.notices(of: caller).isEmpty) }
            #expect(try await office.tell(.unit(body, own.id, .eastern)) == 0)
            #expect(try await office.deliveryCounts().isEmpty)
        }
    }

    @Test("Who can't sign in is not told", arguments: TestEngine.both)
    func disabled(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try #require(try await office.officeOf(office.own).user)
            var disabled = clerk
            disabled.state = .disabled
            let changed = disabled
            let isChanged = try await office.useCases.database.write {
                try AccountQueries($0).update(changed, revision: 1, at: Instant(milliseconds: 1))
            }
            #expect(isChanged)
            #expect(try await office.tell(.office(office.own.id, .oldArea), .person(clerk.id)) == 0)
        }
    }

    @Test("A change that is not kept tells nobody", arguments: TestEngine.both)
    func rolledBack(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            try await office.choose(NoticeChoices(address: "clerk@office.test"), clerk)
            await #expect(throws: Broken.self) {
                try await office.useCases.writeWithoutEvent { connection in
                    try office.useCases.notify(connection, Office.notice, to: [.office(office.own.id, .oldArea)])
                    throw Broken()
                }
            }
            #expect(try await office.notices(of: clerk).isEmpty)
            #expect(try await office.deliveryCounts().isEmpty)
        }
    }

    @Test("A thousand people are told in one go", arguments: TestEngine.both)
    func many(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let (own, now) = (office.own, office.bench.now())
            let people = (0..<1_001).map { number in
                User(
                    id: Identifier(at: now, random: (UInt64(number), 7)), username: "person\(number)",
                    displayName: "P", grants: [.office(own.id, .oldArea)], state: .active, mustChangePassword: false,
                    language: .chinese)
            }
            try await office.useCases.database.write { connection in
                for person in people { try AccountQueries(connection).insert(person, passwordHash: nil, at: now) }
            }
            #expect(try await office.tell(.office(own.id, .oldArea), .person(people[0].id)) == 1_001)
        }
    }

    @Test("What nobody needs any more goes", arguments: TestEngine.both)
    func tidied(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            try await office.tell(.person(try #require(clerk.userID)))
            office.bench.advance(seconds: 399 * 86_400)
            try await office.useCases.tidy()
            #expect(try await office.notices(of: clerk).count == 1)
            office.bench.advance(seconds: 2 * 86_400)
            try await office.useCases.tidy()
            #expect(try await office.notices(of: clerk).isEmpty)
        }
    }
}
