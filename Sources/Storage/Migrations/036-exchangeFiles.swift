// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// The work of a pairing that is carried between two networks by file: with whom, which files, what each held.
    static let exchangeFiles = Migration(
        36, "exchangeFiles",
        [
            """
            CREATE TABLE exchange_peer (
                pairing_id TEXT NOT NULL PRIMARY KEY REFERENCES pairing (id),
                side TEXT NOT NULL CHECK (side IN ('oldArea', 'eastern')),
                public_key TEXT NOT NULL,
                keeps_here INTEGER NOT NULL CHECK (keeps_here IN (0, 1)),
                at BIGINT NOT NULL,
                by_name TEXT NOT NULL,
                revision INTEGER NOT NULL CHECK (revision >= 1)
            )
            """,
            """
            CREATE TABLE exchange_file (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                pairing_id TEXT NOT NULL REFERENCES pairing (id),
                year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 9999),
                direction TEXT NOT NULL CHECK (direction IN ('out', 'in')),
                number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 1000000),
                built_on INTEGER NOT NULL CHECK (built_on BETWEEN 0 AND 1000000),
                built_on_hash TEXT,
                at BIGINT NOT NULL,
                by_id TEXT,
                by_name TEXT NOT NULL,
                hash TEXT NOT NULL CHECK (length(hash) = 64),
                state TEXT NOT NULL CHECK (state IN ('made', 'read', 'applied', 'discarded'))
            )
            """,
            "CREATE INDEX exchange_file_pairing ON exchange_file (pairing_id, year, direction, number)",
            // What a file held of each thing: its digest by which changes are told apart; of files that came in the rows
            // themselves until they count or are put away (longer where somebody decided against them), and what stood
            // here before.
            """
            CREATE TABLE exchange_record (
                file_id TEXT NOT NULL REFERENCES exchange_file (id) ON DELETE CASCADE,
                kind TEXT NOT NULL CHECK (kind IN ('list', 'special', 'item', 'milestone', 'leg', 'cycle',
                    'filing')),
                record_id TEXT NOT NULL CHECK (length(record_id) = 36),
                digest TEXT NOT NULL CHECK (length(digest) = 64),
                lines TEXT,
                lines_before TEXT,
                is_held INTEGER NOT NULL CHECK (is_held IN (0, 1)),
                PRIMARY KEY (file_id, kind, record_id)
            )
            """,
            // The bodies that a file names, as they are called there.
            """
            CREATE TABLE exchange_body (
                file_id TEXT NOT NULL REFERENCES exchange_file (id) ON DELETE CASCADE,
                name TEXT NOT NULL,
                division_code TEXT NOT NULL,
                kind TEXT NOT NULL,
                PRIMARY KEY (file_id, division_code, name)
            )
            """,
        ])
}
