// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import FormData
import Foundation
import UseCases

extension ItemImportPage.Preview {
    init(_ preview: TaskSheetPreview, source: String, _ wrong: [ValidationFailure], _ phrases: Phrases) throws {
        let lines = preview.lines
        self.init(
            source: source, year: preview.plan.year, taken: lines.count { $0.row.isTaken },
            doubtful: lines.count { !$0.doubts.isEmpty || !$0.failures.isEmpty },
            known: lines.count { $0.known != nil }, count: lines.count,
            isAllKnown: !lines.isEmpty && lines.allSatisfy { $0.known != nil },
            tables: preview.tables.isEmpty ? nil : try .init(preview.tables, source, phrases),
            rows: renderImportRows(preview, wrong, phrases).string)
    }

    /// Whether what is sent back by either form is no more than a form may have.
    func isSendable(within limit: Int) -> Bool {
        // What was written for the page is less than half of names and marks, and is sent with three signs a byte.
        let own = rows.utf8.count { $0 > 0x7F } * 3 + count * ItemFields.Name.allCases.count * 28
        let table = (tables?.json.percentEncodedPart.utf8.count ?? 0) + 20_000
        return own < limit && table < limit
    }
}

extension ItemImportPage.Tables {
    init(_ tables: [TaskSheet], _ source: String, _ phrases: Phrases) throws {
        let columns = try TaskSheetColumns().ledger.fields
        self.init(
            source: source, json: String(decoding: try JSONEncoder().encode(tables), as: UTF8.self),
            columns: tables.enumerated().flatMap { number, table in
                table.columns.enumerated().map { place, column in
                    ItemImportPage.Column(
                        name: "c\(number).\(place)", title: column.title,
                        isDoubtful: !column.field.isEmpty && !column.isSure,
                        options: renderOptions(
                            [Choice(value: "", label: phrases("taskSheet.leftOut"), isChosen: column.field.isEmpty)]
                                + columns.map {
                                    Choice(
                                        value: $0.key, label: $0.title[phrases.language],
                                        isChosen: $0.key == column.field)
                                }))
                }
            }, isDoubtful: tables.contains { $0.columns.contains { !$0.field.isEmpty && !$0.isSure } })
    }
}

/// The tables that a page carried, with the columns that were chosen on it. Throws invalid where it carried none.
func chosenTables(_ form: FormFields) throws -> [TaskSheet] {
    let columns = Set(try TaskSheetColumns().ledger.fields.map(\.key))
    guard var tables = try? JSONDecoder().decode([TaskSheet].self, from: Data(form.raw("tables").utf8)) else {
        throw UseCaseError("import", .invalid([ValidationFailure(field: "file", message: "taskSheet.noTable")]))
    }
    let chosen = form.firstValues
    for number in tables.indices {
        for place in tables[number].columns.indices {
            guard let field = chosen["c\(number).\(place)"], field.isEmpty || columns.contains(field) else { continue }
            tables[number].columns[place].field = field
            tables[number].columns[place].isSure = true
        }
    }
    return tables
}

/// The rows of a page with what was typed into them; where a person says so, rows without a day are due at the end of
/// the list's year.
func importedRows(_ form: FormFields) -> [TaskSheetRow] {
    let values = form.firstValues
    let count = min(max(0, form.integer("rows") ?? 0), UseCases.mostItems)
    let last = form.holds("yearEnd") ? form["year"] + "-12-31" : ""
    return (0..<count).map { number in
        var fields: [String: String] = [:]
        for name in ItemFields.Name.imported {
            fields[name.rawValue] = (values["r\(number).\(name.rawValue)"] ?? "").replacing("\r\n", with: "\n").trimmed
        }
        if fields["due"] == "" { fields["due"] = last }
        return TaskSheetRow(
            place: String((values["r\(number).place"] ?? "").prefix(100)), values: fields,
            isTaken: values["r\(number).take"] != nil, mayRepeat: values["r\(number).known"] != nil)
    }
}

extension ItemFields.Name {
    /// What a row of a table may say of an item.
    static let imported = allCases.filter { $0 != .position }
}
