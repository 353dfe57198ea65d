// SPDX-License-Identifier: Apache-2.0
package import Domain
package import SQLCore

/// What figures of registers came to when filings were handed in.
package struct FilingFigureQueries {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) { self.connection = connection }

    /// In the order in which they were kept.
    package func all(of filing: Identifier<Filing>) throws -> [FilingFigure] {
        try connection.rows(
            """
            SELECT indicator, extent, amount, amount_before, disputed, at FROM filing_figure WHERE filing_id = ?
            ORDER BY number
            """, [.id(filing)]
        ).map { row in
            FilingFigure(
                indicator: try row.text(0), extent: try row.choice(1), amount: try row.int64OrNil(2),
                before: try row.int64OrNil(3), disputed: try row.int64(4), at: try row.instant(5))
        }
    }

    /// What was kept at an earlier handing in gives way.
    package func replace(_ figures: [FilingFigure], of filing: Identifier<Filing>) throws {
        try connection.run("DELETE FROM filing_figure WHERE filing_id = ?", [.id(filing)])
        try connection.insert(
            into: "filing_figure",
            ["filing_id", "number", "indicator", "extent", "amount", "amount_before", "disputed", "at"],
            rows: figures.enumerated().map { place, figure in
                [
                    .id(filing), .integer(place + 1), .text(figure.indicator), .choice(figure.extent),
                    figure.amount.map { .integer($0) } ?? .null, figure.before.map { .integer($0) } ?? .null,
                    .integer(figure.disputed), .at(figure.at),
                ]
            })
    }
}
