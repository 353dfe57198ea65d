// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import UseCases

/// Writes an import as programs read it, with its sentences in the language that they ask for.
struct SheetImportWriter {
    let draft: SheetImportDraft
    let call: Call
    private var definition: (ledger: Ledger, codeLists: [String: CodeList]) { (draft.ledger, draft.codeLists) }

    /// Where it stands and what was decided.
    var json: JSON {
        let progress = call.useCases.importProgress(draft)
        let state = draft.outcome != nil ? "written" : progress != nil ? "running" : "open"
        return [
            "id": .text(draft.id.text), "ledger": .text(draft.ledger.key), "pairing": .text(draft.pairing.code),
            "side": .text(draft.side.rawValue), "files": .texts(draft.files), "state": .text(state),
            "progress": progress.map { ["read": .whole($0.read), "written": .whole($0.written)] } ?? .null,
            "refusal": state == "open" ? refusal : .null, "outcome": draft.outcome.map(outcome) ?? .null,
            "decisions": decisions,
        ]
    }

    /// Why nothing was written when it was tried last.
    private var refusal: JSON {
        switch call.useCases.lastImportResult(draft) {
        case nil: .null
        case .success(let result): refusal(result)
        case .failure(let error):
            {
                let problem = describe(error)
                let part = problem.parts.first
                let key = part?.message ?? problem.reason ?? problem.kind.textKey
                let detail = call.site.messages.text(key, call.language, part?.arguments ?? problem.arguments)
                return ["detail": .text(detail), "rows": []]
            }()
        }
    }

    /// What stood in the way of rows, so that none was written; null where they were.
    func refusal(_ result: SheetImportResult) -> JSON {
        guard !result.isWritten else { return .null }
        return [
            "detail": .text(call.site.messages.text("sheetImport.notWritten", call.language)),
            "rows": rows(result.left),
        ]
    }

    private func outcome(_ outcome: ImportOutcome) -> JSON {
        [
            "added": .whole(outcome.added), "changed": .whole(outcome.changed),
            "unchanged": .whole(outcome.unchanged), "removed": .whole(outcome.removed ?? 0),
            "left": .whole(outcome.left), "rows": rows(outcome.lines),
            "warnings": rows(outcome.warnings ?? []),
        ]
    }

    private func rows(_ lines: [ImportOutcome.Line]) -> JSON {
        .list(
            lines.map { line in
                [
                    "fileName": .text(line.file), "sheet": .text(line.sheet), "row": .whole(line.row),
                    "problems": .list(line.problems.map { problemJSON($0, definition, call) }),
                ]
            })
    }

    private var decisions: JSON {
        let made = draft.decisions
        return [
            "tables": .list(made.tables.map(table)), "constants": texts(made.constants),
            "corrections": .list(
                made.corrections.map { correction in
                    [
                        "file": .whole(correction.file), "sheet": .text(correction.sheet),
                        "cell": .text(CellAddress(row: correction.row, column: correction.column).description),
                        "text": .text(correction.text),
                    ]
                }),
            "rows": .list(
                made.doubts.map { row in
                    [
                        "file": .whole(row.file), "sheet": .text(row.sheet), "row": .whole(row.row),
                        "decision": .optional(row.decision?.rawValue),
                    ]
                }),
            "others": .optional(made.others?.rawValue), "removals": .texts(made.removals),
        ]
    }

    private func table(_ table: ImportDecisions.Table) -> JSON {
        let columns = (table.columns ?? [:]).sorted { $0.key < $1.key }
        return [
            "file": .whole(table.file), "sheet": .text(table.sheet), "table": .whole(table.table),
            "isTaken": .flag(table.columns != nil),
            "columns": .list(
                columns.map { column, fields in
                    ["column": .text(CellAddress.letters(column)), "fields": .texts(split(fields))]
                }),
        ]
    }
}

