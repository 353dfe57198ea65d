// SPDX-License-Identifier: Apache-2.0

/// A file that was handed in, kept as it came.
package struct Document: Hashable, Sendable {
    package let id: Identifier<Document>
    /// The name of the file as uploaded.
    package var fileName: String
    package var format: FileFormat
    /// Bytes.
    package var size: Int64
    /// SHA-256 of the file in lower-case hexadecimal: its name in the file store.
    package var hash: String
    /// The pairing whose offices work on it.
    package var pairing: Identifier<Pairing>
    package var title: String?
    package var documentNumber: String?
    package var uploadedAt: Instant
    package var uploadedBy: Identifier<User>?

    package init(
        id: Identifier<Document>, fileName: String, format: FileFormat, size: Int64, hash: String,
        pairing: Identifier<Pairing>, title: String?, documentNumber: String?, uploadedAt: Instant,
        uploadedBy: Identifier<User>?
    ) {
        (self.id, self.fileName, self.format, self.size, self.hash) = (id, fileName, format, size, hash)
        (self.pairing, self.title, self.documentNumber) = (pairing, title, documentNumber)
        (self.uploadedAt, self.uploadedBy) = (uploadedAt, uploadedBy)
    }
}

/// The working copy of a document's structure that clerks correct until it is adopted or discarded.
package struct Draft: Hashable, Sendable {
    /// Whether a draft is still worked on.
    package enum State: String, Sendable {
        case open
        case adopted
        case discarded
    }
    package let id: Identifier<Draft>
    package let document: Identifier<Document>
    package let pairing: Identifier<Pairing>
    package var state: State
    /// Rises by one with every change; a change names the revision it was made on.
    package var revision: Int
    package var plan: PlanDraft
    package var changedAt: Instant
    package var changedBy: String

    package init(
        id: Identifier<Draft>, document: Identifier<Document>, pairing: Identifier<Pairing>, state: State,
        revision: Int,
        plan: PlanDraft, changedAt: Instant, changedBy: String
    ) {
        (self.id, self.document, self.pairing, self.state) = (id, document, pairing, state)
        (self.revision, self.plan, self.changedAt, self.changedBy) = (revision, plan, changedAt, changedBy)
    }
}
