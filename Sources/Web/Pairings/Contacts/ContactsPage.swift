// SPDX-License-Identifier: Apache-2.0

/// The phone book of a pairing.
struct ContactsPage: PageModel {
    static let template = "contacts"
    static let samples = [
        ContactsPage(
            pairing: "a-b", pairingLabel: "A – B", pairings: "", text: "", former: true, sides: [.sample],
            count: 1, isEmpty: false, isFiltered: true, first: "/", next: "/", whole: "/", workbook: "/", revealed: "/",
            importing: "/", form: .sample, watching: .sample),
        ContactsPage(
            pairing: "", pairingLabel: "", pairings: "", text: "", former: false, sides: [], count: 0,
            isEmpty: true, isFiltered: false, first: nil, next: nil, whole: nil, workbook: nil, revealed: nil,
            importing: nil, form: nil, watching: nil),
    ]

    struct Side: Sendable {
        let name: String
        let groups: [Group]
        static let sample = Side(name: "S", groups: [Group(name: "G", entries: [.sample])])
    }
    /// The leaders, the office, or one body's liaisons.
    struct Group: Sendable {
        let name: String
        let entries: [Entry]
    }
    struct Entry: Sendable {
        let id: String
        let post: String
        let name: String
        let body: String?
        let phone: String?
        let mail: String?
        let period: String?
        let note: String?
        let isHeld: Bool
        let mayReveal: Bool
        let mayManage: Bool
        static let sample = Entry(
            id: "i", post: "P", name: "N", body: "B", phone: "1****2", mail: "m", period: "P", note: "N", isHeld: false,
            mayReveal: true, mayManage: true)
    }
    let pairing: String
    let pairingLabel: String
    /// The options of the choice of pairings.
    let pairings: String
    let text: String
    let former: Bool
    let sides: [Side]
    /// On all pages.
    let count: Int
    let isEmpty: Bool
    let isFiltered: Bool
    let first: String?
    let next: String?
    /// All of it on one page, to be printed; nil where it stands on one.
    let whole: String?
    let workbook: String?
    /// The workbook with what is masked; nil where the visitor may not see it.
    let revealed: String?
    let importing: String?
    let form: FormModel?
    /// nil where the address is that of a form, which can't be fetched anew.
    let watching: Watching?
    var section: Section? { .contacts }
}

/// One contact to be changed, or shown unmasked.
struct ContactPage: PageModel {
    static let template = "contact"
    static let samples = [
        ContactPage(
            id: "i", pairing: "a-b", pairingLabel: "P", name: "N", phone: "1", mail: "m", revision: 1, form: .sample,
            history: .sample, access: "/", watching: .sample),
        ContactPage(
            id: "i", pairing: "a-b", pairingLabel: "P", name: "N", phone: nil, mail: nil, revision: nil, form: nil,
            history: nil, access: nil, watching: nil),
    ]
    let id: String
    let pairing: String
    let pairingLabel: String
    let name: String
    let phone: String?
    let mail: String?
    /// nil where the contact is only shown.
    let revision: Int?
    let form: FormModel?
    /// nil where the contact is only shown.
    let history: HistoryView?
    /// Where it says who can see it; nil where the visitor may not ask.
    let access: String?
    let watching: Watching?
    var section: Section? { .contacts }
}
