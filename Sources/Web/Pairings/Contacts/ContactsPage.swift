// SPDX-License-Identifier: Apache-2.0

/// The phone book of a pairing.
struct ContactsPage: PageModel {
    static let template = "contacts"
    static let samples = [
        ContactsPage(
            pairing: "a-b", pairingLabel: "A – B", pairings: "", text: "", former: true, sides: [.sample],
            isEmpty: false, isFiltered: true, workbook: "/", importing: "/", form: .sample,
            watching: .sample),
        ContactsPage(
            pairing: "", pairingLabel: "", pairings: "", text: "", former: false, sides: [], isEmpty: true,
            isFiltered: false, workbook: nil, importing: nil, form: nil, watching: nil),
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
    let isEmpty: Bool
    let isFiltered: Bool
    let workbook: String?
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
            history: .sample, watching: .sample),
        ContactPage(
            id: "i", pairing: "a-b", pairingLabel: "P", name: "N", phone: nil, mail: nil, revision: nil, form: nil,
            history: nil, watching: nil),
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
    let watching: Watching?
    var section: Section? { .contacts }
}
