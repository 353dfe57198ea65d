// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import LedgerEngine

/// Reads the rows of tables as rows of a yearly list: carries down what merged cells hold, makes one item of the
/// measures of one task that the same bodies have, and reads bodies, terms and milestones.
struct TaskSheetReading {
    let pairing: Pairing
    let year: Int
    /// The side whose bodies those are that name no city.
    let home: Side?
    private let reader = DocumentReader()

    init(_ pairing: Pairing, year: Int, home: Side?) { (self.pairing, self.year, self.home) = (pairing, year, home) }

    /// A row with what its columns hold by their keys.
    struct Cells {
        let place: String
        var texts: [String: String]
        /// The keys whose text stands in a row above.
        var carried: Set<String>

        func text(_ key: String) -> String { texts[key] ?? "" }
    }

    /// The rows of all tables; where there are several, each with the name of its sheet.
    func rows(of tables: [TaskSheet]) -> [TaskSheetRow] {
        tables.flatMap { table in
            var table = table
            if tables.count == 1 { table.name = "" }
            return rows(of: table)
        }
    }

    private func rows(of table: TaskSheet) -> [TaskSheetRow] {
        tasks(of: table).flatMap { cells -> [TaskSheetRow] in
            let parts = parts(of: cells)
            return parts.map { row(of: $0, isPart: parts.count > 1, table.year ?? year) }
        }
    }

    // MARK: Rows of one task

    /// The rows of each task: those behind the first say nothing in the task's column, or what is merged with it.
    private func tasks(of table: TaskSheet) -> [[Cells]] {
        let hasTitle = table.columns.contains { $0.field == "title" }
        let hasArea = table.columns.contains { $0.field == "area" }
        var tasks: [[Cells]] = []
        var area = ""
        for row in table.rows {
            var cells = self.cells(of: row, table)
            if cells.text("area").isEmpty { cells.texts["area"] = hasArea ? area : row.group ?? "" }
            let isSameArea = cells.text("area") == area
            area = cells.text("area")
            let goesOn =
                cells.carried.contains("title") || cells.text("title").isEmpty && !cells.text("measures").isEmpty
            if hasTitle, goesOn, isSameArea, let first = tasks.last?.first, !first.text("title").isEmpty {
                cells.texts["title"] = first.text("title")
                tasks[tasks.count - 1].append(cells)
            } else if !cells.text("title").isEmpty || !cells.text("measures").isEmpty {
                tasks.append([cells])
            }
        }
        return tasks
    }

    private func cells(of row: TaskSheet.Row, _ table: TaskSheet) -> Cells {
        let place = [table.name, String(row.number)].filter { !$0.isEmpty }.joined(separator: " ")
        var cells = Cells(place: place, texts: [:], carried: [])
        for (column, text) in zip(table.columns, row.cells) where !column.field.isEmpty && !PlainCell.isNothing(text) {
            let before = cells.text(column.field)
            cells.texts[column.field] = before.isEmpty ? text : before + "\n" + text
        }
        for place in row.carried where table.columns.indices.contains(place) {
            cells.carried.insert(table.columns[place].field)
        }
        return cells
    }

    /// What one row of a task shares with the row before it is theirs together.
    private static let shared = [
        "goal", "leader", "leaderPost", "leaderName", "oldAreaLead", "oldAreaUnits", "oldAreaDuties", "easternLead",
        "easternUnits", "easternDuties", "lead", "units", "duties", "start", "due", "term", "weight", "special",
        "isJoint",
    ]

    /// A task's rows, put together where nothing but the measures differs.
    private func parts(of rows: [Cells]) -> [Cells] {
        var parts: [Cells] = []
        for row in rows {
            guard var last = parts.last,
                Self.shared.allSatisfy({ row.text($0).isEmpty || row.text($0) == last.text($0) })
            else {
                parts.append(row)
                continue
            }
            for key in ["measures", "q1", "q2", "q3", "q4", "schedule", "note"] where !row.carried.contains(key) {
                let lines = [last.text(key), row.text(key)].filter { !$0.isEmpty }
                last.texts[key] = lines.joined(separator: "\n")
            }
            parts[parts.count - 1] = last
        }
        return parts
    }

    // MARK: One item

    private func row(of cells: Cells, isPart: Bool, _ year: Int) -> TaskSheetRow {
        var row = TaskSheetRow(place: cells.place, values: [:])
        row[.area] = cells.text("area").oneLine
        row[.title] = title(cells, isPart: isPart)
        row[.measures] = cells.text("measures")
        row[.goal] = cells.text("goal")
        row[.note] = cells.text("note")
        row[.special] = cells.text("special").oneLine
        row[.isJoint] = cells.text("isJoint").oneLine
        let weight = cells.text("weight").drop { !$0.isNumber }.prefix { $0.isNumber }
        if let number = Int(weight), (1...100).contains(number) { row[.weight] = String(number) }
        readLeader(cells, &row)
        readBodies(cells, &row)
        readMilestones(cells, &row)
        readTerm(cells, &row, year)
        return row
    }

