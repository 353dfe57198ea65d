// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A table of a document as a sheet of a workbook: rows of cells, and which of them are merged.
package struct TableSheet: Sendable {
    /// What stands between it and the table before.
    package let above: String
    package var rows: [SourceRow]
    package var merges: [CellArea]
    fileprivate var columns: Int
}

extension DocumentReader {
    /// The tables of a document, for whoever reads sheets. One that goes on behind the end of a page, with as many
    /// columns and nothing between, is one with the table before.
    package func tableSheets(_ source: SourceText) -> [TableSheet] {
        let scalars = Scalars(text: source.text)
        var sheets: [TableSheet] = []
        var end = 0
        for block in source.blocks {
            guard case .table(let rows) = block.kind, block.range.from >= end, block.range.to <= scalars.count,
                let grid = TableGrid(rows)
            else { continue }
            let between = String(text: Scalars(scalars[end..<block.range.from])).filter { $0 != "\u{FEFF}" }
            let goesOn = between.allSatisfy(\.isWhitespace) && sheets.last?.columns == grid.columnCount
            end = block.range.to
            if goesOn, var last = sheets.popLast() {
                last.add(grid, scalars)
                sheets.append(last)
            } else {
                var sheet = TableSheet(above: between, rows: [], merges: [], columns: grid.columnCount)
                sheet.add(grid, scalars)
                sheets.append(sheet)
            }
        }
        return sheets
    }
}

extension TableSheet {
    fileprivate mutating func add(_ grid: TableGrid, _ scalars: Scalars) {
        let first = (rows.last?.number ?? 0) + 1
        var cells: [[SourceCell]] = Array(repeating: [], count: grid.rowCount)
        for cell in grid.cells {
            if cell.rows.count > 1 || cell.columns.count > 1 {
                merges.append(
                    CellArea(
                        rows: (first + cell.rows.lowerBound)...(first + cell.rows.upperBound - 1),
                        columns: cell.columns.lowerBound...(cell.columns.upperBound - 1)))
            }
            let text = String(text: Scalars(scalars[cell.range.from..<min(cell.range.to, scalars.count)]))
            guard text.contains(where: { !$0.isWhitespace }) else { continue }
            cells[cell.rows.lowerBound].append(SourceCell(column: cell.columns.lowerBound, value: .text(text)))
        }
        for (row, cells) in cells.enumerated() {
            rows.append(SourceRow(number: first + row, cells: cells.sorted { $0.column < $1.column }))
        }
    }
}
