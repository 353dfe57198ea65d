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
            left: preview.leftOut.isEmpty ? nil : try .init(preview.leftOut, phrases),
            rows: renderImportRows(preview, wrong, phrases).string)
    }

    /// Whether what either form of a first look sends back is no more than a form may have.
    func isSendable(_ preview: TaskSheetPreview, within limit: Int) -> Bool {
        // What else the forms hold, and room for what is mended.
        let rest = 20_000 + source.sentBytes
        var rowBytes = rest + (left?.json.sentBytes ?? 0)
        for (number, line) in preview.lines.enumerated() {
            let own = "r\(number)."
            for name in ItemFields.Name.imported {
                rowBytes += own.utf8.count + name.rawValue.utf8.count + 2
                rowBytes += (line.row.values[name.rawValue] ?? "").sentBytes
            }
            for value in [line.row.place, line.row.carriedDoubts, "1", "1", "1"] {
                rowBytes += own.utf8.count + 8 + value.sentBytes
            }
        }
        guard rowBytes < limit, let tables else { return rowBytes < limit }
        var tableBytes = rest + tables.json.sentBytes
        for column in tables.columns { tableBytes += column.name.utf8.count + 20 }
        return tableBytes < limit
    }
}

extension String {
    /// How many bytes a browser sends for it.
    fileprivate var sentBytes: Int {
        var count = 0
        for byte in utf8 {
            switch byte {
            case 0x20, 0x2A, 0x2D, 0x2E, 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: count += 1
            // The end of a line is sent as two signs.
            case 0x0A: count += 6
            default: count += 3
            }
        }
        return count
    }
}

extension ItemImportPage.Left {
    init(_ leftOut: [TaskSheet.LeftOut], _ phrases: Phrases) throws {
        self.init(
            count: leftOut.count,
            entries: leftOut.map { left in
                ItemImportPage.LeftEntry(
                    place: left.sheet.isEmpty ? String(left.row) : left.sheet + " " + String(left.row),
                    reason: phrases("taskSheet.left." + left.reason.rawValue))
            }, json: String(decoding: try JSONEncoder().encode(leftOut), as: UTF8.self))
    }
}

extension ItemImportPage.Tables {
    init(_ tables: [TaskSheet], _ source: String, _ phrases: Phrases) throws {
        let columns = try TaskSheetColumns().ledger.fields
        let left = tables.flatMap { $0.columns.filter(\.field.isEmpty).map(\.title) }
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
            }, isDoubtful: tables.contains { $0.columns.contains { !$0.field.isEmpty && !$0.isSure } },
            left: left.isEmpty ? nil : PlainNames.text(left))
    }
}

/// The tables that a page carried, with the columns that were chosen on it. Throws invalid where it carried none.
func chosenTables(_ form: FormFields) throws -> [TaskSheet] {
    let columns = Set(try TaskSheetColumns().ledger.fields.map(\.key))
    guard var tables = try? JSONDecoder().decode([TaskSheet].self, from: Data(form.raw("tables").utf8)) else {
        throw UseCaseError("import", .invalid([ValidationFailure(field: "file", message: "taskSheet.unreadable")]))
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
        // A tick beside what the page said of the row is one made knowing it: such rows are shown without.
        let isTaken = values["r\(number).take"] != nil
        var row = TaskSheetRow(
            place: String((values["r\(number).place"] ?? "").prefix(100)), values: fields, isTaken: isTaken,
            mayRepeat: isTaken && values["r\(number).known"] != nil,
            mayBeTwin: isTaken && values["r\(number).twice"] != nil)
        row.takeUpDoubts(values["r\(number).doubts"] ?? "")
        return row
    }
}

/// What of the file became no row, as the page carried it.
func carriedLeftOut(_ form: FormFields) -> [TaskSheet.LeftOut] {
    (try? JSONDecoder().decode([TaskSheet.LeftOut].self, from: Data(form.raw("left").utf8))) ?? []
}

extension ItemFields.Name {
    /// What a row of a table may say of an item.
    static let imported = allCases.filter { $0 != .position }
}