// What would become of it
extension SheetImportWriter {
    func json(_ preview: SheetImportPreview) -> JSON {
        [
            "counts": .object(
                PlannedRow.Outcome.allCases.map {
                    .init(name: $0.rawValue, value: .whole(preview.counts[$0, default: 0]))
                }),
            "tables": .list(preview.tables.map(table)), "problems": .list(preview.problems.map(problem)),
            "problemCount": .whole(preview.problemCount), "lines": .list(preview.lines.map(line)),
            "removals": .list(preview.removals.map(removal)), "removalCount": .whole(preview.removalCount),
            "removed": .whole(preview.removed),
            "leftOut": .list(
                preview.leftOut.map { file, sheet, row in
                    [
                        "fileName": .text(file), "sheet": .text(sheet), "row": .whole(row.number),
                        "reason": .text(row.reason.rawValue), "text": .text(row.text),
                    ]
                }),
        ]
    }

    private func table(_ table: SheetImportPreview.Table) -> JSON {
        let columns = table.found.columns.filter { !$0.isSerial && $0.title != RegisterSchema.tagTitle }
        let rows = table.found.headingRows
        let first = CellAddress(row: rows.lowerBound, column: columns.map(\.column).min() ?? 0)
        let last = CellAddress(row: rows.upperBound, column: columns.map(\.column).max() ?? 0)
        return [
            "file": .whole(table.key.file), "sheet": .text(table.key.sheet), "table": .whole(table.key.table),
            "heading": .text("\(first):\(last)"), "title": .text(table.found.title), "isTaken": .flag(table.isTaken),
            "columns": .list(columns.map { column($0, table) }), "missing": .texts(table.isTaken ? table.missing : []),
        ]
    }

    private func column(_ column: TableColumn, _ table: SheetImportPreview.Table) -> JSON {
        let matches = table.mapping.matches.filter { $0.column == column.column }
            .sorted { $0.end != .last && $1.end == .last }
        let values = table.found.sample.compactMap { $0.cell(column.column)?.text }.filter { !$0.isEmpty }
        return [
            "column": .text(CellAddress.letters(column.column)), "title": .text(column.title),
            "unit": .optional(column.unit), "fields": .texts(matches.map(\.field)),
            "reason": .optional(matches.first?.reason.rawValue),
            "values": .texts(values.prefix(3).map { String($0.prefix(30)) }),
            "hasNoUnit": .flag(table.isTaken && table.withoutUnit.contains(column.title)),
        ]
    }

    private func problem(_ item: SheetImportPreview.Problem) -> JSON {
        [
            "file": .whole(item.number), "sheet": .text(item.sheet), "cell": .text(item.problem.address.description),
            "value": .text(String(item.problem.text.prefix(200))),
            "problem": problemJSON(item.problem.problem, definition, call),
        ]
    }

    private func line(_ line: SheetImportPreview.Line) -> JSON {
        let doubt = line.doubt.map {
            call.site.messages.text($0.problem.messageKey, call.language, $0.problem.arguments)
        }
        return [
            "file": .whole(line.number), "sheet": .text(line.sheet), "row": .whole(line.row),
            "outcome": .text(line.outcome.rawValue), "doubt": .optional(doubt),
            "choices": .texts(line.choices.map(\.rawValue)), "texts": texts(line.texts),
            "changes": .list(
                line.changes.map {
                    ["field": .text($0.field), "before": .text($0.before), "after": .text($0.after)]
                }),
        ]
    }

    private func removal(_ row: SheetImportPreview.Removal) -> JSON {
        [
            "entry": .text(row.id), "fileName": .text(row.file), "number": .whole(Int(row.number)),
            "texts": texts(row.texts), "isChosen": .flag(row.isChosen),
        ]
    }

    private func texts(_ texts: [String: String]) -> JSON {
        .object(texts.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .text($0.value)) })
    }

    private func split(_ fields: String) -> [String] { fields.split(separator: "|").map(String.init) }
}
