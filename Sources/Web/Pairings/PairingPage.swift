// SPDX-License-Identifier: Apache-2.0

/// The page of one pairing.
struct PairingPage: PageModel {
    static let template = "pairing"
    static let samples = [
        PairingPage(
            line: .sample, region: "R", parent: Link(path: "/", label: "P"), children: [.sample], plans: [.sample],
            documents: [.sample], mayUpload: true, childForm: .sample, access: "/", contacts: "/", exchange: "/",
            hasCrosswalk: true, history: .sample, watching: .sample),
        PairingPage(
            line: .sample, region: nil, parent: nil, children: [], plans: [], documents: [], mayUpload: false,
            childForm: nil, access: nil, contacts: nil, exchange: nil, hasCrosswalk: false,
            history: HistoryView(entries: []),
            watching: .sample),
    ]

    struct Link: Sendable {
        let path: String
        let label: String
    }
    struct Child: Sendable {
        let code: String
        let label: String
        let kind: String
        let term: String
        static let sample = Child(code: "c-d", label: "C", kind: "K", term: "2022–2030")
    }
    struct Plan: Sendable {
        let id: String
        let title: String
        let documentNumber: String?
        let period: String?
        let version: Int
        let taskCount: Int
        let adoptedAt: String
        let adoptedBy: String
        static let sample = Plan(
            id: "i", title: "T", documentNumber: "N", period: "2022–2026", version: 1, taskCount: 3,
            adoptedAt: "2026-01-01", adoptedBy: "A")
    }
    /// What was typed into the form for a pairing within this one.
    struct ChildForm: Sendable {
        let kinds: [Choice]
        let code: String
        let parties: [PartyFields]
        let termFrom: Int
        let termTo: Int
        let failures: Failures

        static let sample = ChildForm(
            kinds: [Choice(value: "county", label: "K", isChosen: true)], code: "",
            parties: [PartyFields(side: "oldArea", title: "T", name: "N", romanised: "R", division: "1", failure: "F")],
            termFrom: 2022, termTo: 2030, failures: .none)
    }
    struct PartyFields: Sendable {
        let side: String
        let title: String
        let name: String
        let romanised: String
        let division: String
        /// What is wrong with the party; nil where nothing is.
        let failure: String?
    }
    let line: PairingsPage.Line
    let region: String?
    let parent: Link?
    let children: [Child]
    let plans: [Plan]
    let documents: [DocumentsPage.Line]
    let mayUpload: Bool
    /// nil where the visitor may not add a pairing here.
    let childForm: ChildForm?
    /// Where it says who can see it; nil where the visitor may not ask.
    let access: String?
    /// Where its phone book is; nil where the visitor may not read it.
    let contacts: String?
    /// Whether its plans are held against a reference.
    let exchange: String?
    let hasCrosswalk: Bool
    let history: HistoryView
    let watching: Watching
    var section: Section? { .pairings }
}
