// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine

/// A table of a file, as texts, with what its columns are taken for. A page carries it along until its rows are added.
package struct TaskSheet: Codable, Sendable {
    /// One column.
    package struct Column: Codable, Sendable {
        package let title: String
        /// The key of what it holds (`TaskSheetColumns`); empty where it is left out.
        package var field: String
        /// False where another column may be meant as well.
        package var isSure: Bool

        package init(title: String, field: String, isSure: Bool) {
            (self.title, self.field, self.isSure) = (title, field, isSure)
        }
    }
    /// One row with a text for each column.
    package struct Row: Codable, Sendable {
        /// As spreadsheets count, from 1.
        package let number: Int
        package let cells: [String]
        /// The columns whose text stands in a merged cell of a row above.
        package let carried: [Int]
        /// The name of the rows among which it stands.
        package let group: String?

        package init(number: Int, cells: [String], carried: [Int] = [], group: String? = nil) {
            (self.number, self.cells, self.carried, self.group) = (number, cells, carried, group)
        }
    }
    /// A row or a table of which no item was made.
    package struct LeftOut: Codable, Hashable, Sendable {
        /// Why: the sentence `taskSheet.left.<reason>`.
        package enum Reason: String, Codable, CaseIterable, Sendable {
            /// A row outside of any table.
            case outside
            /// A row that explains the table, sums it up, or is its heading once more.
            case note, total, heading
            /// A table of something else, or one without rows.
            case otherTable, noRows
            /// A row without a task, with none above it to belong to.
            case noTask
            /// A row with texts in columns alone that are left out.
            case nothingRead
        }
        package let sheet: String
        package let row: Int
        package let reason: Reason
    }
    /// The years that a title may name.
    static let years = 2_000...2_100
    /// The sheet's name; empty of documents.
    package var name: String
    /// The year that its title names.
    package let year: Int?
    package var columns: [Column]
    package var rows: [Row]
    /// What its file holds besides, of which nobody could make a row; with the first table of a file.
    package var leftOut: [LeftOut]

    package init(name: String, year: Int?, columns: [Column], rows: [Row], leftOut: [LeftOut] = []) {
        (self.name, self.year, self.columns, self.rows) = (name, year, columns, rows)
        self.leftOut = leftOut
    }

    /// Whether it can be one of tasks: it says what is to be done, and something of it.
    var isOfTasks: Bool {
        let fields = Set(columns.map(\.field)).subtracting([""])
        return fields.count >= 2 && (fields.contains("title") || fields.contains("measures"))
    }
}

extension [TaskSheet] {
    /// Throws invalid where no file can have held these tables: a page carries them, and anybody can write a page.
    func requireReadable() throws {
        let isSound = allSatisfy { table in
            (table.year.map { TaskSheet.years.contains($0) } ?? true)
                && table.leftOut.count <= TaskSheetFinder.mostLeftOut
                && table.rows.allSatisfy { $0.cells.count == table.columns.count }
        }
        let rows = reduce(0) { $0 + $1.rows.count }
        guard !isEmpty, isSound, rows <= TaskSheetFinder.mostRows else {
            throw UseCaseError(importOf: "taskSheet.unreadable")
        }
    }
}

/// Finds tables of tasks in the rows of sheets: by the finder of tables and the matcher of columns that registers use.
struct TaskSheetFinder {
    private let ledger: Ledger
    /// The keys of other names with the field that each means.
    private let names: [String: String]
    /// More rows than a yearly list has items.
    static let mostRows = 1_000
    private var tables: [TaskSheet] = []
    private var columns: [[Int]] = []
    private var places: [Int: Int] = [:]
    /// The rows in which the headings of the tables begin.
    private var headings: [Int] = []
    /// No more are listed: a sheet may hold very many rows outside of its table.
    static let mostLeftOut = 500
    private var leftOut: [TaskSheet.LeftOut] = []
    private(set) var count = 0

    init(_ definition: TaskSheetColumns, _ pairing: Pairing) {
        ledger = definition.ledger
        var names: [String: String] = [:]
        for (key, own) in definition.names {
            let side: Side? = key.hasPrefix("oldArea") ? .oldArea : key.hasPrefix("eastern") ? .eastern : nil
            let party = side.map(pairing.party)
            let parties = party.map { [$0.name, String($0.name.dropLast()), $0.romanised] } ?? []
            for name in own {
                let all = name.contains("{party}") ? parties.map { name.replacing("{party}", with: $0) } : [name]
                for name in all where !titleKey(name).isEmpty { names[titleKey(name)] = key }
            }
        }
        self.names = names
    }

