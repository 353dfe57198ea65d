// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// What figures of registers came to when a filing was handed in.
    static let keepFilingFigures = Migration(
        35, "keepFilingFigures",
        [
            """
            CREATE TABLE filing_figure (
                filing_id TEXT NOT NULL REFERENCES filing (id) ON DELETE CASCADE,
                number INTEGER NOT NULL CHECK (number >= 1),
                indicator TEXT NOT NULL,
                extent TEXT NOT NULL CHECK (extent IN ('body', 'side', 'pairing')),
                amount BIGINT,
                amount_before BIGINT,
                disputed BIGINT NOT NULL,
                at BIGINT NOT NULL,
                PRIMARY KEY (filing_id, number)
            )
            """
        ])
}
