// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Places, pairings, organisations, and the settings that belong to the installation.
    static let createPairings = Migration(
        1, "createPairings",
        [
            """
            CREATE TABLE setting (
                key TEXT NOT NULL PRIMARY KEY,
                value TEXT NOT NULL
            )
            """,
            """
            CREATE TABLE division (
                code TEXT NOT NULL PRIMARY KEY CHECK (length(code) = 6),
                name TEXT NOT NULL,
                romanised TEXT NOT NULL,
                parent TEXT REFERENCES division (code)
            )
            """,
            """
            CREATE TABLE pairing (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                code TEXT NOT NULL UNIQUE,
                kind TEXT NOT NULL CHECK (kind IN ('city', 'county', 'park', 'school', 'hospital', 'villageFirm')),
                region TEXT,
                term_from INTEGER NOT NULL,
                term_to INTEGER NOT NULL,
                parent_id TEXT REFERENCES pairing (id),
                old_area_name TEXT NOT NULL,
                old_area_romanised TEXT NOT NULL,
                old_area_division TEXT NOT NULL REFERENCES division (code),
                eastern_name TEXT NOT NULL,
                eastern_romanised TEXT NOT NULL,
                eastern_division TEXT NOT NULL REFERENCES division (code),
                is_demo INTEGER NOT NULL CHECK (is_demo IN (0, 1)),
                CHECK (term_from <= term_to),
                CHECK (parent_id <> id)
            )
            """,
            // The children of a pairing, on its page.
            "CREATE INDEX pairing_parent ON pairing (parent_id)",
            """
            CREATE TABLE organisation (
                id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
                name TEXT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('department', 'party', 'government', 'park', 'school', 'hospital',
                    'association', 'firm', 'vertical', 'other')),
                division_code TEXT REFERENCES division (code),
                valid_from TEXT,
                valid_to TEXT,
                successor_id TEXT REFERENCES organisation (id),
                is_confirmed INTEGER NOT NULL CHECK (is_confirmed IN (0, 1)),
                is_demo INTEGER NOT NULL CHECK (is_demo IN (0, 1)),
                CHECK (valid_from <= valid_to),
                CHECK (successor_id <> id)
            )
            """,
            // One body per name and place; and, because NULL equals nothing, one per name among those without a place.
            "CREATE UNIQUE INDEX organisation_name ON organisation (division_code, name)",
            "CREATE UNIQUE INDEX organisation_name_nowhere ON organisation (name) WHERE division_code IS NULL",
            "CREATE INDEX organisation_successor ON organisation (successor_id)",
            """
            CREATE TABLE organisation_alias (
                organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
                alias TEXT NOT NULL,
                PRIMARY KEY (organisation_id, alias)
            )
            """,
            // A unit as printed in a document is looked up by its spelling.
            "CREATE INDEX organisation_alias_alias ON organisation_alias (alias, organisation_id)",
        ])
}
