// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The clauses of a reference plan (that of the nation, or of a province), and which of them a task carries out.
///
/// A clause is one sentence of a task of the reference plan. Likeness is told by the characters that two texts share
/// (two and three in a row, rare ones count more) and by the subjects that they speak of.
package struct Crosswalk: Sendable {
    package struct Clause: Hashable, Sendable {
        /// The path of the clause's task and the number of its sentence, as `三、(一)#2`.
        package let id: String
        /// The title of the area that holds it.
        package let area: String
        package let text: String
        /// Where the sentence stands in the reference document.
        package let source: DraftSource
    }

    /// A clause that a task carries out.
    package struct Link: Hashable, Sendable {
        /// Position in `clauses`.
        package let clause: Int
        /// From 0 to 1.
        package let likeness: Double
    }

    package let title: String?
    package let clauses: [Clause]
    private let model: ClauseModel

    /// No task gets more links.
    package static let mostLinks = 4

    package init(reference: PlanDraft) {
        title = reference.document.title
        clauses = reference.areas.flatMap { area in
            area.tasks.flatMap { task in
                task.measures.enumerated().map { place, measure in
                    Clause(
                        id: "\(task.path)#\(place + 1)", area: area.title, text: measure.text, source: measure.source)
                }
            }
        }
        model = ClauseModel(clauses.map(\.text))
    }

    /// The clauses that a task carries out, best first; none where it goes beyond all of them.
    package func links(area: String, title: String?, text: String) -> [Link] {
        let likeness = model.likeness(of: [(text, 1), (title ?? "", CrosswalkWeights.title), (area, 1)])
        let ranked = likeness.indices.sorted { (likeness[$0], -$0) > (likeness[$1], -$1) }
        guard let best = ranked.first, likeness[best] >= CrosswalkWeights.least else { return [] }
        let bar = max(CrosswalkWeights.least, likeness[best] * CrosswalkWeights.share)
        return ranked.prefix(Self.mostLinks).filter { likeness[$0] >= bar }.map {
            Link(clause: $0, likeness: min(1, likeness[$0]))
        }
    }

    /// The draft with the clauses of every task; a document that is the reference itself is left as it is.
    package func linked(_ draft: PlanDraft) -> PlanDraft {
        guard !isReference(draft) else { return draft }
        var draft = draft
        for area in draft.areas.indices {
            for task in draft.areas[area].tasks.indices {
                let entry = draft.areas[area].tasks[task]
                draft.areas[area].tasks[task].crosswalk =
                    links(area: draft.areas[area].title, title: entry.title, text: entry.text)
                    .map { clauses[$0.clause].id }
            }
        }
        return draft
    }

    private func isReference(_ draft: PlanDraft) -> Bool {
        draft.areas.flatMap(\.tasks).flatMap { $0.measures.map(\.text) } == clauses.map(\.text)
    }
}

/// How the signs of likeness are weighed; found on labelled documents.
enum CrosswalkWeights {
    /// How often a title counts beside a text.
    static let title = 2.0
    /// What subjects count beside shared characters.
    static let topics = 0.35
    /// Below this likeness a task is about something else.
    static let least = 0.12
    /// A further clause is at least so like as this share of the best.
    static let share = 0.5
}
