// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Indexes in the order of the lists that are long where an installation is large.
    static let orderLists = Migration(
        13, "orderLists",
        [
            // Which tasks of this pairing come first by area (see `LedgerQueries.merge`)?
            """
            CREATE INDEX plan_task_pairing_area ON plan_task (pairing_id, area, plan_id, position, id)
            WHERE dropped_in IS NULL
            """,
            // Which tasks of this pairing come first by title?
            """
            CREATE INDEX plan_task_pairing_title ON plan_task (pairing_id, COALESCE(title, area), id)
            WHERE dropped_in IS NULL
            """,
            // Which bodies come first by place and name, those of no place last (see `OrganisationQueries.keys`)?
            "CREATE INDEX organisation_order ON organisation (COALESCE(division_code, '999999'), name, id)",
            // Which of them has no office confirmed yet?
            """
            CREATE INDEX organisation_confirmed
            ON organisation (is_confirmed, COALESCE(division_code, '999999'), name, id)
            """,
        ])
}
