// SPDX-License-Identifier: Apache-2.0
import Domain
import LedgerEngine

/// A field of the form of a row, with its control as its kind wants it.
struct EntryFieldView: Sendable {
    let key: String
    let id: String
    let label: String
    let help: String?
    let unit: String?
    /// Written by renderControl; empty where the value is not typed.
    let control: String
    let isRequired: Bool
    let isPersonal: Bool
    let isLong: Bool
    let failure: String?
    let warning: String?
    /// The value that the field should have had, as a proposal.
    let proposal: String?

    static let sample = EntryFieldView(
        key: "k", id: "f-k", label: "L", help: "H", unit: "U", control: "<input>", isRequired: true, isPersonal: true,
        isLong: true, failure: "F", warning: "W", proposal: "P")
}

/// Writes the fields of a form of a row.
struct EntryFieldWriter {
    let ledger: Ledger
    let codeLists: [String: CodeList]
    let phrases: Phrases
    /// What stands before the identity of each field, so that two forms of one page don't meet.
    var prefix = "f"
    /// What the form holds: as typed, by field.
    let values: [String: String]
    var problems: [FieldProblem] = []

    /// The fields that `isWanted` takes; files are added on the page of the row.
    func fields(_ isWanted: (LedgerField) -> Bool = { _ in true }) -> [EntryFieldView] {
        ledger.fields.filter { isWanted($0) && $0.kind != .file }.map(view)
    }

    private func view(_ field: LedgerField) -> EntryFieldView {
        let id = prefix + "-" + field.key
        let own = problems.filter { $0.field == field.key }
        let failure = own.first { $0.weight == .error }
        let warning = own.first { $0.weight == .warning }
        let mark = ControlMark(
            name: "v." + field.key, id: id, value: values[field.key] ?? "", isRequired: field.isRequired,
            isInvalid: failure != nil, describedBy: id + "-said")
        let isLong = field.kind == .note || field.isMany
        return EntryFieldView(
            key: field.key, id: id, label: field.title[phrases.language], help: field.help?[phrases.language],
            unit: field.kind == .money ? phrases("entry.moneyUnit") : field.unit,
            control: renderControl(field, mark, codeLists, phrases)?.string ?? "", isRequired: field.isRequired,
            isPersonal: field.isPersonal, isLong: isLong, failure: failure.map(sentence),
            warning: warning.map(sentence), proposal: (failure ?? warning)?.proposal)
    }

    func sentence(_ problem: FieldProblem) -> String {
        phrases(problem.messageKey, problem.arguments(ledger, codeLists, phrases.language))
    }
}

extension FormFields {
    /// What a form of a row holds, as typed, by field; a field that was not sent is missing.
    func entryValues(_ ledger: Ledger) -> [String: String] {
        var values: [String: String] = [:]
        for field in ledger.fields where holds("v." + field.key) {
            // Of lists, a form may send each value by itself.
            values[field.key] = all("v." + field.key).joined(separator: "\n").trimmed
        }
        return values
    }
}
