// SPDX-License-Identifier: Apache-2.0

/// What files hang on: whoever sees it sees them, whoever may act on it adds them.
package struct AttachmentOwner: Hashable, Sendable {
    /// The kinds of it, as addresses and tables name them.
    package enum Kind: String, CaseIterable, Sendable {
        case filing
        /// A body's share of an item of a yearly list.
        case leg
        /// A body's handling of a supervision order.
        case handling
        case request
        case meeting
    }
    package let kind: Kind
    package let id: String

    package init(_ kind: Kind, _ id: String) { (self.kind, self.id) = (kind, id) }
}

/// A file that hangs on something. Its bytes lie in the store of files, once for each hash.
package struct Attachment: Hashable, Sendable {
    package let owner: AttachmentOwner
    package let pairing: Identifier<Pairing>
    /// The SHA-256 of its bytes, in hex.
    package let hash: String
    package let name: String
    /// What its bytes are.
    package let type: AttachmentType
    /// In bytes; nil of files that came before sizes were kept.
    package let size: Int64?
    package let at: Instant
    package let by: SignedBy

    package init(
        owner: AttachmentOwner, pairing: Identifier<Pairing>, hash: String, name: String, type: AttachmentType,
        size: Int64?, at: Instant, by: SignedBy
    ) {
        (self.owner, self.pairing, self.hash, self.name) = (owner, pairing, hash, name)
        (self.type, self.size, self.at, self.by) = (type, size, at, by)
    }
}

/// What a scanner of viruses says of a file.
package enum ScanVerdict: Hashable, Sendable {
    case clean
    /// With the name that the scanner gives to what it found.
    case found(String)
}
