// SPDX-License-Identifier: Apache-2.0

/// The tasks of a plan that ends, and what becomes of each in the next.
struct GenerationsPage: PageModel {
    static let template = "generations"
    static let samples = [
        GenerationsPage(
            id: "p", title: "T", pairing: "a-b", pairingLabel: "A – B", open: 1, proposed: 1, settled: 1,
            hasNext: true, lines: [.sample], failures: .sample("")),
        GenerationsPage(
            id: "p", title: "T", pairing: "a-b", pairingLabel: "A – B", open: 0, proposed: 0, settled: 0,
            hasNext: false, lines: [], failures: .none),
    ]
    struct Line: Sendable {
        let id: String
        let path: String
        let title: String
        /// What was agreed to, else what is proposed.
        let step: Step?
        let isSettled: Bool
        let agree: FormModel?
        let withdraw: FormModel?
        let propose: FormModel?
        let isOpen: Bool
        static let sample = Line(
            id: "t", path: "1", title: "T", step: .sample, isSettled: true, agree: .sample, withdraw: .sample,
            propose: .sample, isOpen: true)
    }
    struct Step: Sendable {
        let what: String
        /// The task of the next plan.
        let successor: Related?
        let reason: String?
        /// Who and when, and whose proposal it is.
        let by: String
        static let sample = Step(what: "W", successor: .sample, reason: "R", by: "B")
    }
    struct Related: Sendable {
        let id: String
        let path: String
        let title: String
        let plan: String
        static let sample = Related(id: "t", path: "1", title: "T", plan: "P")
    }
    let id: String
    let title: String
    let pairing: String
    let pairingLabel: String
    let open: Int
    let proposed: Int
    let settled: Int
    /// A plan follows that has tasks.
    let hasNext: Bool
    let lines: [Line]
    let failures: Failures
    var section: Section? { .pairings }
}
