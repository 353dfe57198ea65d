// SPDX-License-Identifier: Apache-2.0

/// What leaves the program: titles with links, nothing else.
package struct OutgoingMessage: Hashable, Sendable {
    /// One title with its link.
    package struct Line: Hashable, Sendable {
        package let title: String
        /// Whole, or nil where the program doesn't know its own address.
        package let link: String?

        package init(title: String, link: String?) { (self.title, self.link) = (title, link) }
    }
    /// Names the message: the same one sent again has the same.
    package let identity: String
    package let subject: String
    package let lines: [Line]
    /// A closing sentence, such as where to turn this off.
    package let footer: String?

    package init(identity: String, subject: String, lines: [Line], footer: String?) {
        (self.identity, self.subject, self.lines, self.footer) = (identity, subject, lines, footer)
    }
}

/// A message to one mailbox.
package struct OutgoingMail: Sendable {
    package let to: String
    package let at: Instant
    package let message: OutgoingMessage

    package init(to: String, at: Instant, message: OutgoingMessage) {
        (self.to, self.at, self.message) = (to, at, message)
    }
}

/// A message to the group of a robot.
package struct RobotCall: Sendable {
    package let channel: Channel
    package let address: String
    /// The token of DingTalk, the key of WeCom.
    package let token: String
    /// With which DingTalk's calls are signed; nil where the robot is guarded otherwise.
    package let secret: String?
    package let at: Instant
    package let message: OutgoingMessage

    package init(
        channel: Channel, address: String, token: String, secret: String?, at: Instant, message: OutgoingMessage
    ) {
        (self.channel, self.address, self.token, self.secret) = (channel, address, token, secret)
        (self.at, self.message) = (at, message)
    }
}
