// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain

extension DraftEditor {
    /// Puts the words of a task or safeguard right, such as a digit that scanning has changed. Its sentences, targets
    /// and names are read again in the new words; the units stay.
    mutating func setText(_ place: DraftPlace, _ text: String) throws(ValidationFailure) {
        let text = text.replacing("\r\n", with: "\n").trimmingWhitespace
        guard !text.isEmpty else { throw ValidationFailure(field: "text", message: "correction.textMissing") }
        guard text.count <= 20_000 else { throw ValidationFailure(field: "text", message: "correction.textTooLong") }
        let nowhere = ValidationFailure(field: "text", message: "correction.textUnread")
        switch place {
        case .area: throw ValidationFailure(field: "place", message: "correction.areaWithoutText")
        case .task(let area, let index):
            try requireTask(area, index)
            var task = draft.areas[area].tasks[index]
            guard task.text != text else { return }
            guard let clause = reader.clause(text, in: task.extent) else { throw nowhere }
            let units = task.responsible
            (task.text, task.source) = (clause.text, clause.source)
            task.fill(clause)
            task.responsible = units
            task.doubts.removeAll { ["sentenceUnfinished", "strayLatinWord", "taskWithoutText"].contains($0.code) }
            let corrected = task
            edit { $0.areas[area].tasks[index] = corrected }
        case .safeguard(let index):
            try requireSafeguard(index)
            var safeguard = draft.safeguards[index]
            guard safeguard.text != text else { return }
            guard let clause = reader.clause(text, in: safeguard.extent) else { throw nowhere }
            let units = safeguard.responsible
            (safeguard.text, safeguard.source) = (clause.text, clause.source)
            safeguard.fill(clause)
            safeguard.responsible = units
            let corrected = safeguard
            edit { $0.safeguards[index] = corrected }
        }
    }
}
