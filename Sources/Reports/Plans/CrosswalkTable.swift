// SPDX-License-Identifier: Apache-2.0
package import Domain
package import OfficeFiles

/// The matrix of pairings and clauses as a workbook: one sheet with a line for each pairing and a column for each
/// clause, one with what the clauses say.
package struct CrosswalkTable: Sendable {
    /// One pairing: how many tasks it has, how many go beyond, and how many carry out each clause.
    package struct Row: Sendable {
        let pairing: String
        let region: String
        let tasks: Int
        let beyond: Int
        let counts: [Int: Int]

        package init(pairing: String, region: String, tasks: Int, beyond: Int, counts: [Int: Int]) {
            (self.pairing, self.region, self.tasks, self.beyond) = (pairing, region, tasks, beyond)
            self.counts = counts
        }
    }
    private let rows: [Row]
    private let clauses: [ReferenceClause]
    private let column: @Sendable (_ key: String) -> String

    /// `column` turns the key of a title or a column into its words.
    package init(_ rows: [Row], _ clauses: [ReferenceClause], column: @escaping @Sendable (_ key: String) -> String) {
        (self.rows, self.clauses, self.column) = (rows, clauses, column)
    }

    /// The matrix itself. Where no task carries out a clause the cell is empty; of a pairing without a plan all are.
    package var matrix: Sheet {
        let fixed = [
            ("report.column.pairing", 24.0), ("report.column.region", 20), ("report.column.tasks", 8),
            ("report.column.beyond", 8),
        ].map { SheetColumn(header: column($0.0), width: $0.1, wraps: true) }
        return Sheet(
            title: column("report.crosswalk"),
            columns: fixed + clauses.map { SheetColumn(header: $0.id, width: 10) },
            rows: rows.map { row in
                let numbers = row.tasks == 0 ? [.empty, .empty] : [number(row.tasks), number(row.beyond)]
                return [.text(row.pairing), row.region.isEmpty ? .empty : .text(row.region)] + numbers
                    + clauses.map { row.counts[$0.number].map(number) ?? .empty }
            })
    }

    /// What the clauses say, and how many pairings carry each out.
    package var legend: Sheet {
        Sheet(
            title: column("report.clauses"),
            columns: [
                ("report.column.clause", 14.0), ("report.column.area", 28), ("report.column.clauseText", 80),
                ("report.column.pairings", 10),
            ].map { SheetColumn(header: column($0.0), width: $0.1, wraps: true) },
            rows: clauses.map { clause in
                [
                    .text(clause.id), .text(clause.area), .text(clause.text),
                    number(rows.count { $0.counts[clause.number] != nil }),
                ]
            })
    }

    private func number(_ value: Int) -> SheetCell { .number(Double(value)) }
}
