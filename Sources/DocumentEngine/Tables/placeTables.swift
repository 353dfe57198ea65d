// SPDX-License-Identifier: Apache-2.0
import Domain

/// Takes the lines of the tables of tasks out of those that are read as paragraphs; none where nothing else would be
/// left to tell what the document is.
func withoutTables(_ lines: inout ContiguousArray<SourceLine>, _ tables: [FoundTable]) -> [FoundTable] {
    guard !tables.isEmpty else { return [] }
    var table = 0
    var (kept, followsTable) = (ContiguousArray<SourceLine>(), false)
    for line in lines {
        while table < tables.count, tables[table].source.to <= Int(line.start) { table += 1 }
        if table < tables.count, Int(line.end) > tables[table].source.from, Int(line.start) < tables[table].source.to {
            followsTable = true
            continue
        }
        var line = line
        if followsTable { line.followsBlank = true }
        followsTable = false
        kept.append(line)
    }
    guard kept.contains(where: { !$0.isFurniture }) else { return [] }
    lines = kept
    return tables
}

/// Adds the cells of the tables behind the paragraphs of a repaired text.
func placeTables(_ tables: [FoundTable], in text: inout RepairedText, _ scalars: Scalars) -> [TaskTable] {
    text.proseEnd = text.scalars.count
    text.tables = tables.map(\.source)
    return tables.map { table in
        var ranges: [Int: Range<Int>] = [:]
        let order = table.grid.cells.indices.sorted { left, right in
            (table.grid.cells[left].range.from, left) < (table.grid.cells[right].range.from, right)
        }
        for cell in order where table.grid.cells[cell].range.from >= table.source.from {
            ranges[cell] = text.appendCell(scalars, table.grid.cells[cell].range)
        }
        let empty = text.scalars.count..<text.scalars.count
        var placed = TaskTable(source: table.source, goesOn: table.goesOn)
        placed.position = text.position(notBefore: table.source.from)
        placed.lines = table.lines.map { line in
            switch line {
            case .area(let cell, let number): return .area(ranges[cell] ?? empty, number: number.flatMap { ranges[$0] })
            case .row(let cells):
                var row = TableRow()
                for (column, cell, owner) in cells where row.cells[column]?.contains(where: { $0.id == cell }) != true {
                    row.cells[column, default: []].append(
                        .init(id: cell, range: ranges[cell] ?? empty, owner: owner.flatMap { ranges[$0] }))
                }
                return .row(row)
            }
        }
        return placed
    }
}
