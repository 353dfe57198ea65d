// SPDX-License-Identifier: Apache-2.0

/// The periods of a pairing: those whose figures were taken down, and those that are over.
struct PeriodsPage: PageModel {
    static let template = "periods"
    static let samples = [
        PeriodsPage(
            code: "a-b", pairingLabel: "A – B", mayClose: true, closed: [.sample],
            open: [Choice(value: "/", label: "2026Q1", isChosen: false)], unreadable: "U")
    ]
    struct Closed: Sendable {
        let path: String
        let period: String
        let by: String
        let at: String
        /// How many corrections there were since; nil where there were none.
        let corrections: String?
        static let sample = Closed(path: "/", period: "2026Q1", by: "B", at: "2026-01-01 00:00", corrections: "1")
    }
    let code: String
    let pairingLabel: String
    let mayClose: Bool
    let closed: [Closed]
    /// Paths and names of periods that are over.
    let open: [Choice]
    /// The period that was asked for, where it is none.
    let unreadable: String?
    var section: Section? { .ledgers }
}

/// One period of a pairing: what its figures were and are, and what was corrected.
struct PeriodPage: PageModel {
    static let template = "period"
    static let samples = [
        PeriodPage(
            code: "a-b", pairingLabel: "A – B", period: "2026Q1", closed: "C", isOpen: true, isOver: true,
            mayClose: true, unverified: [Unverified(path: "/", text: "T")], moved: [.sample], corrections: [.sample],
            groups: [Group(key: "k", title: "T", lines: [.sample])], tooMany: true)
    ]
    struct Figure: Sendable {
        let title: String
        let path: String
        let unit: String
        /// What it was when the period was closed; nil while it is open.
        let then: String?
        let now: String
        /// The difference between the two; nil where there is none.
        let change: String?
        /// True where it was taken down, or is, with rows about which the cities differ.
        let isToVerify: Bool
        static let sample = Figure(
            title: "T", path: "/", unit: "U", then: "1", now: "2", change: "+1", isToVerify: true)
    }
    struct Group: Sendable {
        let key: String
        let title: String
        let lines: [Figure]
    }
    struct Unverified: Sendable {
        let path: String
        let text: String
    }
    let code: String
    let pairingLabel: String
    let period: String
    /// When and by whom it was closed, in words.
    let closed: String?
    let isOpen: Bool
    let isOver: Bool
    let mayClose: Bool
    let unverified: [Unverified]
    let moved: [Figure]
    let corrections: [CorrectionView]
    let groups: [Group]
    /// True where not all corrections are listed.
    let tooMany: Bool
    var section: Section? { .ledgers }
}

/// A change of a row after its period was closed.
struct CorrectionView: Sendable {
    struct Moved: Sendable {
        let path: String
        let text: String
    }
    let path: String
    let name: String
    let ledger: String
    let change: EntryDetailPage.Change
    let moved: [Moved]

    static let sample = CorrectionView(
        path: "/", name: "N", ledger: "L", change: .sample, moved: [Moved(path: "/", text: "T")])
}
