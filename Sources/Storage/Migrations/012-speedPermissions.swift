// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Indexes by which lists find what a caller may see, and what no account may hold at once.
    static let speedPermissions = Migration(
        12, "speedPermissions",
        [
            // Nobody holds two of the three duties (GB/T 22239-2019, 8.1.5), whoever writes the grants.
            """
            CREATE UNIQUE INDEX account_grant_duty ON account_grant (account_id)
            WHERE role IN ('system-admin', 'security-admin', 'audit-admin')
            """
        ])
}
