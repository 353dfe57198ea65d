// SPDX-License-Identifier: Apache-2.0

/// What a workbook of this program says of itself in a hidden sheet, so that it comes back as an update.
package struct RegisterSchema: Hashable, Sendable {
    /// A column of the workbook.
    package struct Column: Hashable, Sendable {
        package let field: String
        package let title: String
        /// Whether the cells show less than the values: such a column is never read.
        package let isMasked: Bool

        package init(field: String, title: String, isMasked: Bool) {
            (self.field, self.title, self.isMasked) = (field, title, isMasked)
        }
    }
    /// The name of the hidden sheet, and the title of the hidden column with the rows' tags.
    package static let sheetName = "_jiedui"
    package static let tagTitle = "_row"
    /// The name of the hidden sheet with the tags of all rows that were written, by which deleted ones are known.
    package static let rowsName = "_rows"
    /// The unit in which money is written.
    package static let moneyUnit = UnitWords.yuan
    private static let format = 1

    package let ledger: String
    package let definition: Int
    package let columns: [Column]

    package init(ledger: String, definition: Int, columns: [Column]) {
        (self.ledger, self.definition, self.columns) = (ledger, definition, columns)
    }

    /// The rows of the hidden sheet.
    package var rows: [[String]] {
        [["format", String(Self.format)], ["ledger", ledger], ["definition", String(definition)]]
            + columns.map { ["column", $0.field, $0.title, $0.isMasked ? "masked" : ""] }
    }

    /// Reads the rows of the hidden sheet; nil where they are of a later format or none of ours.
    package init?(rows: [[String]]) {
        func value(_ key: String) -> String? { rows.first { $0.first == key && $0.count > 1 }?[1] }
        guard let format = value("format").flatMap({ Int($0) }), format <= Self.format, let ledger = value("ledger"),
            let definition = value("definition").flatMap({ Int($0) })
        else { return nil }
        let columns = rows.filter { $0.first == "column" && $0.count >= 3 }.map {
            Column(field: $0[1], title: $0[2], isMasked: $0.count > 3 && $0[3] == "masked")
        }
        self.init(ledger: ledger, definition: definition, columns: columns)
    }

    /// The mapping of a table whose titles are those that were written.
    package func mapping(of table: FoundTable) -> ColumnMapping {
        ColumnMapping(
            matches: table.columns.compactMap { column in
                let key = titleKey(column.title)
                guard let own = columns.first(where: { titleKey(HeadingText($0.title).name) == key }), !own.isMasked
                else {
                    return nil
                }
                return ColumnMapping.Match(column: column.column, field: own.field, confidence: 100, reason: .schema)
            })
    }
}
