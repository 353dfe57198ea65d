// SPDX-License-Identifier: Apache-2.0
package import Domain

/// A secrecy mark printed on a document.
package struct SecrecyMark: Hashable, Sendable {
    /// The level with its star, however it was spaced.
    package let text: String
    package let source: TextRange
}

/// The secrecy mark of a document, or nil: a document that carries one must be refused and not be stored.
package func secrecyMark(in source: SourceText) -> SecrecyMark? {
    let scalars = Scalars(text: source.text)
    for at in 0..<min(scalars.count, SecrecyGrammar.head) {
        if let mark = SecrecyGrammar.mark(scalars, at: at) {
            return SecrecyMark(text: mark.text, source: TextRange(from: at, to: mark.end))
        }
    }
    for line in readLines(scalars) where line.count <= SecrecyGrammar.longestLine {
        if let mark = SecrecyGrammar.mark(scalars, at: Int(line.start)) {
            return SecrecyMark(text: mark.text, source: TextRange(from: Int(line.start), to: mark.end))
        }
    }
    return nil
}
