// SPDX-License-Identifier: Apache-2.0
import Domain

extension DraftEditor {
    /// The clerk has looked: the doubts of this place and of everything in it, and the document's warnings about it, are
    /// settled.
    mutating func confirm(_ place: DraftPlace) throws(ValidationFailure) {
        let extent: TextRange
        var own: [Diagnostic]
        switch place {
        case .area(let area):
            try requireArea(area)
            extent = draft.areas[area].source.range
            own = draft.areas[area].doubts
        case .task(let area, let task):
            try requireTask(area, task)
            extent = draft.areas[area].tasks[task].extent
            own = draft.areas[area].tasks[task].everyDoubt
            edit { $0.areas[area].tasks[task].confidence = 1 }
        case .safeguard(let safeguard):
            try requireSafeguard(safeguard)
            extent = draft.safeguards[safeguard].extent
            own = draft.safeguards[safeguard].everyDoubt
        }
        own += draft.warnings.filter { warning in warning.source.map(extent.contains) ?? false }
        let keys = Set(own.map(\.key))
        edit { draft in draft.settled += draft.removeDoubts { keys.contains($0.key) } }
    }
}
