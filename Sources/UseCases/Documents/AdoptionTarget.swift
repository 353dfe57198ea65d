// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What a draft becomes when it is adopted.
package enum AdoptionTarget: Hashable, Sendable {
    case newPlan
    case newVersion(of: Identifier<Plan>)
}
