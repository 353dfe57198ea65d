// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Reads the text of an official document into a draft of its structure.
///
/// A value without state: the same text gives the same draft. Time and memory are linear in the text.
package struct DocumentReader: Sendable {
    /// Rises with every change after which documents are read otherwise, so that an example says which reader made it.
    package static let version = "5"

    package init() {}

    /// The draft of a document; what is doubtful stands in its warnings and in the doubts of its tasks.
    package func read(_ source: SourceText) -> PlanDraft {
        readDocument(source)
    }
}
