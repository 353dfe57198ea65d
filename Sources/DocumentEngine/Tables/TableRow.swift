// SPDX-License-Identifier: Apache-2.0
import Domain

/// A row of a table of tasks: the cells that hold for it, merged ones among them, by what they hold.
struct TableRow {
    /// A cell: its place in the table, and its text in the repaired text.
    struct Cell: Equatable {
        let id: Int
        let range: Range<Int>
        /// The heading's second line, where it may name the place whose units the column holds.
        var owner: Range<Int>?
    }
    var cells: [TableGrammar.Column: [Cell]] = [:]

    func first(_ column: TableGrammar.Column) -> Cell? { cells[column]?.first { !$0.range.isEmpty } }

    func all(_ columns: TableGrammar.Column...) -> [(column: TableGrammar.Column, cell: Cell)] {
        columns.flatMap { column in (cells[column] ?? []).filter { !$0.range.isEmpty }.map { (column, $0) } }
    }
}

/// What a table of tasks says, line by line.
enum TableLine {
    /// A line that spans the table: the area of the tasks below it.
    case area(Range<Int>, number: Range<Int>?)
    case row(TableRow)
}

/// A table of tasks in the repaired text.
struct TaskTable {
    /// In scalars of the source.
    let source: TextRange
    var lines: [TableLine] = []
    /// It has no heading of its own and goes on with the table before it.
    let goesOn: Bool
    /// Where it stands among the paragraphs, in the repaired text.
    var position = 0
}
