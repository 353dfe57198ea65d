// SPDX-License-Identifier: Apache-2.0
package import Domain

/// One line of the list of a pairing's plans.
package struct PlanListing: Sendable {
    package let plan: Plan
    package let pairingCode: String
    package let taskCount: Int
    package let adoptedAt: Instant
    package let adoptedBy: String
}
