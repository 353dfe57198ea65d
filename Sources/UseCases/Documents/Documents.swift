// SPDX-License-Identifier: Apache-2.0
package import Domain

package struct DocumentListing: Sendable {
    package let document: Document
    package let pairingCode: String
    package let draft: Identifier<Draft>?
    package let draftState: Draft.State?
    package let warnings: Int
    package let uploadedBy: String
}

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
    /// The pairing's plans that this draft could become a new version of, most likely first.
    package let plans: [PlanListing]
    /// What a clerk should look at first: task path (or nil for the document), the finding.
    package let findings: [DraftFinding]
}

package struct DraftFinding: Sendable, Hashable {
    /// The place in the draft; nil for the whole document.
    package let place: DraftPlace?
    package let diagnostic: Diagnostic
}

/// A place in a draft by position (from 0), which survives edits of texts and titles.
package enum DraftPlace: Hashable, Sendable {
    case area(Int)
    case task(area: Int, task: Int)
    case safeguard(Int)
}

/// One correction by a clerk. Each is one step that can be undone.
package enum DraftCorrection: Hashable, Sendable {
    /// A new title for an area, a task or a safeguard.
    case retitle(DraftPlace, String)
    /// Cuts a task or safeguard in two before this scalar of the source text; the second gets the title.
    case split(DraftPlace, at: Int, title: String?)
    /// Joins a task (or area, or safeguard) with the one after it.
    case mergeWithNext(DraftPlace)
    /// Moves a task to another place in the draft.
    case move(area: Int, task: Int, toArea: Int, at: Int)
    /// Replaces the unit list by this text (as it would be printed between the brackets), read by the unit reader.
    case setUnits(DraftPlace, String)
    /// Removes a task, area or safeguard that is none.
    case remove(DraftPlace)
    /// Changes the document's own fields: title, documentNumber, period (`2022–2026`), issuedOn (ISO date).
    case setDocumentField(String, String?)
    /// The clerk has looked: the doubts of this place are settled.
    case confirm(DraftPlace)
}

package enum AdoptionTarget: Hashable, Sendable {
    case newPlan
    case newVersion(of: Identifier<Plan>)
}

extension UseCases {
    /// Reads an uploaded file (already on disk at `path`, deleted by the caller afterwards) and opens a draft of it.
    /// Throws `ExtractionError` for a file that cannot be read, conflict for a secrecy mark; nothing is stored then.
    package func uploadDocument(_ caller: Caller, path: String, fileName: String, pairing: String) async throws -> Draft {
        throw Unfinished()
    }
    package func documents(_ caller: Caller, after: String?, limit: Int) async throws -> Page<DocumentListing> {
        throw Unfinished()
    }
    package func draft(_ caller: Caller, id: String) async throws -> DraftDetail { throw Unfinished() }
    /// The page of a fixed-layout document as PNG, 1200 pixels wide, cached. Page from 1.
    package func pageImage(_ caller: Caller, document: String, page: Int) async throws -> [UInt8] { throw Unfinished() }
    /// The file as it came: its path on disk and the document.
    package func originalFile(_ caller: Caller, document: String) async throws -> (path: String, document: Document) {
        throw Unfinished()
    }
    package func correctDraft(_ caller: Caller, id: String, revision: Int, _ correction: DraftCorrection) async throws -> Draft {
        throw Unfinished()
    }
    package func undo(_ caller: Caller, draft: String, revision: Int) async throws -> Draft { throw Unfinished() }
    package func redo(_ caller: Caller, draft: String, revision: Int) async throws -> Draft { throw Unfinished() }
    package func discardDraft(_ caller: Caller, id: String, revision: Int) async throws { throw Unfinished() }
    /// Makes the draft the plan of its pairing, or a new version of one, in one transaction.
    package func adoptDraft(_ caller: Caller, id: String, revision: Int, as target: AdoptionTarget) async throws -> Identifier<Plan> {
        throw Unfinished()
    }
}

/// A page of a list by key: the items and the key after which the next page begins.
package struct Page<Item: Sendable>: Sendable {
    package let items: [Item]
    package let next: String?
    package init(items: [Item], next: String?) { (self.items, self.next) = (items, next) }
}
