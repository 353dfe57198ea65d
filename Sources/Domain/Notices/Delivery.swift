// SPDX-License-Identifier: Apache-2.0

/// A way out of the program.
package enum Channel: String, CaseIterable, Sendable {
    case mail
    /// The robot of a group in DingTalk.
    case dingtalk
    /// The robot of a group in WeCom.
    case wecom
}

/// Where a notice on its way out stands.
package enum DeliveryState: String, CaseIterable, Sendable {
    case waiting
    case sent
    /// At least one attempt failed; another follows.
    case failed
    /// Given up: somebody must look.
    case dead
}

/// Why something was not sent: one of a closed list, each with a sentence `delivery.error.<name>`.
package enum DeliveryProblem: String, CaseIterable, Error, Sendable {
    /// The channel is not set up in the settings.
    case notSetUp
    /// The person has no address, or no longer wants mail; the robot is off.
    case noAddress
    /// The other side could not be reached, or did not answer in time.
    case unreachable
    /// The other side refused the message.
    case refused
    /// The other side answered what nobody understands, or too much.
    case answerUnclear
    /// The host is not on the list of those that may be called.
    case hostNotListed
    /// The host's name leads to an address in a private network.
    case privateAddress
    /// The other side pointed elsewhere.
    case redirected
    /// The user name or the secret is wrong.
    case wrongSecret
    /// Whoever was sending it let the lease pass.
    case interrupted
    /// Anything else; the log says more.
    case unknown
}

/// One notice on one way out.
package struct Delivery: Hashable, Sendable {
    package let id: Identifier<Delivery>
    package let notice: Notice
    package let channel: Channel
    /// nil for mail, which goes to the notice's account.
    package let robot: Identifier<Robot>?
    package var state: DeliveryState
    package var attempts: Int
    package var nextAt: Instant
    package var leaseUntil: Instant?
    package var lastError: DeliveryProblem?
    package let createdAt: Instant

    package init(
        id: Identifier<Delivery>, notice: Notice, channel: Channel, robot: Identifier<Robot>?, nextAt: Instant,
        createdAt: Instant, state: DeliveryState = .waiting, attempts: Int = 0
    ) {
        (self.id, self.notice, self.channel, self.robot) = (id, notice, channel, robot)
        (self.nextAt, self.createdAt, self.state, self.attempts) = (nextAt, createdAt, state, attempts)
    }
}

/// A mailbox or a robot: what waits for one is sent together.
package struct DeliveryTarget: Hashable, Sendable {
    package let robot: Identifier<Robot>?
    /// Whose mailbox it is; nil for robots.
    package let account: Identifier<User>?

    package init(robot: Identifier<Robot>?, account: Identifier<User>?) {
        (self.robot, self.account) = (robot, account)
    }
}

/// How a person wants to hear of notices besides in the program.
package struct NoticeChoices: Hashable, Sendable {
    /// nil where no mail is wanted.
    package var address: String?
    /// Once a day in one mail, instead of at once.
    package var isDigest: Bool

    package init(address: String? = nil, isDigest: Bool = false) { (self.address, self.isDigest) = (address, isDigest) }
}

/// The robot of an office's group chat.
package struct Robot: Hashable, Sendable {
    package let id: Identifier<Robot>
    package let pairing: Identifier<Pairing>
    package let side: Side
    /// Never mail.
    package let channel: Channel
    package var name: String
    /// Where it is called, such as `https://oapi.dingtalk.com/robot/send`, without anything secret.
    package var address: String
    package var isOn: Bool
    package var bucket: TokenBucket

    package init(
        id: Identifier<Robot>, pairing: Identifier<Pairing>, side: Side, channel: Channel, name: String,
        address: String, isOn: Bool, bucket: TokenBucket
    ) {
        (self.id, self.pairing, self.side, self.channel) = (id, pairing, side, channel)
        (self.name, self.address, self.isOn, self.bucket) = (name, address, isOn, bucket)
    }
}
