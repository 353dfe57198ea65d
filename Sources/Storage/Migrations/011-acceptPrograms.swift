// SPDX-License-Identifier: Apache-2.0
import SQLCore

extension Migrations {
    /// Personal access tokens, and what programs asked to be done once.
    static let acceptPrograms = Migration(11, "acceptPrograms", [])
}
