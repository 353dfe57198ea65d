// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What the ledger can be filtered by, among what the caller may see.
package struct TaskFilters: Sendable {
    package let pairings: [Pairing]
    package let areas: [String]
    package let organisations: [String]
}
