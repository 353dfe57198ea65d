// SPDX-License-Identifier: Apache-2.0

/// The form for a new password of one's own.
struct PasswordPage: PageModel {
    static let template = "password"
    static let samples = [
        PasswordPage(isFirst: true, keepsTokens: false, failures: .none),
        PasswordPage(isFirst: false, keepsTokens: true, failures: .sample("old")),
    ]
    /// True after the first sign-in, when nothing else answers.
    let isFirst: Bool
    /// True where the person has chosen that access tokens go on.
    let keepsTokens: Bool
    let failures: Failures
}

/// The account of the signed-in person.
struct AccountPage: PageModel {
    static let template = "account"
    static let samples = [
        AccountPage(
            id: "i", username: "u", displayName: "D", roles: ["R"], isChinese: true, hasSecondFactor: true,
            recoveryCodesLeft: 3, tokenCount: 1, sessions: [.sample], hasOtherSessions: true)
    ]
    let id: String
    let username: String
    let displayName: String
    let roles: [String]
    let isChinese: Bool
    let hasSecondFactor: Bool
    let recoveryCodesLeft: Int
    /// How many access tokens open something.
    let tokenCount: Int
    let sessions: [SessionLine]
    let hasOtherSessions: Bool
}

/// One session in the own account.
struct SessionLine: Sendable {
    let id: String
    /// The browser and the system it runs on.
    let device: String
    let address: String
    let since: String
    let lastSeen: String
    let isPresent: Bool

    static let sample = SessionLine(
        id: "i", device: "D", address: "A", since: "S", lastSeen: "L", isPresent: false)
}

/// The form in which an invited person chooses a password.
struct InvitationPage: PageModel {
    static let template = "invitation"
    static let samples = [
        InvitationPage(token: "t", username: "u", displayName: "D", isReset: true, failures: .none),
        InvitationPage(token: "t", username: "u", displayName: "D", isReset: false, failures: .sample("password")),
    ]
    let token: String
    let username: String
    let displayName: String
    /// True for a person whose password was reset.
    let isReset: Bool
    let failures: Failures
}
