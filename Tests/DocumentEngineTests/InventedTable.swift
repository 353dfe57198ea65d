// SPDX-License-Identifier: Apache-2.0
import Domain

/// Builds a source with tables, as the readers of files do.
struct InventedTable {
    struct Cell: ExpressibleByStringLiteral {
        var text: String
        var columns = 1
        var rows = 1

        init(stringLiteral text: String) { self.text = text }
        init(_ text: String, columns: Int = 1, rows: Int = 1) {
            (self.text, self.columns, self.rows) = (text, columns, rows)
        }
    }
    private(set) var text = ""
    private(set) var blocks: [SourceBlock] = []

    private var length: Int { text.unicodeScalars.count }

    mutating func paragraph(_ words: String) {
        let from = length
        text += words
        blocks.append(SourceBlock(kind: .paragraph, range: TextRange(from: from, to: length)))
        text += "\n"
    }

    mutating func table(_ rows: [[Cell]]) {
        let from = length
        let cells = rows.map { row in
            let cells = row.enumerated().map { index, cell in
                if index > 0 { text += "\t" }
                let start = length
                text += cell.text
                let range = TextRange(from: start, to: length)
                return TableCell(range: range, columns: cell.columns, rows: cell.rows)
            }
            text += "\n"
            return cells
        }
        blocks.append(SourceBlock(kind: .table(cells), range: TextRange(from: from, to: length - 1)))
    }

    var source: SourceText { SourceText(text: text, format: .word, blocks: blocks) }

    static func source(_ rows: [[Cell]], title: String = "青川市与东湖市对口合作重点任务分解表") -> SourceText {
        var made = InventedTable()
        made.paragraph(title)
        made.table(rows)
        return made.source
    }
}
