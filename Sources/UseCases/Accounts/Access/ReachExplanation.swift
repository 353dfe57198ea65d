// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What one person can see, and by which rule.
package struct ReachExplanation: Sendable {
    /// What can be seen, in the order in which it is shown.
    package enum Kind: String, CaseIterable, Sendable {
        case plans
        case tasks
        case adoptedDocuments
        case otherDocuments
        case drafts
        case contacts
        case organisations
        case users
        case feedback
        case record
    }
    /// How many objects of one kind and pairing the person can see.
    package struct Line: Sendable {
        package let kind: Kind
        /// nil for what belongs to no single pairing.
        package let pairing: Pairing?
        package let count: Int
        /// The key of the rule's sentence.
        package let rule: String
    }
    package let user: User
    /// The key of the sentence that says why the person can see nothing at present; nil where nothing stands in the way.
    package let barrier: String?
    package let lines: [Line]
}
