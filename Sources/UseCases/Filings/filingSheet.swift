// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import OfficeFiles
import SQLCore
import Storage

/// The workbook of a filing: a row for each share, a column for each field, and a hidden second sheet that holds what
/// the first held, so that what others have typed since can be told apart.
private enum FilingWorkbook {
    /// The columns in front of the fields: what tells the row apart, the item, what is known of it.
    static let known = 3
    static let body = "body"
    /// A figure of a register: nothing is typed there, and nothing of it is read back.
    static let register = "register"
}

extension UseCases {
    /// A filing as a workbook to be filled in elsewhere and brought back. `language` names its columns.
    package func exportFiling(_ caller: Caller, id: String, language: Language) async throws -> [UInt8] {
        let detail = try await filing(caller, id: id)
        let messages = try MessageCatalogue()
        return try await withoutBlocking(turn: surroundings.random().0) {
            let fields = detail.form.fields
            let heads = [
                ("filing.column.key", 12.0), ("filing.column.item", 40), ("filing.column.known", 40),
            ].map { SheetColumn(header: messages.text($0.0, language), width: $0.1, wraps: true) }
            var columns =
                heads
                + fields.map { field in
                    var column = SheetColumn(
                        header: field.field.title[language] + (field.field.isRequired ? " *" : ""), width: 36,
                        wraps: true)
                    column.note = field.field.help?[language]
                    return column
                }
            columns[0].isHidden = true
            let rows =
                detail.lines.map { line in
                    row(line.leg.id.text, line.item.title, known(line, messages, language), line.boxes, fields)
                } + (detail.body.isEmpty ? [] : [row(FilingWorkbook.body, "", "", detail.body, fields)])
            let figures = detail.figures.map { figure -> [SheetCell] in
                [
                    .text(FilingWorkbook.register), .text(figure.indicator.title[language]),
                    .text(figure.text(messages, language)),
                ]
            }
            var own = columns
            // Tells the workbook from those of other filings.
            own[0].header = detail.filing.id.text
            var base = Sheet(title: "base", columns: own, rows: rows, filtersColumns: false)
            base.isHidden = true
            var form = Sheet(
                title: detail.form.title[language] + " " + detail.cycle.period.description, columns: columns,
                rows: rows + figures, filtersColumns: false)
            form.lockedRows = Set(rows.count..<(rows.count + figures.count))
            return try writeXLSX([form, base])
        }
    }

    private func row(
        _ key: String, _ title: String, _ known: String, _ boxes: [FilingDetail.Box], _ fields: [FilingForm.Field]
    ) -> [SheetCell] {
        [.text(key), .text(title), .text(known)]
            + fields.map { field in
                boxes.first { $0.field.key == field.key }.map { .text($0.text) } ?? .empty
            }
    }

    private func known(_ line: FilingDetail.Line, _ messages: MessageCatalogue, _ language: Language) -> String {
        let nodes = line.milestones.map { node in
            node.due.description + " " + node.text
                + (node.reachedOn == nil ? "" : " (" + messages.text("item.reached", language) + ")")
        }
        let last = line.boxes.compactMap(\.earlier.first).first.map { $0.period + ": " + $0.text }
        return (nodes + [last].compactMap { $0 }).joined(separator: "\n")
    }

    /// Reads a filing's workbook back: what was changed in it is kept, merged with what others have typed since, and, where
    /// nothing is missing and `submits` says so, handed in. Returns whether it was handed in.
    ///
    /// Throws as `saveFiling` and `moveFiling`, and invalid where the file is no workbook of this filing.
    package func importFiling(_ caller: Caller, id: String, path: String, submits: Bool) async throws -> Bool {
        let detail = try await filing(caller, id: id)
        let edit = try await withoutBlocking(turn: surroundings.random().0) { try readFiling(path, detail) }
        try await saveFiling(caller, id: id, edit)
        let after = try await filing(caller, id: id)
        let step: Filing.Step = after.offers.contains { $0.step == Filing.Step.submit.rawValue } ? .submit : .submitFor
        guard submits, after.missing == 0, after.offers.contains(where: { $0.step == step.rawValue }),
            step == .submit || !after.papers.isEmpty
        else { return false }
        try await moveFiling(caller, id: id, revision: after.filing.revision, step: step.rawValue)
        return true
    }

    private func readFiling(_ path: String, _ detail: FilingDetail) throws -> Edit {
        func refuse(_ message: String) -> UseCaseError {
            UseCaseError("filing", .invalid([ValidationFailure(field: "file", message: message)]))
        }
        let sheets: [ReadSheet]
        do { sheets = try readXLSX(try FileSource(path: path), most: 2) } catch { throw refuse("filing.noWorkbook") }
        guard sheets.count >= 2, sheets[1].text(row: 0, column: 0) == detail.filing.id.text,
            let head = sheets[0].rows.first, head.dropFirst() == sheets[1].rows[0].dropFirst()
        else { throw refuse("filing.otherWorkbook") }
        let fields = detail.form.fields
        let places = Dictionary(
            (detail.lines.flatMap(\.boxes) + detail.body).map { ($0.place.description, $0) },
            uniquingKeysWith: { first, _ in first })
        func values(_ sheet: ReadSheet) -> [String: String] {
            var values: [String: String] = [:]
            for row in sheet.rows.indices.dropFirst() {
                let key = sheet.text(row: row, column: 0)
                for (index, field) in fields.enumerated() {
                    let name = key + "." + field.key
                    guard places[name] != nil else { continue }
                    values[name] = sheet.text(row: row, column: FilingWorkbook.known + index)
                }
            }
            return values
        }
        let (typed, seen) = (values(sheets[0]), values(sheets[1]))
        guard !typed.isEmpty, !seen.isEmpty else { throw refuse("filing.otherWorkbook") }
        // Never the present revision: what was seen is what the hidden sheet holds.
        return Edit(revision: 0, seen: seen, values: typed)
    }
}
