// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization
import Testing

@testable import Delivery

/// A real server that answers as robots do, and keeps what it was sent.
final class ChatServer: Sendable {
    private let asked = Mutex<[(uri: String, body: String)]>([])
    var requests: [(uri: String, body: String)] { asked.withLock { $0 } }

    /// Gives `body` the port on which it listens.
    func open(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        let router = Router()
        router.post("**") { request, _ in
            let sent = try await request.body.collect(upTo: 1 << 20)
            self.asked.withLock { $0.append((request.uri.string, String(buffer: sent))) }
            return try await Self.answer(request.uri.path)
        }
        let (ports, port) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "chat")
        logger.logLevel = .critical
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        let group = ServiceGroup(configuration: .init(services: [application], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await number in ports {
                let outcome: Result<Void, any Error>
                do { outcome = .success(try await body(number)) } catch { outcome = .failure(error) }
                await group.triggerGracefulShutdown()
                try outcome.get()
                break
            }
            tasks.cancelAll()
        }
    }

    private static func answer(_ path: String) async throws -> Response {
        func text(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
            Response(status: status, body: .init(byteBuffer: ByteBuffer(string: text)))
        }
        switch path {
        case "/good": return text(#"{"errcode":0,"errmsg":"ok"}"#)
        case "/refused": return text(#"{"errcode":45009,"errmsg":"too often"}"#)
        case "/secret": return text(#"{"errcode":310000,"errmsg":"sign not match"}"#)
        case "/elsewhere":
            return Response(status: .found, headers: [.location: "/good"])
        case "/broken": return text("oops", .internalServerError)
        case "/page": return text("<html></html>")
        case "/long": return text(String(repeating: "x", count: 200_000))
        default:
            // Never answers; ends when the test ends.
            let (nothing, end) = AsyncStream<Void>.makeStream()
            for await _ in nothing {}
            end.finish()
            return text("")
        }
    }
}

@Suite("Robots of group chats")
struct RobotTests {
    private static func call(
        _ address: String, _ channel: Domain.Channel = .dingtalk, secret: String? = nil,
        lines: [OutgoingMessage.Line]? = nil
    ) -> RobotCall {
        let line = OutgoingMessage.Line(title: "报送 [即将] 到期", link: "https://jiedui.test/filings/1")
        let message = OutgoingMessage(identity: "1", subject: "提醒", lines: lines ?? [line], footer: nil)
        return RobotCall(
            channel: channel, address: address, token: "tok en", secret: secret,
            at: Instant(milliseconds: 1_772_416_800_000), message: message)
    }

    private static func problem(of caller: RobotCaller, _ call: RobotCall) async -> DeliveryProblem? {
        do {
            try await caller.call(call)
            return nil
        } catch {
            return error as? DeliveryProblem ?? .unknown
        }
    }

    @Test("A real server's answers mean what they say")
    func answers() async throws {
        let server = ChatServer()
        try await server.open { port in
            let host = "127.0.0.1:\(port)"
            var caller = RobotCaller(hosts: [], privateHosts: [host])
            let expected: [(String, DeliveryProblem?)] = [
                ("good", nil), ("refused", .refused), ("secret", .wrongSecret), ("elsewhere", .redirected),
                ("broken", .refused), ("page", .answerUnclear), ("long", .answerUnclear),
            ]
            for (path, problem) in expected {
                #expect(await Self.problem(of: caller, Self.call("http://\(host)/\(path)")) == problem, "\(path)")
            }
            // Nobody went where the answer pointed.
            #expect(server.requests.filter { $0.uri.hasPrefix("/good") }.count == 1)
            caller.seconds = 1
            #expect(await Self.problem(of: caller, Self.call("http://\(host)/hangs")) == .unreachable)
        }
        let body = try #require(server.requests.first?.body)
        let sent = try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
        #expect(sent["msgtype"] as? String == "markdown")
        let text = (sent["markdown"] as? [String: String])?["text"] ?? ""
        #expect(text == "**提醒**\n\n- [报送  即将  到期](https://jiedui.test/filings/1)")
        #expect(server.requests.first?.uri == "/good?access_token=tok%20en")
    }

    @Test("Only listed hosts are called, and none inside a network unless it is named")
    func guarded() async throws {
        let port = try MailRoom.freePort()
        let listed = RobotCaller(hosts: ["127.0.0.1", "localhost", "127.0.0.1:\(port)", "[::1]"], privateHosts: [])
        let cases: [(String, DeliveryProblem)] = [
            ("https://elsewhere.test/robot", .hostNotListed), ("https://127.0.0.1:1/robot", .hostNotListed),
            ("http://127.0.0.1/robot", .hostNotListed), ("ftp://127.0.0.1/robot", .hostNotListed),
            ("nonsense", .hostNotListed), ("https://127.0.0.1/robot", .privateAddress),
            ("https://LOCALHOST/robot", .privateAddress), ("https://[::1]/robot", .privateAddress),
        ]
        for (address, problem) in cases {
            #expect(await Self.problem(of: listed, Self.call(address)) == problem, "\(address)")
        }
        let named = RobotCaller(hosts: [], privateHosts: ["127.0.0.1:\(port)", "no-such-host.invalid"])
        #expect(await Self.problem(of: named, Self.call("http://127.0.0.1:\(port)/robot")) == .unreachable)
        #expect(await Self.problem(of: named, Self.call("https://no-such-host.invalid/robot")) == .unreachable)
    }

    @Test(
        "Public addresses are told from all others",
        arguments: [
            ("8.8.8.8", true), ("100.63.255.255", true), ("172.32.0.1", true), ("2400:3200::1", true),
            ("64:ff9b::808:808", true), ("::ffff:8.8.8.8", true), ("10.1.2.3", false), ("127.0.0.1", false),
            ("0.0.0.0", false), ("100.64.0.1", false), ("169.254.169.254", false), ("172.16.0.1", false),
            ("172.31.255.255", false), ("192.168.1.1", false), ("198.19.0.1", false), ("224.0.0.1", false),
            ("255.255.255.255", false), ("::", false), ("::1", false), ("fe80::1", false), ("fd00::1", false),
            ("ff02::1", false), ("::ffff:10.0.0.1", false), ("::ffff:127.0.0.1", false), ("64:ff9b::a00:1", false),
            ("2002:a00:1::", false), ("2001:db8::1", false), ("2001::1", false), ("::7f00:1", false),
        ])
    func addresses(text: String, isPublic: Bool) throws {
        let address = try #require(NetworkAddress(text))
        #expect(address.isPublic == isPublic)
        #expect(NetworkAddress(address.description) == address)
    }

    /// Computed with openssl: printf '1772416800000\nSECabc' | openssl dgst -sha256 -hmac SECabc -binary | base64
    @Test("DingTalk's calls are signed, WeCom's carry their key")
    func signed() {
        #expect(
            Self.call("https://d.test/send", secret: "SECabc").url()
                == "https://d.test/send?access_token=tok%20en&timestamp=1772416800000&sign=1mCoFuK1BdCWQTcIFLyQQtWUFa9w0PotxCWAjPO9P1s%3D"
        )
        #expect(Self.call("https://w.test/send", .wecom, secret: "SECabc").url() == "https://w.test/send?key=tok%20en")
    }

    @Test("However much waits, the message keeps within the limit and holds whole lines", arguments: [1, 12, 60])
    func limit(count: Int) throws {
        let title = String(repeating: "关于报送第三季度进展情况的提醒", count: 10)
        let link = "https://jiedui.test/filings/" + String(repeating: "a", count: 60)
        let call = Self.call(
            "https://w.test", .wecom, lines: Array(repeating: .init(title: title, link: link), count: count))
        let body = try RobotPayload(call).body
        let sent = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
        let text = try #require((sent["markdown"] as? [String: String])?["content"])
        #expect(text.utf8.count <= RobotPayload.mostBytes)
        #expect(text.hasSuffix(link + ")"))
        // What one parcel holds fits.
        if count <= 12 { #expect(text.matches(of: #/\n- /#).count == count) }
    }
}
