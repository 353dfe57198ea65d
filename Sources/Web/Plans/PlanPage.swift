// SPDX-License-Identifier: Apache-2.0

/// An adopted plan: its areas and tasks, its safeguards and its versions.
struct PlanPage: PageModel {
    static let template = "plan"
    static let samples = [
        PlanPage(
            id: "i", title: "T", documentNumber: "N", period: "2022–2026", version: 2, pairing: "a-b",
            pairingLabel: "A – B", taskCount: 1, areas: [.sample],
            safeguards: [Safeguard(ordinal: "1", title: "T", text: "X")], versions: [.sample],
            compares: [Comparable(number: 2, isOld: false, isNew: true)], publication: .sample, failures: .none,
            access: "/",
            history: .sample, watching: .sample)
    ]
    struct Area: Sendable {
        let anchor: String
        let ordinal: String
        let title: String
        let nationalArea: String?
        let tasks: [Task]
        static let sample = Area(
            anchor: "area-1", ordinal: "1", title: "A", nationalArea: "N",
            tasks: [Task(id: "t", path: "1", title: "T", text: "X", units: 3)])
    }
    struct Task: Sendable {
        let id: String
        let path: String
        let title: String?
        let text: String
        let units: Int
    }
    struct Safeguard: Sendable {
        let ordinal: String
        let title: String
        let text: String
    }
    struct Version: Sendable {
        let number: Int
        let adoptedAt: String
        let adoptedBy: String
        let document: String
        let draft: String
        /// The one before it, with which it can be compared.
        let previous: Int?
        static let sample = Version(
            number: 2, adoptedAt: "2026-01-01", adoptedBy: "A", document: "d", draft: "d", previous: 1)
    }
    /// A version as a choice of the form that compares two.
    struct Comparable: Sendable {
        let number: Int
        let isOld: Bool
        let isNew: Bool
    }
    /// Whether other pairings may read it, and what the visitor can do about that.
    struct Publication: Sendable {
        /// The newest version of the plan.
        let newest: Int
        /// nil where nothing is published.
        let version: Int?
        let publishedAt: String?
        let publishedBy: String?
        /// True where a newer version than the published one is not published.
        let isOld: Bool
        /// What the document says of its own publicity.
        let mark: String
        let mayPublish: Bool
        let needsConfirmation: Bool
        let mayWithdraw: Bool
        static let sample = Publication(
            newest: 2, version: 1, publishedAt: "2026-01-01", publishedBy: "A", isOld: true, mark: "M",
            mayPublish: true,
            needsConfirmation: true, mayWithdraw: true)
    }
    let id: String
    let title: String
    let documentNumber: String?
    let period: String?
    let version: Int
    let pairing: String
    let pairingLabel: String
    let taskCount: Int
    let areas: [Area]
    let safeguards: [Safeguard]
    let versions: [Version]
    /// Empty where there is only one version.
    let compares: [Comparable]
    let publication: Publication
    let failures: Failures
    /// Where it says who can see it; nil where the visitor may not ask.
    let access: String?
    let history: HistoryView
    let watching: Watching
    var section: Section? { .pairings }
}
