// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Indexes by which lists find what a caller may see.
    static let speedPermissions = Migration(12, "speedPermissions", [])
}
