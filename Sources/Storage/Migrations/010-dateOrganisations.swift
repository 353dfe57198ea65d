// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// What bodies were called when, which took over from which; what people were when; the phone book; who has a
    /// draft in hand.
    static let dateOrganisations = Migration(
        10, "dateOrganisations", bodies + grants + contacts + matters)

    private static let bodies: [Migration.Statement] = [
        "ALTER TABLE organisation ADD COLUMN revision INTEGER NOT NULL DEFAULT 1",
        // The body under which this one stands: the district under which its bureau stands.
        "ALTER TABLE organisation ADD COLUMN parent_id TEXT REFERENCES organisation (id)",
        "CREATE INDEX organisation_parent ON organisation (parent_id)",
        // A body that has ended leaves its name to others.
        "DROP INDEX organisation_name",
        "DROP INDEX organisation_name_nowhere",
        "CREATE UNIQUE INDEX organisation_name ON organisation (division_code, name) WHERE valid_to IS NULL",
        """
        CREATE UNIQUE INDEX organisation_name_nowhere ON organisation (name)
        WHERE division_code IS NULL AND valid_to IS NULL
        """,
        // A unit as printed is looked up in its place, ended bodies too; and the directory is read in this order.
        "CREATE INDEX organisation_spelling ON organisation (division_code, name, id)",
        // Names with their first and last day, the present one last; none while a body was never renamed.
        """
        CREATE TABLE organisation_naming (
            organisation_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            name TEXT NOT NULL,
            valid_from TEXT,
            valid_to TEXT,
            PRIMARY KEY (organisation_id, number),
            CHECK (valid_from <= valid_to)
        )
        """,
        // A former name, as printed in an old document.
        "CREATE INDEX organisation_naming_name ON organisation_naming (name, organisation_id)",
        """
        CREATE TABLE organisation_succession (
            from_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
            to_id TEXT NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
            day TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('merge', 'split')),
            PRIMARY KEY (from_id, to_id),
            CHECK (from_id <> to_id)
        )
        """,
        // What a body was made of.
        "CREATE INDEX organisation_succession_to ON organisation_succession (to_id)",
    ]

    private static let grants: [Migration.Statement] = [
        // What a person was from when to when; the present grants stand here without an end.
        """
        CREATE TABLE account_assignment (
            account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            role TEXT NOT NULL,
            province TEXT REFERENCES division (code),
            pairing_id TEXT REFERENCES pairing (id),
            side TEXT,
            organisation_id TEXT REFERENCES organisation (id),
            began_at BIGINT NOT NULL,
            ended_at BIGINT,
            PRIMARY KEY (account_id, number)
        )
        """,
        "CREATE INDEX account_assignment_pairing ON account_assignment (pairing_id)",
        "CREATE INDEX account_assignment_organisation ON account_assignment (organisation_id)",
        """
        INSERT INTO account_assignment
            (account_id, number, role, province, pairing_id, side, organisation_id, began_at)
        SELECT g.account_id, g.position, g.role, g.province, g.pairing_id, g.side, g.organisation_id, a.created_at
        FROM account_grant g JOIN account a ON a.id = g.account_id
        """,
    ]

    private static let contacts: [Migration.Statement] = [
        """
        CREATE TABLE contact (
            id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
            pairing_id TEXT NOT NULL REFERENCES pairing (id),
            side TEXT NOT NULL CHECK (side IN ('oldArea', 'eastern')),
            kind TEXT NOT NULL CHECK (kind IN ('leader', 'office', 'liaison')),
            post TEXT NOT NULL,
            name TEXT NOT NULL,
            initials TEXT,
            organisation_id TEXT REFERENCES organisation (id),
            phone TEXT,
            mail TEXT,
            position INTEGER NOT NULL,
            valid_from TEXT,
            valid_to TEXT,
            note TEXT,
            revision INTEGER NOT NULL,
            changed_at BIGINT NOT NULL,
            changed_by TEXT NOT NULL,
            CHECK (valid_from <= valid_to)
        )
        """,
        // The phone book of a pairing in its order.
        "CREATE INDEX contact_pairing ON contact (pairing_id, side, kind, position, id)",
        "CREATE INDEX contact_organisation ON contact (organisation_id)",
    ]

    private static let matters: [Migration.Statement] = [
        // Who has the draft in hand: whoever uploaded or changed it last, or received it from a leaver.
        "ALTER TABLE draft ADD COLUMN holder_id TEXT REFERENCES account (id)",
        """
        UPDATE draft SET holder_id = (SELECT d.uploaded_by FROM document d WHERE d.id = draft.document_id)
        """,
        "CREATE INDEX draft_holder ON draft (holder_id, state)",
    ]
}
