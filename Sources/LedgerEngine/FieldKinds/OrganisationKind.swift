// SPDX-License-Identifier: Apache-2.0
import Domain

/// A body, found by name, alias or credit code; one that the directory doesn't know is kept by its name (`?NAME`).
struct OrganisationKind: FieldRule {
    let kind = FieldKind.organisation

    func control(_ field: LedgerField) -> FormControl { .lookup(.organisation) }

    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading {
        let name = tidied(String(input.text.drop { $0 == "?" || $0.isWhitespace }))
        if EmptyWords.meansNothing(name, kind: kind) { return FieldReading(nil) }
        return readReference(name, .organisation, field, directory) { nearest in
            guard name.count <= TextKind.longest, !name.isEmpty else {
                return FieldReading(field, "entry.problem.noName")
            }
            return FieldReading(
                .text("?" + name),
                [.warning(field, "entry.problem.unknownBody", ["text": name], proposal: nearest)])
        }
    }

    func screenText(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> String {
        let stored = value.text ?? ""
        if stored.hasPrefix("?") { return String(stored.dropFirst()) }
        return directory.name(.organisation, stored, language) ?? stored
    }

    func formText(_ value: FieldValue, _ field: LedgerField, _ directory: LedgerDirectory) -> String {
        screenText(value, field, .chinese, directory)
    }
}
