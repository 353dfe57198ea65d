// SPDX-License-Identifier: Apache-2.0
import Domain

extension DraftEditor {
    /// The clerk has looked: the doubts of this place, and the document's warnings about it, are settled.
    mutating func confirm(_ place: DraftPlace) throws(ValidationFailure) {
        let extent: TextRange
        switch place {
        case .area(let area):
            try requireArea(area)
            extent = draft.areas[area].source.range
        case .task(let area, let task):
            try requireTask(area, task)
            extent = draft.areas[area].tasks[task].extent
            edit { draft in
                draft.areas[area].tasks[task].doubts = []
                draft.areas[area].tasks[task].confidence = 1
            }
        case .safeguard(let safeguard):
            try requireSafeguard(safeguard)
            extent = draft.safeguards[safeguard].extent
        }
        edit { draft in
            draft.warnings.removeAll { warning in warning.source.map(extent.contains) ?? false }
        }
    }
}
