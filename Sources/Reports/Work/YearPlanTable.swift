// SPDX-License-Identifier: Apache-2.0
package import OfficeFiles

/// A yearly list as offices hand it round (the table that breaks tasks down): one row an item, in its columns.
package struct YearPlanTable: Sendable {
    /// The heading, the width in characters and whether its text is folded.
    package struct Column: Sendable {
        package let heading: String
        package let width: Double
        package let wraps: Bool

        package init(heading: String, width: Double, wraps: Bool) {
            (self.heading, self.width, self.wraps) = (heading, width, wraps)
        }
    }
    private let title: String
    private let columns: [Column]
    private let rows: [[String]]

    /// The cells of each row stand in the order of the columns; the first column is a number.
    package init(title: String, columns: [Column], rows: [[String]]) {
        (self.title, self.columns, self.rows) = (title, columns, rows)
    }

    package var sheet: Sheet {
        Sheet(
            title: title, columns: columns.map { SheetColumn(header: $0.heading, width: $0.width, wraps: $0.wraps) },
            rows: rows.map { row in
                row.enumerated().map { place, text in
                    if place == 0, let number = Double(text) { return .number(number) }
                    return text.isEmpty ? .empty : .text(text)
                }
            })
    }
}
