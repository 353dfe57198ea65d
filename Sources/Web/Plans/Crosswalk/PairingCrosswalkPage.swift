// SPDX-License-Identifier: Apache-2.0

/// One pairing held against one reference.
struct PairingCrosswalkPage: PageModel {
    static let template = "pairing-crosswalk"
    static let samples = [
        PairingCrosswalkPage(
            pairing: "a-b", pairingLabel: "A – B", crosswalk: "/", reference: .sample, references: [.sample], tasks: 2,
            covered: 1, leftOutCount: 1, beyondCount: 1, leftOut: [.sample], beyond: [.sample],
            clauses: [Clause(line: .sample, tasks: [.sample]), Clause(line: .sample, tasks: [])]),
        PairingCrosswalkPage(
            pairing: "a-b", pairingLabel: "A – B", crosswalk: "/", reference: .sample, references: [.sample], tasks: 0,
            covered: 0, leftOutCount: 0, beyondCount: 0, leftOut: [], beyond: [], clauses: []),
    ]
    struct Clause: Sendable {
        let line: ClauseLine
        let tasks: [ClauseTaskLine]
    }
    let pairing: String
    let pairingLabel: String
    /// The matrix of the same reference.
    let crosswalk: String
    let reference: ReferenceLine
    let references: [Choice]
    let tasks: Int
    let covered: Int
    let leftOutCount: Int
    let beyondCount: Int
    let leftOut: [ClauseLine]
    let beyond: [ClauseTaskLine]
    let clauses: [Clause]
    var section: Section? { .crosswalk }
}
