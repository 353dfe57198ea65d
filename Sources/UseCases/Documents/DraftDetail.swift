// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Everything the page of a draft shows.
package struct DraftDetail: Sendable {
    package let draft: Draft
    package let document: Document
    package let pairing: Pairing
    package let source: SourceText
    package let canUndo: Bool
    package let canRedo: Bool
    package let mayCorrect: Bool
    package let mayAdopt: Bool
    /// Whether the caller may ask who can see it.
    package let mayExplain: Bool
    /// The pairing's plans that this draft could become a new version of, most likely first.
    package let plans: [PlanListing]
    /// The plan that it became; nil while it is none.
    package let adoptedAs: Identifier<Plan>?
    /// What the last correction did to one unit, for the other places where it stands; nil where there is nothing.
    package let offer: SpreadOffer?
    /// The bodies of the pairing's cities that exist, for units that mean one of them; empty for who may not correct.
    package let bodies: [Organisation]
    /// The clauses that its tasks carry out; nil where no reference covers its pairing, or it is adopted already.
    package let clauses: DraftClauses?
    /// The references that were made of it, those in force first.
    package let references: [ReferenceListing]
    /// For whom the caller may make it the reference.
    package let referenceChoices: [ReferenceChoice]
    /// What a clerk should look at, first things first.
    package let findings: [DraftFinding]
    /// Of the draft and its document.
    package let history: ObjectHistory
}
