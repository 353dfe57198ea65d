// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What a person wrote down about a document, `jiedui/plan-label/1`: what a reader ought to find in it.
package struct PlanLabel: Sendable {
    package static let schema = "jiedui/plan-label/1"

    private let value: JSONValue

    /// nil where the text is no JSON object of this schema.
    package init?(json: String) {
        guard let value = JSONValue(text: json), value["schema"].text == Self.schema else { return nil }
        self.value = value
    }

    /// The file that holds the document's text, relative to the folder above the labels'; nil where the label names
    /// none.
    package var sourceFile: String? { value["document"]["sourceFile"].text }

    /// Whether somebody labelled what the tasks have to do with the clauses of a reference plan.
    package var hasCrosswalk: Bool { LabelledPlan(value).tasks.contains { $0.task.has("crosswalk") } }

    /// How well `draft` says what the label says, and whether its sources slice `source` to its own words.
    package func score(_ draft: PlanDraft, of source: SourceText) -> PlanScore {
        score(draftJSON: draft.json(), text: source.text)
    }

    /// How honest `draft` is: which of its errors carry a doubt, and which of its doubts are about errors.
    package func scoreDoubts(_ draft: PlanDraft) -> PlanScore {
        guard let drafted = JSONValue(text: draft.json()) else { return PlanScore() }
        return DocumentEngine.scoreDoubts(LabelledPlan(value), LabelledPlan(drafted))
    }

    /// The same for a draft that is stored as JSON; an empty score where it is none.
    package func score(draftJSON: String, text: String) -> PlanScore {
        // A label without persons says nothing of them; nor may the draft then.
        let (draftJSON, text) =
            leavesPersonsOut ? (hidingPersons(draftJSON), hidingPersons(text)) : (draftJSON, text)
        guard let drafted = JSONValue(text: draftJSON) else { return PlanScore() }
        let (label, draft) = (LabelledPlan(value), LabelledPlan(drafted))
        var score = scorePlan(label, draft)
        score.add(scoreSources(label, draft, Scalars(text: text)))
        return score
    }

    private var leavesPersonsOut: Bool { value["leavesPersonsOut"] == .bool(true) }
}
