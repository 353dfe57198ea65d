// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Figures that are kept as rows change, and what they were when a period was closed.
    static let createIndicators = Migration(
        19, "createIndicators",
        [
            // What every indicator comes to, by period, for all rows of a pairing and for parts of them. `*` stands for
            // all sides, bodies or codes, `-` for none. `grain` is the length of the period in months; 0: until then.
            """
            CREATE TABLE indicator_total (
                indicator TEXT NOT NULL,
                book INTEGER NOT NULL REFERENCES ledger_book (number),
                grain INTEGER NOT NULL,
                period INTEGER NOT NULL,
                side TEXT NOT NULL,
                organisation TEXT NOT NULL,
                code TEXT NOT NULL,
                amount BIGINT NOT NULL,
                entries BIGINT NOT NULL,
                disputed BIGINT NOT NULL,
                PRIMARY KEY (indicator, book, grain, side, organisation, code, period)
            )
            """,
            // What is counted once however often it occurs, with the months in which each row has it there.
            """
            CREATE TABLE indicator_key (
                indicator TEXT NOT NULL,
                book INTEGER NOT NULL REFERENCES ledger_book (number),
                term TEXT NOT NULL,
                number BIGINT NOT NULL,
                side TEXT NOT NULL,
                organisation TEXT NOT NULL,
                code TEXT NOT NULL,
                first_month INTEGER NOT NULL,
                end_month INTEGER,
                PRIMARY KEY (indicator, book, term, number)
            )
            """,
            // The definition by which an indicator's totals were last computed from the rows.
            """
            CREATE TABLE indicator_basis (
                indicator TEXT NOT NULL PRIMARY KEY,
                digest TEXT NOT NULL,
                computed_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE ledger_period_lock (
                pairing_id TEXT NOT NULL REFERENCES pairing (id),
                period TEXT NOT NULL,
                first_month INTEGER NOT NULL,
                end_month INTEGER NOT NULL,
                closed_at BIGINT NOT NULL,
                closed_by TEXT NOT NULL,
                PRIMARY KEY (pairing_id, period)
            )
            """,
            """
            CREATE TABLE ledger_period_figure (
                pairing_id TEXT NOT NULL,
                period TEXT NOT NULL,
                indicator TEXT NOT NULL,
                amount BIGINT,
                entries BIGINT NOT NULL,
                disputed BIGINT NOT NULL,
                PRIMARY KEY (pairing_id, period, indicator),
                FOREIGN KEY (pairing_id, period) REFERENCES ledger_period_lock (pairing_id, period) ON DELETE CASCADE
            )
            """,
        ])
}
