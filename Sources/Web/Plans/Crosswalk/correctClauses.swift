// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Sets the clauses that a task carries out: the fields `clause`, best first; blank ones and repetitions are left out.
func correctClauses(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    var clauses: [Int] = []
    for number in visit.form.all("clause").compactMap({ Int($0) }) where !clauses.contains(number) {
        clauses.append(number)
    }
    try await visit.useCases.correctClauses(
        try visit.caller, task: id, reference: visit.form["reference"],
        revision: visit.form.integer("revision") ?? -1, clauses: clauses)
    return visit.goOn(to: Address.task.path(id) + "#crosswalk", notice: "clausesCorrected")
}

/// Takes the last correction of a task's clauses back.
func undoClauses(_ visit: Visit) async throws -> Response {
    let id = try visit.value("id")
    try await visit.useCases.undoClauses(
        try visit.caller, task: id, reference: visit.form["reference"],
        revision: visit.form.integer("revision") ?? -1)
    return visit.goOn(to: Address.task.path(id) + "#crosswalk", notice: "clausesUndone")
}

/// Makes the document of a draft a reference plan.
func setReference(_ visit: Visit) async throws -> Response {
    guard let choice = ReferenceChoice(rawValue: visit.form["reach"]) else {
        throw UseCaseError("reference", .notFound)
    }
    let id = try await visit.useCases.setReference(
        try visit.caller, draft: try visit.value("id"), revision: visit.form.integer("revision") ?? -1, for: choice)
    return visit.goOn(to: Address.referencePlan.path(id.text), notice: "referenceSet")
}

/// The clauses of one reference that a task carries out, as its page shows them.
struct TaskClausesView: Sendable {
    struct Link: Sendable {
        let line: ClauseLine
        /// Both texts side by side.
        let cell: String
        /// In hundredths; nil where a person named the clause.
        let likeness: Int?
    }
    /// A select field: the clause in one place of the order.
    struct Place: Sendable {
        let identity: String
        let place: Int
        let choices: [Choice]
    }
    let referenceID: String
    let line: ReferenceLine
    let links: [Link]
    let revision: Int
    let correctedBy: String?
    let correctedAt: String?
    let isOutdated: Bool
    let canUndo: Bool
    let mayCorrect: Bool
    let places: [Place]
    static let sample = TaskClausesView(
        referenceID: "i", line: .sample, links: [Link(line: .sample, cell: "/", likeness: 40)], revision: 1,
        correctedBy: "B", correctedAt: "2026-01-01 00:00", isOutdated: true, canUndo: true, mayCorrect: true,
        places: [Place(identity: "clause-1", place: 1, choices: [.sample])])
}

extension TaskClausesView {
    /// A task has at most so many clauses.
    private static let mostPlaces = 4

    init(_ clauses: TaskClauses, _ pairing: Pairing, number: Int, _ phrases: Phrases) {
        let id = clauses.reference.reference.id.text
        self.init(
            referenceID: id, line: ReferenceLine(clauses.reference, phrases),
            links: clauses.links.map { link in
                Link(
                    line: ClauseLine(link.clause, of: id),
                    cell: Address.crosswalkCell.path(id, String(link.clause.number), pairing.code) + "#"
                        + clauses.task.text,
                    likeness: link.likeness.map { ($0 + 5) / 10 })
            }, revision: clauses.revision, correctedBy: clauses.correctedBy,
            correctedAt: clauses.correctedAt?.minuteText, isOutdated: clauses.isOutdated, canUndo: clauses.canUndo,
            mayCorrect: clauses.mayCorrect,
            places: clauses.mayCorrect
                ? (0..<Self.mostPlaces).map { place in
                    let chosen = clauses.links.indices.contains(place) ? clauses.links[place].clause.number : 0
                    return Place(
                        identity: "clause-\(number)-\(place + 1)", place: place + 1,
                        choices: clauses.choices.map {
                            Choice(
                                value: String($0.number), label: $0.id + " " + $0.text.prefix(40),
                                isChosen: $0.number == chosen)
                        })
                } : [])
    }
}
