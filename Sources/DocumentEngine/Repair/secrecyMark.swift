// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A secrecy mark printed on a document.
package struct SecrecyMark: Hashable, Sendable {
    /// The mark as it should be printed, such as the level with its star.
    package let text: String
    package let source: TextRange
}

/// The secrecy mark near the head of a document, or nil: such a document must be refused.
package func secrecyMark(in source: SourceText) -> SecrecyMark? {
    nil
}
