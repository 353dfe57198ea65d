// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import OfficeFiles

/// The rows of a workbook by the names of their columns, with the problems that are found in them.
struct ImportTable {
    /// One row that is not blank.
    struct Row {
        /// From 0, as in the sheet.
        let index: Int
        let values: [String: String]
        subscript(name: String) -> String { values[name] ?? "" }
    }
    let list: ImportList
    private(set) var rows: [Row] = []
    private(set) var problems: [ImportProblem] = []
    /// What the person should know of a cell, and need not mend.
    private(set) var notes: [ImportProblem] = []
    private(set) var lines: [ImportLine] = []
    private let places: [String: Int]
    let words: ImportWords

    /// Finds the columns by their headers in either language.
    init(_ sheet: ReadSheet, of list: ImportList, _ words: ImportWords) {
        (self.list, self.words) = (list, words)
        var places: [String: Int] = [:]
        let headers = sheet.rows.first ?? []
        for name in list.columns {
            let labels = words.labels(list.group + "." + name)
            places[name] = headers.firstIndex { labels.contains($0.lowercased()) }
        }
        self.places = places
        for name in list.columns where list.required.contains(name) && places[name] == nil {
            problems.append(
                ImportProblem(
                    cell: "A1", column: name, message: "import.columnMissing",
                    arguments: ["column": words.label(list.group + "." + name)], proposal: nil))
        }
        guard problems.isEmpty else { return }
        for (index, cells) in sheet.rows.enumerated().dropFirst() where cells.contains(where: { !$0.isEmpty }) {
            rows.append(
                Row(index: index, values: places.mapValues { cells.indices.contains($0) ? cells[$0] : "" }))
        }
        for row in rows {
            for name in list.columns where list.required.contains(name) && row[name].isEmpty {
                refuse(row, name, "import.cellEmpty")
            }
        }
        if rows.isEmpty {
            problems.append(
                ImportProblem(
                    cell: "A2", column: list.columns[0], message: "import.noRows", arguments: [:], proposal: nil))
        }
    }

    mutating func refuse(
        _ row: Row, _ column: String, _ message: String, _ arguments: [String: String] = [:], proposal: String? = nil
    ) {
        let cell = ReadSheet.cellName(row: row.index, column: places[column] ?? 0)
        guard !problems.contains(where: { $0.cell == cell && $0.column == column }) else { return }
        problems.append(
            ImportProblem(
                cell: cell, column: column, message: message, arguments: arguments,
                proposal: places[column] == nil ? nil : proposal))
    }

    /// Says something of a cell that need not be mended.
    mutating func note(_ row: Row, _ column: String, _ message: String, _ arguments: [String: String] = [:]) {
        let cell = ReadSheet.cellName(row: row.index, column: places[column] ?? 0)
        notes.append(
            ImportProblem(cell: cell, column: column, message: message, arguments: arguments, proposal: nil))
    }

    /// Whether a cell holds this sentence in either language.
    func says(_ key: String, _ row: Row, _ column: String) -> Bool {
        words.labels(key).contains(row[column].lowercased())
    }

    /// What a use case says of fields, as problems of the row's cells.
    mutating func refuse(_ row: Row, _ error: UseCaseError) throws {
        switch error.cause {
        case .invalid(let failures):
            for failure in failures {
                refuse(
                    row, list.columns.contains(failure.field) ? failure.field : list.columns[0], failure.message,
                    failure.arguments)
            }
        case .forbidden(let reason), .conflict(let reason): refuse(row, list.columns[0], reason)
        case .notFound: refuse(row, list.columns[0], "rule.foreignPairing")
        default: throw error
        }
    }

    mutating func add(_ row: Row, _ title: String, _ outcome: ImportLine.Outcome, _ changes: [String] = []) {
        lines.append(ImportLine(row: row.index + 1, title: title, outcome: outcome, changes: changes))
    }

    /// One of a closed list, by its word in either language or by its code; refused with the nearest where it is none.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ row: Row, _ column: String, _ prefix: String, of list: Choice.Type = Choice.self
    ) -> Choice? {
        let text = row[column].lowercased()
        guard !text.isEmpty else { return nil }
        let found = Choice.allCases.first { choice in
            choice.rawValue.lowercased() == text || words.labels(prefix + choice.rawValue).contains(text)
        }
        if found == nil {
            let known = Choice.allCases.map { words.label(prefix + $0.rawValue) }
            let others = Language.allCases.flatMap { language in
                Choice.allCases.map { words.messages.text(prefix + $0.rawValue, language) }
            }
            refuse(
                row, column, "import.notInList", ["known": known.joined(separator: " / ")],
                proposal: nearest(text, known + others))
        }
        return found
    }

    /// A day however it is written, as `2026-01-05`; refused where it is none.
    mutating func day(_ row: Row, _ column: String) -> String {
        let text = row[column]
        if text.isEmpty || CalendarDate(iso: text) != nil { return text }
        let numbers = text.split { !($0.isASCII && $0.isNumber) }.compactMap { Int($0) }
        if numbers.count == 3, let day = CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2]) {
            return day.description
        }
        refuse(row, column, "correction.dateForm")
        return ""
    }

    var check: ImportCheck {
        ImportCheck(list: list, problems: problems, notes: notes, lines: lines)
    }
}

/// The words of headers and of closed lists in every language.
struct ImportWords: Sendable {
    let messages: MessageCatalogue
    let language: Language

    func label(_ key: String) -> String { messages.text(key, language) }
    func labels(_ key: String) -> Set<String> { Set(Language.allCases.map { messages.text(key, $0).lowercased() }) }
}
