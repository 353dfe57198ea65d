// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import SQLCore
import Storage
import Testing

@testable import UseCases

@Suite("Reading and choosing notices, robots, and sending again")
struct ChoiceTests {
    private static func robot(_ office: Office, _ address: String, _ channel: Channel = .dingtalk) -> NewRobot {
        NewRobot(
            pairing: office.own.code, side: .oldArea, channel: channel, name: "Group", address: address,
            secret: "SEC-very-secret")
    }

    @Test("A person reads and marks their own notices, and nobody else's", arguments: TestEngine.both)
    func reading(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let (clerk, other) = (try await office.officeOf(office.own), try await office.officeOf(office.foreign))
            for _ in 1...3 { try await office.tell(.person(try #require(clerk.userID))) }
            let listing = try await useCases.listNotices(clerk)
            #expect(listing.unreadCount == 3 && listing.unread.count == 3 && listing.read.isEmpty)
            let first = try #require(listing.unread.first)
            #expect(try await cause { try await useCases.readNotices(other, id: first.id.text) } == .notFound)
            #expect(try await cause { try await useCases.readNotices(clerk, id: "1") } == .notFound)
            try await useCases.readNotices(clerk, id: first.id.text)
            #expect(try await useCases.listNotices(clerk).read.map(\.id) == [first.id])
            try await useCases.readNotices(other, id: nil)
            #expect(try await useCases.listNotices(clerk).unreadCount == 2)
            try await useCases.readNotices(clerk, id: nil)
            #expect(try await useCases.listNotices(clerk).unreadCount == 0)
        }
    }

    @Test(
        "What is no address is refused",
        arguments: ["a", "a@", "@b", "a b@c.test", "a@b.test\r\nRCPT TO:<x@y.test>", "<a@b.test>", "a@b.test,c@d.test"])
    func addresses(text: String) async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let refused = try await cause {
                try await office.useCases.chooseNotices(clerk, NoticeChoices(address: text))
            }
            #expect(refused == .invalid([ValidationFailure(field: "address", message: "choices.addressForm")]))
        }
    }

    @Test("Turning mail off takes back what waits; the record doesn't hold the address", arguments: TestEngine.both)
    func choosing(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let clerk = try await office.officeOf(office.own)
            let id = try #require(clerk.userID)
            try await office.useCases.chooseNotices(clerk, NoticeChoices(address: "clerk@office.test", isDigest: true))
            #expect(try await office.useCases.noticeChoices(clerk).isDigest)
            try await office.tell(.person(id))
            #expect(try await office.deliveryCounts() == [.waiting: 1])
            try await office.useCases.chooseNotices(clerk, NoticeChoices())
            #expect(try await office.deliveryCounts().isEmpty)
            #expect(try await office.history("user", id.text) == ["user.chooseNotices", "user.chooseNotices"])
            let record = try await office.useCases.database.read { try AuditQueries($0).history(of: "user", id.text) }
            #expect(!record.contains { "\($0)".contains("clerk@office.test") })
        }
    }

    @Test("An office keeps its robots; what opens them is sealed", arguments: TestEngine.both)
    func robots(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let useCases = office.useCases
            let clerk = try await office.officeOf(office.own)
            let eastern = try await office.officeOf(office.own, .eastern)
            let wanted = Self.robot(office, "https://oapi.dingtalk.com/robot/send?access_token=token-to-hide")
            let refused = try await cause { try await useCases.addRobot(eastern, wanted) }
            #expect(refused == .forbidden(reason: "rule.otherSide"))
            try await useCases.addRobot(clerk, wanted)
            let robot = try #require(try await useCases.listRobots(clerk).first?.robots.first)
            #expect(robot.address == "https://oapi.dingtalk.com/robot/send" && !robot.isOn)
            let rows = try await useCases.database.read { connection in
                try connection.rows("SELECT sealed_token, sealed_secret, address FROM robot").map { "\($0)" }
            }
            #expect(!rows.contains { $0.contains("token-to-hide") || $0.contains("SEC-very-secret") })
            try await useCases.turnRobot(clerk, id: robot.id.text, on: true)
            let room = PostRoom()
            let sending = office.sending(through: room)
            try await sending.tell(.office(office.own.id, .oldArea))
            try await sending.send()
            #expect(room.calls.map(\.token) == ["token-to-hide"] && room.calls.map(\.secret) == ["SEC-very-secret"])
            try await useCases.removeRobot(clerk, id: robot.id.text)
            #expect(try await office.history("robot", robot.id.text) == ["robot.add", "robot.turn", "robot.remove"])
        }
    }

    @Test(
        "Robots are called at listed hosts alone",
        arguments: [
            ("https://10.0.0.1/robot?access_token=1", "robot.hostForm"),
            ("https://oapi.dingtalk.com:8443/robot/send?access_token=1", "robot.hostForm"),
            ("https://oapi.dingtalk.com/robot/send", "robot.addressForm"),
            ("https://oapi.dingtalk.com/robot/send?key=1", "robot.addressForm"),
            ("https://me@oapi.dingtalk.com/robot/send?access_token=1", "robot.addressForm"),
            ("file:///etc/passwd?access_token=1", "robot.addressForm"), ("", "robot.addressForm"),
        ])
    func hosts(address: String, message: String) async throws {
        try await Office.open(.sqlite) { office in
            let clerk = try await office.officeOf(office.own)
            let refused = try await cause { try await office.useCases.addRobot(clerk, Self.robot(office, address)) }
            guard case .invalid(let failures)? = refused else {
                Issue.record("\(String(describing: refused))")
                return
            }
            #expect(failures.map(\.message) == [message])
        }
    }

    @Test("The system administrator sees what failed and sends it again", arguments: TestEngine.both)
    func again(engine: TestEngine) async throws {
        try await Office.open(engine) { office in
            let room = PostRoom()
            let office = office.sending(through: room)
            let (clerk, admin) = (try await office.officeOf(office.own), try await office.caller("admin", .systemAdmin))
            try await office.choose(NoticeChoices(address: "clerk@office.test"), clerk)
            try await office.tell(.person(try #require(clerk.userID)))
            room.fail(with: DeliveryProblem.wrongSecret)
            try await office.send()
            let failed = try #require(try await office.useCases.showJobs(admin).troubled.first)
            #expect(failed.lastError == .wrongSecret)
            let refused = try await cause { try await office.useCases.sendAgain(clerk, delivery: failed.id.text) }
            #expect(refused == .forbidden(reason: "rule.administratorsOnly"))
            room.fail(with: nil)
            try await office.useCases.sendAgain(admin, delivery: failed.id.text)
            try await office.send()
            #expect(room.mail.count == 1)
            let gone = try await cause { try await office.useCases.sendAgain(admin, delivery: failed.id.text) }
            #expect(gone == .notFound)
            #expect(try await office.history("installation", "-").contains("installation.sendAgain"))
        }
    }
}
