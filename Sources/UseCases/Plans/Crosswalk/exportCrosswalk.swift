// SPDX-License-Identifier: Apache-2.0
import Definitions
package import Domain
import OfficeFiles
import Reports

extension UseCases {
    /// The matrix as filtered, as the bytes of a file: a workbook with what the clauses say, or text with commas.
    /// `language` names columns and pairings. Throws conflict for the other formats.
    package func exportCrosswalk(
        _ caller: Caller, _ query: CrosswalkQuery, format: TaskFormat, language: Language
    ) async throws -> [UInt8] {
        guard format == .csv || format == .xlsx else {
            throw UseCaseError("format", .conflict(reason: "export.tableIsPrinted"))
        }
        let matrix = try await crosswalk(caller, query)
        let messages = try MessageCatalogue()
        return try await withoutBlocking(turn: surroundings.random().0) {
            let rows = matrix.rows.map { row in
                let (oldArea, eastern) = (row.pairing.oldArea, row.pairing.eastern)
                return CrosswalkTable.Row(
                    pairing: language == .chinese
                        ? oldArea.name + "–" + eastern.name : oldArea.romanised + "–" + eastern.romanised,
                    region: row.pairing.region ?? "", tasks: row.tasks, beyond: row.beyond,
                    counts: row.cells.mapValues(\.tasks))
            }
            let table = CrosswalkTable(rows, matrix.clauses) { messages.text($0, language) }
            return format == .csv ? writeCSV(table.matrix) : try writeXLSX([table.matrix, table.legend])
        }
    }
}
