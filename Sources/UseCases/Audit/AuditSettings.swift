// SPDX-License-Identifier: Apache-2.0

/// How long the record is kept.
package struct AuditSettings: Hashable, Sendable {
    /// So long at least (Cybersecurity Law, article 21); the database refuses to remove anything younger.
    package static let leastMonths = 6
    package var months = 36

    package init() {}
}
