// SPDX-License-Identifier: Apache-2.0

/// The people whom the visitor may see.
struct PeoplePage: PageModel {
    static let template = "users"
    static let samples = [
        PeoplePage(
            count: 1, lines: [.sample], text: "", roles: [.sample], states: [.sample], pairings: "", isWaiting: true,
            isFiltered: true, first: "/", next: "/", workbook: "/", importing: "/", form: .sample),
        PeoplePage(
            count: 0, lines: [], text: "", roles: [], states: [], pairings: "", isWaiting: false, isFiltered: false,
            first: nil, next: nil, workbook: nil, importing: nil, form: nil),
    ]

    struct Line: Sendable {
        let id: String
        let username: String
        let displayName: String
        let state: String
        let stateName: String
        let roles: [String]
        static let sample = Line(
            id: "i", username: "u", displayName: "D", state: "S", stateName: "active", roles: ["R"])
    }
    let count: Int
    let lines: [Line]
    let text: String
    let roles: [Choice]
    let states: [Choice]
    let pairings: String
    let isWaiting: Bool
    let isFiltered: Bool
    let first: String?
    let next: String?
    let workbook: String?
    let importing: String?
    /// The form for a new person; nil where the visitor may create nobody.
    let form: FormModel?
    var section: Section? { .users }
}

/// A person's page.
struct PersonPage: PageModel {
    static let template = "user"
    static let samples = [
        PersonPage(
            id: "i", username: "u", displayName: "D", state: "S", stateName: "active", createdAt: "2026-01-01",
            revision: 1, roles: [Role(text: "R", position: 0, mayEnd: true)],
            career: [Career(period: "P", text: "T")], matters: ["M"], history: [.sample], handOver: "/",
            edit: .sample, grant: .sample, move: .sample, disable: .sample, enable: .sample, invite: .sample,
            reset: .sample, unlock: .sample, access: "/", watching: .sample),
        PersonPage(
            id: "i", username: "u", displayName: "D", state: "S", stateName: "active", createdAt: "2026-01-01",
            revision: 1, roles: [], career: [], matters: [], history: [], handOver: nil, edit: nil, grant: nil,
            move: nil, disable: nil, enable: nil, invite: nil, reset: nil, unlock: nil,
            access: nil, watching: nil),
    ]

    struct Role: Sendable {
        let text: String
        let position: Int
        let mayEnd: Bool
    }
    struct Career: Sendable {
        let period: String
        let text: String
    }
    let id: String
    let username: String
    let displayName: String
    let state: String
    let stateName: String
    let createdAt: String
    let revision: Int
    let roles: [Role]
    let career: [Career]
    let matters: [String]
    let history: [HistoryView.Entry]
    /// The page on which open matters are handed over; nil where the visitor may not.
    let handOver: String?
    let edit: FormModel?
    let grant: FormModel?
    let move: FormModel?
    let disable: FormModel?
    let enable: FormModel?
    let invite: FormModel?
    let reset: FormModel?
    let unlock: FormModel?
    /// Where it says who can see the person; nil where the visitor may not ask.
    let access: String?
    /// nil where the address is that of a form, which can't be fetched anew.
    let watching: Watching?
    var section: Section? { .users }
}

/// A link that is shown once, to be handed to its person.
struct HandedLinkPage: PageModel {
    static let template = "link"
    static let samples = [
        HandedLinkPage(id: "i", username: "u", displayName: "D", token: "t", origin: "http://localhost")
    ]
    let id: String
    let username: String
    let displayName: String
    let token: String
    let origin: String
    var section: Section? { .users }
}

/// What a person has in hand, and to whom it goes.
struct HandOverPage: PageModel {
    static let template = "handover"
    static let samples = [
        HandOverPage(
            id: "i", displayName: "D", matters: ["M"], refused: 1, sessions: 1, tokens: 1, invitations: 1,
            receiver: "r", receiverName: "R", failures: .none, form: .sample),
        HandOverPage(
            id: "i", displayName: "D", matters: [], refused: nil, sessions: 0, tokens: 0, invitations: 0, receiver: "",
            receiverName: nil, failures: .sample("receiver"), form: nil),
    ]
    let id: String
    let displayName: String
    let matters: [String]
    /// How many matters the receiver may not take; nil where there is none.
    let refused: Int?
    let sessions: Int
    let tokens: Int
    let invitations: Int
    let receiver: String
    /// nil until a receiver is chosen.
    let receiverName: String?
    /// Why whoever was named can't receive.
    let failures: Failures
    /// The form that does it; nil until it can be done.
    let form: FormModel?
    var section: Section? { .users }
}
