// SPDX-License-Identifier: Apache-2.0

/// The question before a draft becomes a plan.
struct AdoptionPage: PageModel {
    static let template = "adoption"
    static let samples = [
        AdoptionPage(
            id: "i", revision: 1, title: "T", pairingLabel: "P",
            counts: DraftCounts(areas: 1, tasks: 2, safeguards: 3, units: 4, findings: 5), hasFindings: true,
            canAdopt: true,
            plans: [.sample]),
        AdoptionPage(
            id: "i", revision: 1, title: "T", pairingLabel: "P",
            counts: DraftCounts(areas: 1, tasks: 2, safeguards: 3, units: 4, findings: 0), hasFindings: false,
            canAdopt: false,
            plans: []),
    ]
    let id: String
    let revision: Int
    let title: String
    let pairingLabel: String
    let counts: DraftCounts
    let hasFindings: Bool
    /// False for a draft without a task, which is no plan.
    let canAdopt: Bool
    /// The plans of which the draft could become a new version.
    let plans: [PairingPage.Plan]
    var section: Section? { .documents }
}
