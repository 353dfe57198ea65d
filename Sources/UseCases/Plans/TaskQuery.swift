// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What the ledger shows; every field empty shows all that the caller may see.
package struct TaskQuery: Hashable, Sendable {
    /// The order of the ledger.
    package enum Order: String, CaseIterable, Sendable {
        /// As in the documents.
        case document
        case title
        case area
    }
    package var pairing: String?
    package var plan: String?
    /// An area's title, or a national area's number 1 to 5.
    package var area: String?
    /// An organisation's identity or (part of) its printed name.
    package var organisation: String?
    package var side: Side?
    package var text: String?
    package var order: Order = .document
    package var after: String?
    package var limit: Int = 50
    package init() {}
}
