// SPDX-License-Identifier: Apache-2.0
import Domain

/// A stored file: the SHA-256 of its bytes in hex, a colon, its name. The bytes are stored by the use case.
struct FileKind: FieldRule {
    let kind = FieldKind.file
    let order = FieldOrder.none

    func control(_ field: LedgerField) -> FormControl { .upload }

    func read(_ input: FieldInput, _ field: LedgerField, _ directory: LedgerDirectory) -> FieldReading {
        guard Self.isWellFormed(input.text) else {
            return FieldReading(field, "entry.problem.notAFile", ["text": input.text])
        }
        return FieldReading(.text(input.text))
    }

    static func isWellFormed(_ text: String) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 1)
        return parts.count == 2 && parts[0].utf8.count == 64
            && parts[0].utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    func check(_ value: FieldValue, _ field: LedgerField) -> [FieldProblem] {
        Self.isWellFormed(value.text ?? "") ? [] : [.error(field, "entry.problem.wrongKind")]
    }

    func screenText(
        _ value: FieldValue, _ field: LedgerField, _ language: Language, _ directory: LedgerDirectory
    ) -> String {
        let text = value.text ?? ""
        return text.firstIndex(of: ":").map { String(text[text.index(after: $0)...]) } ?? text
    }
}
