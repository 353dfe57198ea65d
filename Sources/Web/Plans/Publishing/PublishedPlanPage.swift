// SPDX-License-Identifier: Apache-2.0

/// What an office has published of a plan: its public form.
struct PublishedPlanPage: PageModel {
    static let template = "published-plan"
    static let samples = [
        PublishedPlanPage(
            id: "i", title: "T", documentNumber: "N", period: "2022–2026", pairing: "a-b", pairingLabel: "A – B",
            publishedOn: "2026-01-01", taskCount: 1, areas: [.sample],
            safeguards: [Safeguard(ordinal: "1", title: "T", text: "X")], plan: "/")
    ]
    struct Area: Sendable {
        let anchor: String
        let ordinal: String
        let title: String
        let tasks: [Task]
        static let sample = Area(
            anchor: "area-1", ordinal: "1", title: "A",
            tasks: [Task(anchor: "task-t", path: "1", title: "T", text: "X", units: ["U"])])
    }
    struct Task: Sendable {
        let anchor: String
        let path: String
        let title: String?
        let text: String
        let units: [String]
    }
    struct Safeguard: Sendable {
        let ordinal: String
        let title: String
        let text: String
    }
    let id: String
    let title: String
    let documentNumber: String?
    let period: String?
    let pairing: String
    let pairingLabel: String
    let publishedOn: String
    let taskCount: Int
    let areas: [Area]
    let safeguards: [Safeguard]
    /// Where the whole plan is, for who may read it.
    let plan: String?
    var section: Section? { .pairings }
}
