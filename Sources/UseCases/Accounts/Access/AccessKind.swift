// SPDX-License-Identifier: Apache-2.0

/// A kind of object of which somebody can ask who may see it.
package enum AccessKind: String, CaseIterable, Sendable {
    case pairing
    case document
    case draft
    case plan
    case task
    case organisation
    case contact
    /// A row of a register.
    case entry
    case user
}
