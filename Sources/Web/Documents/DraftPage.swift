// SPDX-License-Identifier: Apache-2.0

/// A draft: the source on the left, what was read out of it on the right, the doubts first.
struct DraftPage: PageModel {
    static let template = "draft"

    struct Finding: Sendable {
        let number: Int
        let text: String
        /// The place's key; nil for the whole document.
        let place: String?
        let label: String?
        /// By which the form names it that strikes it off; nil for what isn't the reader's doubt and stays until it is mended.
        let key: String?
        /// In hundredths; nil for the whole document.
        let confidence: Int?
    }
    struct Field: Sendable {
        let name: String
        let label: String
        let value: String
        let hint: String
        /// What the clerk sees of it, sent with the form.
        let seen: String
    }
    struct Area: Sendable {
        let key: String
        let ordinal: String
        let title: String
        let findings: Int?
        let editor: Editor?
        let tasks: [Item]
    }
    /// A task or a safeguard.
    struct Item: Sendable {
        let key: String
        let ordinal: String
        let title: String?
        /// The text as HTML: words that were recognised badly are underlined.
        let text: String
        let units: [UnitGroup]
        let doubts: [String]
        let page: Int?
        /// nil unless this is the place that is being corrected.
        let editor: Editor?
        /// The clauses of the reference that a task carries out.
        var clauses: [ClauseLine] = []
        /// True for a task that carries out none although there is a reference.
        var goesBeyond = false
    }
    /// The forms that correct one place.
    struct Editor: Sendable {
        let place: String
        /// What the clerk sees of the place, sent with every form.
        let seen: String
        let title: String
        /// What was typed last time is in the fields; these are the words as they stand in the draft, by which it shows
        /// what was changed.
        let titleNow: String
        let unitsNow: String
        let textNow: String
        /// nil where the place has no units.
        let units: String?
        /// nil where the place has no words of its own besides its title.
        let text: String?
        /// Empty fields are taken once it is said that they are meant.
        let asksNoTitle: Bool
        let asksNoUnits: Bool
        /// The units of the place, and the bodies that one can mean.
        let meanings: [Choice]
        let bodies: [Choice]
        let sentences: [Sentence]
        let hasDoubts: Bool
        let mayMerge: Bool
        /// Where the task comes to stand one place up or down, and in other areas: the area's number and the place in
        /// it, as the form sends them. nil where it cannot go there.
        let up: String?
        let down: String?
        let areas: [Choice]
    }
    struct Sentence: Sendable {
        let at: Int
        let text: String
        /// The first sentence: nothing can be cut before it.
        let isFirst: Bool
    }
    /// What was sent on an old revision, beside what is there now.
    struct Stale: Sendable {
        let changedBy: String
        let changedAt: String
        let correction: String
        /// What both changed, side by side; nil where the correction was about no words that still stand there.
        let versions: Versions?
        /// The fields with which the correction can be sent again.
        let fields: [HiddenField]
    }
    struct Versions: Sendable {
        /// nil where it is not known any more.
        let before: String?
        /// nil where the other took it away.
        let theirs: String?
        let yours: String
    }
    /// The last correction of a unit, for the other places where it stands.
    struct Offer: Sendable {
        let text: String
        let submit: String
        let fields: [HiddenField]
    }
    struct HiddenField: Sendable {
        let name: String
        let value: String
    }

    let id: String
    let revision: Int
    let title: String
    let fileName: String
    let document: String
    let pairing: String
    let pairingLabel: String
    let state: String
    let isOpen: Bool
    let isAdopted: Bool
    let mayCorrect: Bool
    let mayAdopt: Bool
    let canUndo: Bool
    let canRedo: Bool
    let changedBy: String
    let changedAt: String
    let fields: [Field]
    let areas: [Area]
    let safeguards: [Item]
    let counts: DraftCounts
    let findings: [Finding]
    /// What a clerk has struck off, the newest first.
    let settled: [String]
    let stale: Stale?
    let failures: Failures
    let offer: Offer?
    let label: String
    /// The source with every clause marked, written by SourceWriter.
    let source: String
    /// Where it says who can see the draft and its document; nil where the visitor may not ask.
    let access: String?
    let history: HistoryView
    let watching: Watching
    let documentAccess: String?
    /// The reference against which its tasks are held; nil where there is none.
    let heldAgainst: ReferenceLine?
    /// The references that it became.
    let references: [ReferenceLine]
    /// For whom the visitor may make it the reference.
    let referenceChoices: [Choice]
    var section: Section? { .documents }
}

/// How much a draft holds.
struct DraftCounts: Sendable {
    let areas: Int
    let tasks: Int
    let safeguards: Int
    let units: Int
    let findings: Int
}

/// The units of one city, or of none.
struct UnitGroup: Sendable {
    struct Unit: Sendable {
        let name: String
        /// The name of the role; nil where nobody leads.
        let role: String?
        let isLead: Bool
        let isUncertain: Bool
        /// What the body is called today, where that is another name than the printed one.
        var now: String?
    }
    let city: String?
    let units: [Unit]
}
