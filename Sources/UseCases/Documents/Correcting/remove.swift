// SPDX-License-Identifier: Apache-2.0
import Domain

extension DraftEditor {
    /// Removes a task, area or safeguard that is none. The tasks of a removed area go to the area before (or after).
    mutating func remove(_ place: DraftPlace) throws(ValidationFailure) {
        switch place {
        case .task(let area, let task):
            try requireTask(area, task)
            edit { $0.areas[area].tasks.remove(at: task) }
        case .safeguard(let safeguard):
            try requireSafeguard(safeguard)
            edit { $0.safeguards.remove(at: safeguard) }
        case .area(let area):
            try requireArea(area)
            let tasks = draft.areas[area].tasks
            guard tasks.isEmpty || draft.areas.count > 1 else {
                throw ValidationFailure(field: "place", message: "correction.lastArea")
            }
            edit { draft in
                draft.areas.remove(at: area)
                if area > 0 {
                    draft.areas[area - 1].tasks += tasks
                } else if !tasks.isEmpty {
                    draft.areas[0].tasks.insert(contentsOf: tasks, at: 0)
                }
            }
        }
    }
}
