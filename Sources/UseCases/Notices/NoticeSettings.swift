// SPDX-License-Identifier: Apache-2.0
package import Domain

/// How notices leave the program. Without an adapter nothing leaves by that way.
package struct NoticeSettings: Sendable {
    /// What links in messages begin with, such as `https://jiedui.example.cn`; nil writes titles without links.
    package var publicAddress: String?
    /// Throws `DeliveryProblem`.
    package var sendMail: (@Sendable (OutgoingMail) async throws -> Void)?
    /// Throws `DeliveryProblem`.
    package var callRobot: (@Sendable (RobotCall) async throws -> Void)?
    /// Waits until a moment. Returns false, at once, where the program is to stop. Without it no run waits.
    package var pause: (@Sendable (Instant) async -> Bool)?
    /// The hosts that robots may be called at, with the port where it is not the usual one.
    package var robotHosts = NoticeSettings.publicHosts
    /// Those of DingTalk and WeCom.
    package static let publicHosts: Set = ["oapi.dingtalk.com", "qyapi.weixin.qq.com"]

    package init() {}
}
