// SPDX-License-Identifier: Apache-2.0
import Crypto
import Domain
import Foundation

/// What is posted to the robot of a group: one message of Markdown with titles and links.
struct RobotPayload {
    /// WeCom refuses more (errcode 40058); DingTalk takes it too.
    static let mostBytes = 4096
    /// Longer titles are cut, so that a whole parcel fits.
    private static let mostLetters = 60

    let body: [UInt8]

    init(_ call: RobotCall) throws {
        let text = Self.text(of: call.message)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        switch call.channel {
        case .wecom: body = Array(try encoder.encode(WeCom(markdown: .init(content: text))))
        case .dingtalk, .mail:
            let title = Self.plain(call.message.subject)
            body = Array(try encoder.encode(DingTalk(markdown: .init(title: title, text: text))))
        }
    }

    private struct WeCom: Encodable {
        struct Markdown: Encodable { let content: String }
        var msgtype = "markdown"
        let markdown: Markdown
    }

    private struct DingTalk: Encodable {
        struct Markdown: Encodable { let title: String, text: String }
        var msgtype = "markdown"
        let markdown: Markdown
    }

    /// As many lines as fit, a list under the subject.
    static func text(of message: OutgoingMessage) -> String {
        var text = "**" + plain(message.subject) + "**"
        for line in message.lines {
            let title = plain(line.title)
            let next = "\n\n- " + (line.link.map { "[\(title)](\($0))" } ?? title)
            guard text.utf8.count + next.utf8.count <= mostBytes else { break }
            text += next
        }
        return text
    }

    /// Without what Markdown reads as more than letters, on one line.
    private static func plain(_ title: String) -> String {
        let marks: Set<Character> = ["[", "]", "(", ")", "<", ">", "*", "_", "#", "`", "~", "|", "\\", "@"]
        let letters = title.map { marks.contains($0) || $0.isNewline ? " " : $0 }
        return letters.count > mostLetters ? String(letters.prefix(mostLetters)) + "…" : String(letters)
    }
}

extension RobotCall {
    /// The address with what opens the robot: WeCom's key, or DingTalk's token with the time and its signature.
    func url() -> String {
        guard channel == .dingtalk else { return address + "?key=" + Self.encoded(token) }
        let url = address + "?access_token=" + Self.encoded(token)
        guard let secret else { return url }
        let time = String(at.milliseconds)
        let code = HMAC<SHA256>.authenticationCode(
            for: Data((time + "\n" + secret).utf8), using: SymmetricKey(data: Data(secret.utf8)))
        return url + "&timestamp=" + time + "&sign=" + Self.encoded(Data(code).base64EncodedString())
    }

    private static func encoded(_ text: String) -> String {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
