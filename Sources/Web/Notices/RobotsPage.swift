// SPDX-License-Identifier: Apache-2.0

/// The robots of the group chats of the person's offices.
struct RobotsPage: PageModel {
    static let template = "robots"
    static let samples = [
        RobotsPage(offices: [.sample], form: .sample),
        RobotsPage(offices: [Office(name: "O", robots: [])], form: .sample),
    ]

    /// One office with its robots.
    struct Office: Sendable {
        let name: String
        let robots: [Line]

        static let sample = Office(name: "O", robots: [.sample])
    }

    struct Line: Sendable {
        let id: String
        let name: String
        let channel: String
        let address: String
        let isOn: Bool

        static let sample = Line(id: "i", name: "N", channel: "C", address: "https://a.b/c", isOn: true)
    }
    let offices: [Office]
    let form: FormModel
}
