// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// What bodies were called and belonged to, and when; the phone book; who was what, and when.
    static let dateOrganisations = Migration(10, "dateOrganisations", [])
}
