// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// The record as a chain, in which a missing or changed entry shows.
    static let chainAudit = Migration(9, "chainAudit", [])
}
