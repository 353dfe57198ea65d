// SPDX-License-Identifier: Apache-2.0
import Domain

/// A task of an adopted plan, found by its number or title.
struct TaskKind: FieldRule {
    let kind = FieldKind.task

    func control(_ field: LedgerField) -> FormControl { .lookup(.task) }

    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading {
        readReference(input.text, .task, field, directory) { nearest in
            FieldReading(field, "entry.problem.unknownTask", ["text": input.text], proposal: nearest)
        }
    }

    func screenText(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> String {
        directory.name(.task, value.text ?? "", language) ?? value.text ?? ""
    }
}
