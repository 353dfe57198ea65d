// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// A message as the Internet writes it (RFC 5322, RFC 2045, RFC 2047): plain text, everything beyond ASCII encoded, so
/// that nothing in a title can begin a line of its own.
struct MailText {
    let bytes: [UInt8]

    init(_ mail: OutgoingMail, from: String) {
        let domain = from.split(separator: "@").last.map(String.init) ?? "jiedui"
        let lines = [
            "Date: " + Self.date(mail.at), "From: Jiedui <\(from)>", "To: <\(mail.to)>",
            "Subject: " + Self.encoded(mail.message.subject), "Message-ID: <\(mail.message.identity)@\(domain)>",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
            // So that nobody's absence note answers (RFC 3834).
            "Auto-Submitted: auto-generated", "",
        ]
        let text = Data(Self.body(mail.message).utf8)
            .base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
        bytes = Array((lines.joined(separator: "\r\n") + "\r\n" + text + "\r\n").utf8)
    }

    private static func body(_ message: OutgoingMessage) -> String {
        var text = message.lines.map { line in
            [line.title, line.link].compactMap { $0 }.joined(separator: "\r\n")
        }.joined(separator: "\r\n\r\n")
        if let footer = message.footer { text += "\r\n\r\n-- \r\n" + footer }
        return text + "\r\n"
    }

    /// Words of at most 75 characters each, cut between letters (RFC 2047, section 2).
    private static func encoded(_ text: String) -> String {
        var words: [String] = []
        var word = ""
        for letter in text {
            if word.utf8.count + letter.utf8.count > 42 {
                words.append(word)
                word = ""
            }
            word.append(letter)
        }
        words.append(word)
        return words.map { "=?UTF-8?B?" + Data($0.utf8).base64EncodedString() + "?=" }.joined(separator: "\r\n ")
    }

    /// `Mon, 02 Mar 2026 10:00:00 +0800`
    private static func date(_ moment: Instant) -> String {
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let day = moment.day
        // 1970-01-01 was a Thursday.
        let weekday = days[Int(((day.dayNumber + 4) % 7 + 7) % 7)]
        let time = moment.advanced(bySeconds: 8 * 3600).isoText.dropFirst(11).prefix(8)
        return "\(weekday), \(day.day < 10 ? "0" : "")\(day.day) \(months[day.month - 1]) \(day.year) \(time) +0800"
    }
}