    /// The task, with its measure behind it where the task has several items.
    private func title(_ cells: Cells, isPart: Bool) -> String {
        let measure = TermWords.firstClause(of: cells.text("measures"), most: 60)
        let title = cells.text("title").oneLine
        if title.isEmpty { return measure.oneLine }
        return isPart && !measure.isEmpty ? title + " · " + measure.oneLine : title
    }

    private func readLeader(_ cells: Cells, _ row: inout TaskSheetRow) {
        row[.leaderPost] = cells.text("leaderPost").oneLine
        row[.leaderName] = cells.text("leaderName").oneLine
        let leader = cells.text("leader").oneLine
        guard !leader.isEmpty else { return }
        // Beside a column of posts it holds the names.
        guard row[.leaderPost].isEmpty else {
            if row[.leaderName].isEmpty { row[.leaderName] = leader }
            return
        }
        let words = leader.split(separator: " ").map(String.init)
        if words.count == 2, (2...4).contains(words[1].count), words[0].count >= 2, row[.leaderName].isEmpty {
            (row[.leaderPost], row[.leaderName]) = (words[0], words[1])
        } else {
            row[.leaderPost] = leader
        }
    }

    // MARK: Bodies

    private static let columns: [(key: String, side: Side?, role: DutyRole?)] = [
        ("oldAreaLead", .oldArea, .lead), ("easternLead", .eastern, .lead), ("lead", nil, .lead),
        ("oldAreaDuties", .oldArea, nil), ("easternDuties", .eastern, nil), ("duties", nil, nil),
        ("oldAreaUnits", .oldArea, .cooperate), ("easternUnits", .eastern, .cooperate), ("units", nil, .cooperate),
    ]

    private func readBodies(_ cells: Cells, _ row: inout TaskSheetRow) {
        var found: [Side: [DutyRole: [String]]] = [:]
        var unsure: [String] = []
        for column in Self.columns {
            var units = units(cells.text(column.key), column.side ?? home, column.role)
            // A list that says nothing of roles names its leader first.
            if column.role == nil, !units.contains(where: { $0.role == .lead }), let first = units.first {
                for place in units.indices {
                    units[place].role = place == 0 || units[place].unit == first.unit ? .lead : .cooperate
                }
            }
            for unit in units {
                if unit.isUncertain { unsure.append(unit.unit) }
                for side in sides(of: unit, column.side) {
                    let own = found[side] ?? [:]
                    guard !own.values.contains(where: { $0.contains(unit.unit) }) else { continue }
                    found[side, default: [:]][unit.role ?? .cooperate, default: []].append(unit.unit)
                }
            }
        }
        row[.oldAreaLead] = PlainCell.text(found[.oldArea]?[.lead] ?? [])
        row[.oldAreaUnits] = PlainCell.text(found[.oldArea]?[.cooperate] ?? [])
        row[.easternLead] = PlainCell.text(found[.eastern]?[.lead] ?? [])
        row[.easternUnits] = PlainCell.text(found[.eastern]?[.cooperate] ?? [])
        if !unsure.isEmpty {
            row.doubts.append(TaskSheetDoubt(.unsureSide, ["bodies": PlainCell.text(unsure.inOrderOnce)]))
        }
    }

    private func units(_ cell: String, _ side: Side?, _ role: DutyRole?) -> [DraftUnit] {
        guard !cell.isEmpty else { return [] }
        let place = side.map { Side.allCases.firstIndex(of: $0) ?? 0 }
        return reader.readUnits(
            inCell: cell, of: Side.allCases.map { pairing.party($0).name }, city: place, role: role)
    }

    private func sides(of unit: DraftUnit, _ column: Side?) -> [Side] {
        let named: [String] =
            switch unit.bearer {
            case .unit(let city): city.map { [$0] } ?? []
            case .group(_, let cities): cities
            }
        let sides = named.compactMap { name in Side.allCases.first { pairing.party($0).name == name } }
        return sides.isEmpty ? [column ?? home ?? .oldArea] : sides
    }
}

extension String {
    /// In one line: the ends of lines within a cell are those of its width.
    var oneLine: String {
        split(whereSeparator: \.isNewline).map { String($0).trimmingWhitespace }.joined().trimmingWhitespace
    }
}

extension [String] {
    /// Each once, in their order.
    var inOrderOnce: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
