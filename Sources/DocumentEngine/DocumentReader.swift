// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Reads the text of an official document into a draft of its structure.
///
/// A value without state: the same text gives the same draft. Time and memory are linear in the text.
package struct DocumentReader: Sendable {
    package init() {}

    /// The draft of a document; what is doubtful stands in its warnings and in the doubts of its tasks.
    package func read(_ source: SourceText) -> PlanDraft {
        readDocument(source)
    }
}
