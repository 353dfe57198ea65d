// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
package import LedgerEngine
import SQLCore
import Storage

/// What somebody wants a row to hold.
package enum EntryInput: Sendable {
    /// As typed, or as it stands in cells, by field. A field that isn't named stays as it is.
    case typed([String: FieldInput])
    /// Values that were read already, all of them.
    case values([String: FieldValue])

    /// Plain text by field.
    package static func texts(_ texts: [String: String]) -> EntryInput { .typed(texts.mapValues { FieldInput($0) }) }
}

/// Why a row was not written: what is wrong with which field, and what is odd about others.
package struct EntryProblems: Error, Sendable {
    package let problems: [FieldProblem]

    package init(_ problems: [FieldProblem]) { self.problems = problems }
}

/// A row of the same key is there already: nothing was written.
package struct DuplicateEntry: Error, Sendable {
    package let entry: Identifier<LedgerEntry>
    package let number: Int64
    /// True where the other side entered it, so that it can be confirmed instead.
    package let isOfOtherSide: Bool
}

extension UseCases {
    /// The values of a row from what was handed in, over those that it has, with everything that is odd about them.
    /// Throws `EntryProblems` where something can't stand.
    func read(
        _ input: EntryInput, over present: [String: FieldValue], _ desk: LedgerDesk, _ names: LedgerNames
    ) throws -> (values: [String: FieldValue], warnings: [FieldProblem]) {
        var problems: [FieldProblem] = []
        var values = present
        switch input {
        case .values(let all): values = all
        case .typed(let texts):
            for (key, text) in texts.sorted(by: { $0.key < $1.key }) {
                guard let field = desk.ledger.field(key) else {
                    problems.append(
                        FieldProblem(
                            field: nil, weight: .error, messageKey: "entry.problem.unknownField",
                            arguments: ["text": key]))
                    continue
                }
                // What is personal is shown masked; who leaves the mask alone changes nothing.
                if desk.ledger.isMasked(field), let value = present[key],
                    [mask(value, field), "***"].contains(text.text)
                {
                    continue
                }
                let reading = field.read(text, names.directory)
                problems += reading.problems
                values[key] = reading.isUsable ? reading.value : nil
            }
        }
        problems += leaveForeignFiles(out: &values, present: present, desk.ledger)
        let refused = Set(problems.filter { $0.weight == .error }.compactMap(\.field))
        problems += checkRow(
            values: values, ledger: desk.ledger, codeLists: surroundings.ledgers.codeLists, on: surroundings.now().day
        ).filter { problem in
            // What was read was checked then, and what could not be read is missing for that reason.
            !problems.contains(problem) && !(problem.field.map(refused.contains) ?? false)
        }
        guard problems.allSatisfy({ $0.weight == .warning }) else { throw EntryProblems(problems) }
        return (values, problems)
    }

    /// Files come in by uploading them to a row: who could name a file by its hash alone would read what others keep.
    private func leaveForeignFiles(
        out values: inout [String: FieldValue], present: [String: FieldValue], _ ledger: Ledger
    ) -> [FieldProblem] {
        var problems: [FieldProblem] = []
        for field in ledger.fields where field.kind == .file {
            guard let files = values[field.key]?.elements else { continue }
            let known = Set(present[field.key]?.elements ?? [])
            let kept = files.filter(known.contains)
            guard kept.count < files.count else { continue }
            values[field.key] = kept.isEmpty ? nil : field.isMany ? .list(kept) : kept[0]
            problems.append(
                FieldProblem(field: field.key, weight: .warning, messageKey: "entry.problem.fileNotUploaded"))
        }
        return problems
    }

    /// What a new row holds where nothing was said of a field: fixed values, and those of other fields.
    func withDefaults(_ input: EntryInput, _ desk: LedgerDesk, _ names: LedgerNames) -> EntryInput {
        guard case .typed(var texts) = input else { return input }
        for field in desk.ledger.fields where texts[field.key] == nil {
            switch field.initial {
            case .value(let text)?: texts[field.key] = FieldInput(text)
            case .field(let other)?: texts[field.key] = texts[other]
            case .last?, nil: break
            }
        }
        return .typed(texts)
    }
}

/// What is shown of a personal value: the first sign of a name, and how long what follows is not.
func mask(_ value: FieldValue, _ field: LedgerField) -> String {
    guard let text = value.elements.first?.text, let first = text.first else { return "***" }
    return field.kind == .person ? String(first) + "**" : "***"
}
