// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Testing

@testable import Delivery

@Suite("Mail", .serialized)
struct MailTests {
    /// 2026-03-02 10:00 in Beijing.
    private static let moment = Instant(milliseconds: 1_772_416_800_000)

    private static func mail(to: String = "clerk@office.test", subject: String = "提醒：报送即将到期") -> OutgoingMail {
        OutgoingMail(
            to: to, at: moment,
            message: OutgoingMessage(
                identity: "0195", subject: subject,
                lines: [.init(title: "报送即将到期", link: "https://jiedui.test/filings/1")], footer: "Footer"))
    }

    private static func server(_ port: Int, _ protection: MailServer.Protection = .none) -> MailServer {
        MailServer(
            host: "127.0.0.1", port: port, protection: protection, user: nil, password: "", from: "jiedui@city.test")
    }

    @Test(
        "A real server takes the message and keeps it whole", .enabled(if: MailRoom.isThere, MailRoom.howToHave),
        .timeLimit(.minutes(1)))
    func sends() async throws {
        try await MailRoom.open { room in
            try await Self.server(room.port).send(Self.mail())
            let mail = await room.nextMail().replacing("\r\n", with: "\n")
            let halves = mail.split(separator: "\n\n", maxSplits: 1)
            #expect(halves[0].contains("From: Jiedui <jiedui@city.test>"))
            #expect(halves[0].contains("To: <clerk@office.test>"))
            #expect(halves[0].contains("Message-ID: <0195@city.test>"))
            #expect(halves[0].contains("Date: Mon, 02 Mar 2026 10:00:00 +0800"))
            let body = try #require(Data(base64Encoded: String(halves[1]), options: .ignoreUnknownCharacters))
            let text = String(decoding: body, as: UTF8.self)
            #expect(text.contains("报送即将到期\r\nhttps://jiedui.test/filings/1"))
            #expect(text.contains("Footer"))
        }
    }

    @Test(
        "What a server refuses is refused", .enabled(if: MailRoom.isThere, MailRoom.howToHave),
        .timeLimit(.minutes(1)))
    func refused() async throws {
        try await MailRoom.open { room in
            await #expect(throws: DeliveryProblem.refused) {
                try await Self.server(room.port).send(Self.mail(to: "clerk@elsewhere.test"))
            }
            // It has no TLS, and without TLS nothing is sent.
            await #expect(throws: DeliveryProblem.refused) {
                try await Self.server(room.port, .starttls).send(Self.mail())
            }
        }
    }

    @Test("A server that isn't there is unreachable")
    func unreachable() async throws {
        let port = try MailRoom.freePort()
        await #expect(throws: DeliveryProblem.unreachable) { try await Self.server(port).send(Self.mail()) }
    }

    @Test("A subject is folded into words that every server takes, and begins no line of its own")
    func subject() throws {
        let subject = String(repeating: "关于报送第三季度进展情况的提醒", count: 8) + "\r\nBcc: <x@y.test>"
        let text = String(decoding: MailText(Self.mail(subject: subject), from: "a@b.test").bytes, as: UTF8.self)
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { $0 < 128 } })
        #expect(!lines.contains { $0.hasPrefix("Bcc") })
        let words = text.matches(of: #/=\?UTF-8\?B\?([A-Za-z0-9+\/=]+)\?=/#).compactMap {
            Data(base64Encoded: String($0.output.1))
        }
        #expect(words.map { String(decoding: $0, as: UTF8.self) }.joined() == subject)
    }
}
