// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A place in a draft by position (from 0), which survives edits of texts and titles.
package enum DraftPlace: Hashable, Sendable {
    case area(Int)
    case task(area: Int, task: Int)
    case safeguard(Int)
}

/// A unit as the reader understood it: its words, and the city that has it (nil for units of none).
package struct DraftUnitName: Hashable, Sendable {
    package let unit: String
    package let city: String?

    package init(unit: String, city: String?) { (self.unit, self.city) = (unit, city) }
}

/// One correction by a clerk. Each is one step that can be undone.
package enum DraftCorrection: Hashable, Sendable {
    /// Title, list of units and text of a place at once; what is nil stays as it is.
    case edit(DraftPlace, title: String?, units: String?, text: String?)
    /// Says which body of the directory a unit means, in one place, or everywhere in the draft where that is nil.
    case mapUnit(DraftPlace?, DraftUnitName, to: Identifier<Organisation>)
    /// Replaces a printed unit by another in every list of the draft.
    case replaceUnit(String, by: String)
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
    /// The clerk has looked at one finding, named by its `Diagnostic.key`: it is struck off.
    case settle(String)
}
