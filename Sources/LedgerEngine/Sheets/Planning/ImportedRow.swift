// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Where a value stood: the file, the sheet, the cell.
package struct CellOrigin: Hashable, Sendable {
    package let file: String
    package let sheet: String
    package let address: CellAddress

    package init(file: String, sheet: String, address: CellAddress) {
        (self.file, self.sheet, self.address) = (file, sheet, address)
    }
}

/// Something about a cell that a person should know, with what could stand there instead.
package struct CellProblem: Hashable, Sendable {
    /// Where the column has no cell in the row, the cell that is blank.
    package let address: CellAddress
    /// What stands there.
    package let text: String
    package let problem: FieldProblem

    package init(address: CellAddress, text: String, problem: FieldProblem) {
        (self.address, self.text, self.problem) = (address, text, problem)
    }
}

/// A row of a table, read as a row of a register.
package struct ImportedRow: Sendable {
    package let file: String
    package let sheet: String
    /// As spreadsheets count, from 1.
    package let number: Int
    package var values: [String: FieldValue]
    /// The cell of each value, and of each mapped column that is blank in this row.
    package let cells: [String: CellAddress]
    package var problems: [CellProblem]
    /// The fields whose column is there and whose cell is blank.
    package let blanks: Set<String>
    /// What the file says of the row of the register that it is: in files of this program.
    package let tag: RowTag?

    /// Where the value of a field stood.
    package func origin(_ field: String) -> CellOrigin? {
        cells[field].map { CellOrigin(file: file, sheet: sheet, address: $0) }
    }
}

/// The row of a register that a row of a file is, and which version of it the file shows.
package struct RowTag: Hashable, Sendable {
    package let id: String
    package let version: Int

    package init(id: String, version: Int) { (self.id, self.version) = (id, version) }

    /// As it stands in a hidden column: `0198…@3`.
    package init?(_ text: String) {
        let parts = text.split(separator: "@")
        guard parts.count == 2, let version = Int(parts[1]), version > 0, parts[0].utf8.count <= 64 else { return nil }
        self.init(id: String(parts[0]), version: version)
    }

    package var text: String { "\(id)@\(version)" }
}
