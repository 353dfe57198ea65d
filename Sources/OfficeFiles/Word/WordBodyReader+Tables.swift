// SPDX-License-Identifier: Apache-2.0

/// A table under way.
struct WordTableDraft {
    var rows: [[WordCellDraft]] = []
    var row: [WordCellDraft] = []
    /// The column of the grid at which the next cell begins.
    var column = 0
    var isRowDeleted = false
    var cell = WordCellDraft()
}

struct WordCellDraft {
    var paragraphs: [WordParagraph] = []
    var column = 0
    var columns = 1
    /// Whether it goes on with the cell above it, or with the cell to its left.
    var continuesAbove = false
    var continuesLeft = false
}

extension WordBodyReader {
    func startTable(_ name: String) {
        if name == "tbl" {
            closeUnfinished()
            return tables.append(WordTableDraft())
        }
        guard let last = tables.indices.last else { return }
        if name == "tr" {
            (tables[last].row, tables[last].column, tables[last].isRowDeleted) = ([], 0, false)
        } else {
            tables[last].cell = WordCellDraft(column: tables[last].column)
            containers.append([])
        }
    }

    func startTableProperty(_ name: String, _ attributes: XMLAttributes) {
        guard let last = tables.indices.last else { return }
        let value = attributes["val"]
        switch name {
        case "gridSpan": tables[last].cell.columns = min(max(attributes.number("val") ?? 1, 1), 1_000)
        case "vMerge": tables[last].cell.continuesAbove = value != "restart"
        case "hMerge": tables[last].cell.continuesLeft = value != "restart"
        case "gridBefore": tables[last].column = min(max(attributes.number("val") ?? 0, 0), 1_000)
        case "del": tables[last].isRowDeleted = true
        default: break
        }
    }

    func endTable(_ name: String) {
        guard let last = tables.indices.last else { return }
        switch name {
        case "tc": endCell(last)
        case "tr": if !tables[last].isRowDeleted { tables[last].rows.append(tables[last].row) }
        default:
            let table = WordTable(rows: merged(tables.removeLast().rows))
            if !table.rows.isEmpty { containers[containers.count - 1].append(.table(table)) }
        }
    }

    private func endCell(_ last: Int) {
        closeUnfinished()
        guard containers.count > 1 else { return }
        tables[last].cell.paragraphs = containers.removeLast().flatMap(paragraphs(of:))
        let cell = tables[last].cell
        tables[last].column += cell.columns
        if cell.continuesLeft, let before = tables[last].row.indices.last {
            tables[last].row[before].columns += cell.columns
        } else {
            tables[last].row.append(cell)
        }
    }

    private func paragraphs(of block: WordBlock) -> [WordParagraph] {
        switch block {
        case .paragraph(let paragraph): [paragraph]
        case .table(let table): table.rows.flatMap { $0.flatMap(\.paragraphs) }
        }
    }

    /// Joins each cell that goes on from above with the one that begins it; what it holds itself does not print.
    private func merged(_ rows: [[WordCellDraft]]) -> [[WordCell]] {
        var result: [[WordCell]] = []
        /// For each column, where the last cell began that later rows may go on with.
        var open: [Int: (row: Int, cell: Int)] = [:]
        for (index, row) in rows.enumerated() {
            var cells: [WordCell] = []
            for draft in row {
                if draft.continuesAbove, let above = open[draft.column] {
                    result[above.row][above.cell].rows = index - above.row + 1
                    continue
                }
                open[draft.column] = (index, cells.count)
                cells.append(WordCell(paragraphs: draft.paragraphs, columns: draft.columns))
            }
            result.append(cells)
        }
        return result
    }
}
