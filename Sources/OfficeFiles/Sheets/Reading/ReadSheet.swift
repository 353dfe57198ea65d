// SPDX-License-Identifier: Apache-2.0

/// A worksheet as it was read: the text of every cell as a person sees it.
package struct ReadSheet: Hashable, Sendable {
    package var title: String
    /// The rows from the first on, empty ones too; each as long as its last filled cell.
    package var rows: [[String]]

    package init(title: String, rows: [[String]]) { (self.title, self.rows) = (title, rows) }

    /// The text of a cell without the white space around it; empty where there is none.
    package func text(row: Int, column: Int) -> String {
        guard rows.indices.contains(row), rows[row].indices.contains(column) else { return "" }
        return rows[row][column]
    }

    /// The name of a cell as spreadsheets call it, both counted from 0: `B7`.
    package static func cellName(row: Int, column: Int) -> String { columnName(column) + String(row + 1) }

    /// The row and the column, both counted from 0, of a cell as spreadsheets call it; nil where it is no such name.
    package static func place(of cell: String) -> (row: Int, column: Int)? {
        let letters = cell.prefix { $0.isASCII && $0.isUppercase }
        guard let number = Int(cell.dropFirst(letters.count)), number > 0, (1...3).contains(letters.count) else {
            return nil
        }
        let column = letters.utf8.reduce(0) { $0 * 26 + Int($1) - 64 }
        return (number - 1, column - 1)
    }

    package static func columnName(_ column: Int) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        var (name, rest) = ("", column)
        repeat {
            name = String(letters[rest % 26]) + name
            rest = rest / 26 - 1
        } while rest >= 0
        return name
    }
}

/// Why a workbook could not be read.
package enum ReadSheetError: Error, Hashable, Sendable {
    case container(ZipError)
    case markup(XMLError, part: String)
    /// The container holds no workbook.
    case noWorkbook
    /// More cells than are read, or rows far beyond.
    case tooLarge
}

/// How much of a workbook is read.
package struct ReadSheetLimits: Hashable, Sendable {
    package var rows = 20_000
    package var columns = 200
    package init() {}
}
