// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Storage

extension UseCases {
    /// The titles of a parcel with their links.
    func message(of parcel: Parcel) throws -> OutgoingMessage {
        let (messages, language) = (try MessageCatalogue(), parcel.language)
        let lines = parcel.deliveries.map { delivery in
            let content = delivery.notice.content
            return OutgoingMessage.Line(
                title: messages.text(content.title, language, content.arguments),
                link: surroundings.notices.publicAddress.map { $0 + content.path })
        }
        let subject =
            lines.count == 1
            ? lines[0].title : messages.text("message.several", language, ["count": String(lines.count)])
        var footer: String?
        if case .mail = parcel.way { footer = messages.text("message.mailFooter", language) }
        return OutgoingMessage(
            identity: parcel.identity,
            subject: messages.text("message.subject", language, ["title": subject]), lines: lines, footer: footer)
    }

    /// The call of a robot; nil where its secrets were sealed with another key.
    func robotCall(_ record: RobotRecord, _ message: OutgoingMessage, at now: Instant) -> RobotCall? {
        let (seal, context) = (seal(.robot), record.robot.id.text)
        guard let token = seal.open(record.sealedToken, context: context) else { return nil }
        var secret: String?
        if let sealed = record.sealedSecret {
            guard let opened = seal.open(sealed, context: context + " secret") else { return nil }
            secret = opened
        }
        return RobotCall(
            channel: record.robot.channel, address: record.robot.address, token: token, secret: secret, at: now,
            message: message)
    }
}

extension Parcel {
    /// The same for the same deliveries and for no others: what is sent again can be told to be the same, and what has
    /// something new in it is never taken for what came before.
    var identity: String {
        let ids = deliveries.map(\.id.text).sorted()
        return ids.count == 1 ? ids[0] : String(sha256(ids.joined(separator: " ")).prefix(32))
    }
}
