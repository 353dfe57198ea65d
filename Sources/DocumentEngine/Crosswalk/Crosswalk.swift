// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The clauses of a reference plan (that of the nation, or of a province), and which of them a task carries out.
///
/// A clause is one sentence of a task of the reference plan. Likeness is told by the characters that two texts share
/// (two and three in a row, rare ones count more), by the subjects that they speak of, and a little by the area.
package struct Crosswalk: Sendable {
    /// One sentence of a task of the reference plan.
    package struct Clause: Hashable, Sendable {
        /// The path of the clause's task and the number of its sentence, as `三、(一)#2`.
        package let id: String
        /// The title of the area that holds it.
        package let area: String
        package let text: String
        /// Where the sentence stands in the reference document.
        package let source: DraftSource

        package init(id: String, area: String, text: String, source: DraftSource) {
            (self.id, self.area, self.text, self.source) = (id, area, text, source)
        }
    }

    /// A clause that a task carries out.
    package struct Link: Hashable, Sendable {
        /// Position in `clauses`.
        package let clause: Int
        /// From 0 to 1.
        package let likeness: Double
    }

    /// A task as it is compared: its wording.
    package struct Wording: Hashable, Sendable {
        package let title: String?
        package let text: String

        package init(title: String?, text: String) { (self.title, self.text) = (title, text) }
    }

    package let title: String?
    package let clauses: [Clause]
    private let model: ClauseModel
    /// What the areas of the reference speak of, and the clauses of each.
    private let areas: [(subjects: [Double], clauses: Range<Int>)]

    /// No task gets more links.
    package static let mostLinks = 4

    package init(reference: PlanDraft) {
        self.init(title: reference.document.title, clauses: Self.clauses(of: reference))
    }

    /// The clauses of a reference plan in its order: the sentences of its tasks.
    package static func clauses(of reference: PlanDraft) -> [Clause] {
        reference.areas.flatMap { area in
            area.tasks.flatMap { task in
                task.measures.enumerated().map { place, measure in
                    Clause(
                        id: "\(task.path)#\(place + 1)", area: area.title, text: measure.text, source: measure.source)
                }
            }
        }
    }

    /// Of clauses that were kept, in the order of their plan.
    package init(title: String?, clauses: [Clause]) {
        var extents: [(title: String, clauses: Range<Int>)] = []
        for (place, clause) in clauses.enumerated() {
            if let last = extents.last, last.title == clause.area {
                extents[extents.count - 1].clauses = last.clauses.lowerBound..<(place + 1)
            } else {
                extents.append((clause.area, place..<(place + 1)))
            }
        }
        let model = ClauseModel(clauses.map(\.text))
        areas = extents.map { area in
            let parts = [(area.title, CrosswalkWeights.areaTitle)] + clauses[area.clauses].map { ($0.text, 1) }
            return (model.subjects(of: parts), area.clauses)
        }
        (self.title, self.clauses, self.model) = (title, clauses, model)
    }

    /// For every task of an area, the clauses that it carries out, best first; none where it goes beyond all of them.
    package func links(area: String, tasks: [Wording]) -> [[Link]] {
        let whole: [(text: String, weight: Double)] = tasks.flatMap { [($0.title ?? "", 1), ($0.text, 1)] }
        let subjects = model.subjects(of: [(area, CrosswalkWeights.areaTitle)] + whole)
        let likeness = areas.map { model.likeness($0.subjects, subjects) }
        let nearest = likeness.indices.max { (likeness[$0], -$0) < (likeness[$1], -$1) }
        return tasks.map { links(area: area, $0, near: nearest.map { areas[$0].clauses } ?? 0..<0) }
    }

    private func links(area: String, _ task: Wording, near: Range<Int>) -> [Link] {
        let (likeness, foreign) = model.likeness(
            of: ClauseModel.Parts(
                runs: [(task.text, 1), (task.title ?? "", CrosswalkWeights.title), (area, 1)],
                subjects: [(task.text, 1), (task.title ?? "", CrosswalkWeights.titleSubjects), (area, 1)]))
        func ranking(_ clause: Int) -> Double { likeness[clause] + (near.contains(clause) ? CrosswalkWeights.area : 0) }
        let ranked = likeness.indices.sorted { (ranking($0), -$0) > (ranking($1), -$1) }
        guard let best = ranked.first,
            likeness[best] >= CrosswalkWeights.least + CrosswalkWeights.foreign * foreign
        else { return [] }
        let bar = ranking(best) * CrosswalkWeights.share
        return ranked.prefix(Self.mostLinks).filter { ranking($0) >= bar }.map {
            Link(clause: $0, likeness: likeness[$0] / (1 + CrosswalkWeights.topics))
        }
    }

    /// The draft with the clauses of every task; a document that is the reference itself is left as it is.
    package func linked(_ draft: PlanDraft) -> PlanDraft {
        guard !isReference(draft) else { return draft }
        var draft = draft
        for (index, area) in draft.areas.enumerated() {
            let links = links(area: area.title, tasks: area.tasks.map { Wording(title: $0.title, text: $0.text) })
            for task in area.tasks.indices {
                draft.areas[index].tasks[task].crosswalk = links[task].map { clauses[$0.clause].id }
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
    /// How often a title counts beside a text, by its characters and by its subjects.
    static let title = 2.0
    static let titleSubjects = 3.0
    static let areaTitle = 3.0
    /// What subjects count beside shared characters.
    static let topics = 0.75
    /// What a clause gains in the area of the reference that is nearest to the task's own.
    static let area = 0.05
    /// Below this likeness a task is about something else; the more so, the more it speaks of subjects of which the
    /// reference says nothing.
    static let least = 0.14
    static let foreign = 0.4
    /// A further clause is at least so like as this share of the best.
    static let share = 0.5
}
