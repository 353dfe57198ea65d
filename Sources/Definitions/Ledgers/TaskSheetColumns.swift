// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Foundation

/// What the columns of a table of tasks are called: `task-sheet.yml`.
package struct TaskSheetColumns: Sendable {
    /// The columns as the fields of a register, for those who match headings with fields.
    package let ledger: Ledger
    /// Other names of the columns by their keys; `{party}` stands for the name of a city.
    package let names: [(key: String, names: [String])]

    /// Throws `LedgerFaults`.
    package init(folder: URL = DefinitionData.folder) throws(LedgerFaults) {
        let reading = DefinitionReading()
        reading.file = "task-sheet.yml"
        var fields: [LedgerField] = []
        var names: [(key: String, names: [String])] = []
        var seen: Set<String> = []
        let source = LedgerBook.Source(name: reading.file, url: folder.appending(path: reading.file))
        for item in reading.compose(source)?.mapping(["columns"])?.required("columns")?.items ?? [] {
            guard let (field, mapping) = readField(item, more: ["names"]) else { continue }
            let own = mapping.texts("names")
            for (name, place) in own where !seen.insert((name.contains("{") ? field.key : "") + name).inserted {
                place.fault("doubled", ["key": name])
            }
            fields.append(field)
            names.append((field.key, own.map(\.text)))
        }
        guard reading.faults.isEmpty, let day = CalendarDate(year: 2022, month: 1, day: 1) else {
            throw LedgerFaults(faults: reading.faults)
        }
        self.names = names
        let title = LocalisedText(chinese: "", english: "")
        ledger = Ledger(
            key: "taskSheet", code: "", version: 1, validFrom: day, title: title,
            about: title, traps: [], confirmation: .own, dateField: "due", clauses: [], uniqueKeys: [],
            retention: Retention(years: 1, after: nil, end: .keep), stages: nil, fields: fields, indicators: [])
    }
}
