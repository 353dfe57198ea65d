// SPDX-License-Identifier: Apache-2.0
package import Domain

/// One line of the task ledger.
package struct TaskListing: Sendable {
    package let id: Identifier<PlanTask>
    package let plan: Identifier<Plan>
    package let pairingCode: String
    package let path: String
    package let title: String?
    package let area: String
    package let text: String
    package let version: Int
    package let responsibilities: [Responsibility]
}