    /// For the finder of headings: the names that a heading may hold.
    var memory: MappingMemory { MappingMemory(ledger: ledger.key, signature: "*", fields: names) }
    var vocabulary: Set<String> { ledger.sheetVocabulary.union(names.keys) }
    var register: Ledger { ledger }

    /// Takes what was found in a sheet or, with `title` above it, in a document.
    mutating func take(_ event: TableEvent, sheet: String, above title: String = "") throws {
        switch event {
        case .table(let found): begin(found, sheet, title)
        case .leftOut(let row): leave(row, sheet)
        case .row(let row):
            guard let place = places[row.table] else { return }
            count += 1
            guard count <= Self.mostRows else {
                throw UseCaseError(importOf: "taskSheet.tooManyRows", ["most": String(Self.mostRows)])
            }
            let own = columns[place]
            tables[place].rows.append(
                TaskSheet.Row(
                    number: row.number, cells: own.map { row.cell($0)?.cell.text.trimmingWhitespace ?? "" },
                    carried: own.indices.filter { row.cell(own[$0])?.isMerged == true }, group: row.groups.last))
        }
    }

    /// Ends a sheet: the numbers of tables begin anew.
    mutating func endSheet() { places = [:] }

    /// The tables of tasks. Throws invalid where there is none, or none with rows.
    func found() throws -> [TaskSheet] {
        let found = tables.indices.filter { tables[$0].isOfTasks }
        guard !found.isEmpty else { throw UseCaseError(importOf: "taskSheet.noTable") }
        let filled = found.filter { !tables[$0].rows.isEmpty }
        guard !filled.isEmpty else { throw UseCaseError(importOf: "taskSheet.noRows") }
        let others = tables.indices.filter { !filled.contains($0) }.map { place in
            TaskSheet.LeftOut(
                sheet: tables[place].name, row: headings[place],
                reason: tables[place].isOfTasks ? .noRows : .otherTable)
        }
        var result = filled.map { tables[$0] }
        result[0].leftOut = Array((others + leftOut).prefix(Self.mostLeftOut))
        return result
    }

    private mutating func leave(_ row: LeftOutRow, _ sheet: String) {
        guard leftOut.count < Self.mostLeftOut, !row.text.trimmingWhitespace.isEmpty else { return }
        let reason: TaskSheet.LeftOut.Reason
        switch row.reason {
        // A title says the year, the name of a group the area.
        case .title, .group: return
        case .repeatedHeading, .columnMarks, .pageMark: reason = .heading
        case .total: reason = .total
        case .note: reason = .note
        case .outside: reason = .outside
        }
        leftOut.append(TaskSheet.LeftOut(sheet: sheet, row: row.number, reason: reason))
    }

    private mutating func begin(_ found: FoundTable, _ sheet: String, _ title: String) {
        let fields = Dictionary(
            found.columns.compactMap { column in field(column).map { (titleKey(column.title), $0) } },
            uniquingKeysWith: { first, _ in first })
        let mapping = proposeMapping(
            of: found.withoutSample, to: ledger, directory: LedgerDirectory(codeLists: [:]),
            memories: [MappingMemory(ledger: ledger.key, signature: "*", fields: fields)])
        let own = found.columns.filter { !$0.isSerial }
        places[found.number] = tables.count
        columns.append(own.map(\.column))
        headings.append(found.headingRows.lowerBound)
        let year = PlainCell.year(in: title + found.title)
        tables.append(
            TaskSheet(
                name: sheet, year: year.flatMap { TaskSheet.years.contains($0) ? $0 : nil },
                columns: own.map { column in
                    let match = mapping.matches.first { $0.column == column.column && $0.confidence >= 55 }
                    return TaskSheet.Column(
                        title: column.title, field: match?.field ?? "", isSure: (match?.confidence ?? 0) >= 75)
                }, rows: []))
    }

    /// What a column with one of the other names holds: by its whole heading, by that the other way round, by its last
    /// line.
    private func field(_ column: TableColumn) -> String? {
        for key in [column.titles.joined(), column.titles.reversed().joined(), column.titles.last ?? ""] {
            if let field = names[titleKey(key)] { return field }
        }
        return nil
    }
}
