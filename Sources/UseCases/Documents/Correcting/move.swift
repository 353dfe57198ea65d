// SPDX-License-Identifier: Apache-2.0
import Domain

extension DraftEditor {
    /// Moves a task to another place; `at` counts after the task was taken out.
    mutating func move(area: Int, task: Int, toArea: Int, at: Int) throws(ValidationFailure) {
        try requireTask(area, task)
        try requireArea(toArea)
        let room = draft.areas[toArea].tasks.count - (area == toArea ? 1 : 0)
        guard (0...room).contains(at) else { throw .noSuchPlace }
        var moved = draft.areas[area].tasks[task]
        edit { $0.areas[area].tasks.remove(at: task) }
        if area != toArea {
            moved.path = unusedPath(pathPrefix(toArea) + (moved.ordinal ?? ""))
            moved.group = nil
        }
        let placed = moved
        edit { $0.areas[toArea].tasks.insert(placed, at: at) }
    }

    /// What the paths of an area's tasks begin with.
    func pathPrefix(_ area: Int) -> String {
        for task in draft.areas[area].tasks {
            if let ordinal = task.ordinal, task.path.hasSuffix(ordinal) {
                return String(task.path.dropLast(ordinal.count))
            }
        }
        return draft.areas[area].ordinal
    }
}
