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
    func rows(of tables: [TaskSheet]) -> [TaskSheetRow] { read(tables).rows }

    /// The same with what is left out of the tables' files.
    func read(_ tables: [TaskSheet]) -> (rows: [TaskSheetRow], leftOut: [TaskSheet.LeftOut]) {
        var rows: [TaskSheetRow] = []
        var leftOut = tables.flatMap(\.leftOut)
        for table in tables {
            let found = tasks(of: table, isOnly: tables.count == 1)
            leftOut += found.leftOut
            for cells in found.tasks {
                let parts = parts(of: cells)
                rows += parts.map { row(of: $0, isPart: parts.count > 1, table.year ?? year) }
            }
        }
        return (rows, leftOut)
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
        readWeight(cells, &row)
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

    private func readWeight(_ cells: Cells, _ row: inout TaskSheetRow) {
        let weight = cells.text("weight").oneLine
        guard !weight.isEmpty else { return }
        if let number = Int(weight), (1...100).contains(number) {
            row[.weight] = String(number)
        } else {
            row.doubts.append(TaskSheetDoubt(.unreadWeight, ["text": String(weight.prefix(60))]))
        }
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
        guard words.count == 2, (2...4).contains(words[1].count), words[0].count >= 2, row[.leaderName].isEmpty,
            !PostWords.endsAsPost(words[1])
        else {
            row[.leaderPost] = leader
            return
        }
        (row[.leaderPost], row[.leaderName]) = (words[0], words[1])
        if !PostWords.endsAsPost(words[0]) {
            row.doubts.append(TaskSheetDoubt(.unsureLeader, ["post": words[0], "name": words[1]]))
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
        var placed: [Side: Set<String>] = [:]
        var unplaced: [Side: Set<String>] = [:]
        var unsure: [String] = []
        for column in Self.columns {
            let text = cells.text(column.key)
            let named = column.side == nil ? unitsOfNamedCities(text, column.role) : []
            for unit in unitsWithLeader(text, column.side ?? home, column.role) {
                if unit.isUncertain { unsure.append(unit.unit) }
                let isPlaced =
                    column.side != nil || named.contains { $0.unit == unit.unit && $0.bearer == unit.bearer }
                for side in sides(of: unit, column.side) {
                    if isPlaced {
                        placed[side, default: []].formUnion(PlainCell.names(unit.unit))
                    } else {
                        unplaced[side, default: []].formUnion(PlainCell.names(unit.unit))
                    }
                    let own = found[side] ?? [:]
                    guard !own.values.contains(where: { $0.contains(unit.unit) }) else { continue }
                    found[side, default: [:]][unit.role ?? .cooperate, default: []].append(unit.unit)
                }
            }
        }
        for side in Side.allCases { row.unplaced[side] = (unplaced[side] ?? []).subtracting(placed[side] ?? []) }
        row[.oldAreaLead] = PlainCell.text(found[.oldArea]?[.lead] ?? [])
        row[.oldAreaUnits] = PlainCell.text(found[.oldArea]?[.cooperate] ?? [])
        row[.easternLead] = PlainCell.text(found[.eastern]?[.lead] ?? [])
        row[.easternUnits] = PlainCell.text(found[.eastern]?[.cooperate] ?? [])
        if !unsure.isEmpty {
            row.doubts.append(TaskSheetDoubt(.unsureSide, ["bodies": PlainCell.text(unsure.inOrderOnce)]))
        }
    }

    /// The bodies of a cell; of a list that says nothing of roles the first leads.
    private func unitsWithLeader(_ cell: String, _ side: Side?, _ role: DutyRole?) -> [DraftUnit] {
        var units = units(cell, side, role)
        if role == nil, !units.contains(where: { $0.role == .lead }), let first = units.first {
            for place in units.indices {
                units[place].role = place == 0 || units[place].unit == first.unit ? .lead : .cooperate
            }
        }
        return units
    }

    /// The bodies of a cell whose city is the same whichever city the others are taken to be of: the cell names it.
    private func unitsOfNamedCities(_ cell: String, _ role: DutyRole?) -> [DraftUnit] {
        let ofOldArea = units(cell, .oldArea, role)
        let ofEastern = units(cell, .eastern, role)
        return ofOldArea.filter { unit in
            !cities(of: unit).isEmpty
                && ofEastern.contains { $0.unit == unit.unit && $0.bearer == unit.bearer }
        }
    }

    private func units(_ cell: String, _ side: Side?, _ role: DutyRole?) -> [DraftUnit] {
        guard !cell.isEmpty else { return [] }
        let place = side.map { Side.allCases.firstIndex(of: $0) ?? 0 }
        return reader.readUnits(
            inCell: cell, of: Side.allCases.map { pairing.party($0).name }, city: place, role: role)
    }

    private func cities(of unit: DraftUnit) -> [String] {
        switch unit.bearer {
        case .unit(let city): city.map { [$0] } ?? []
        case .group(_, let cities): cities
        }
    }

    private func sides(of unit: DraftUnit, _ column: Side?) -> [Side] {
        let sides = cities(of: unit).compactMap { name in Side.allCases.first { pairing.party($0).name == name } }
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
