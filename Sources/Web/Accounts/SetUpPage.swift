// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The form of the first visit.
struct SetUpPage: PageModel {
    static let template = "setup"
    static let samples = [
        SetUpPage(token: "t", failures: .none, people: [.sample], office: .sample),
        SetUpPage(token: "t", failures: .sample("office-username"), people: [.sample], office: .sample),
    ]

    /// One of the three administrators.
    struct Person: Sendable {
        let prefix: String
        let title: String
        let explanation: String
        let username: String
        let displayName: String
        let usernameFailure: String?
        let displayNameFailure: String?
        let passwordFailure: String?
        let repeatedFailure: String?

        static let sample = Person(
            prefix: "p", title: "T", explanation: "E", username: "u", displayName: "D", usernameFailure: "F",
            displayNameFailure: nil, passwordFailure: nil, repeatedFailure: nil)
    }
    /// The first person of an office.
    struct Office: Sendable {
        let username: String
        let displayName: String
        let pairings: [Choice]
        let isEastern: Bool

        static let sample = Office(
            username: "u", displayName: "D", pairings: [Choice(value: "a-b", label: "A", isChosen: true)],
            isEastern: false)
    }
    let token: String
    let failures: Failures
    let people: [Person]
    let office: Office
}

/// What nothing but set-up shows before it is done: where the token is printed.
struct SetUpClosedPage: PageModel {
    static let template = "setup-closed"
    static let samples = [SetUpClosedPage(wasWrong: true), SetUpClosedPage(wasWrong: false)]
    /// True where a token came that opens nothing.
    let wasWrong: Bool
}

/// What is shown once when set-up is done.
struct SetUpDonePage: PageModel {
    static let template = "setup-done"
    static let samples = [SetUpDonePage(invitation: "t", officeName: "D", origin: "http://localhost")]
    let invitation: String
    let officeName: String
    /// The scheme and host that stand before the invitation's path.
    let origin: String
}
