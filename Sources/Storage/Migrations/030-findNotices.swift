// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// What was told of an object, so that a job tells nothing twice.
    static let findNotices = Migration(
        30, "findNotices", ["CREATE INDEX notice_object ON notice (object_kind, object_id)"])
}
