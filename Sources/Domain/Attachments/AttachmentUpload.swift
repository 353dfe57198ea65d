// SPDX-License-Identifier: Apache-2.0

/// A file that is on its way in, in parts. It ends whole, or after a day.
package struct AttachmentUpload: Hashable, Sendable {
    package let id: Identifier<AttachmentUpload>
    package let owner: AttachmentOwner
    package let pairing: Identifier<Pairing>
    /// Who began it: nobody else goes on with it.
    package let account: Identifier<User>
    /// For whom that person acts; what they have unfinished is counted together.
    package let body: String
    package let name: String
    /// What the sender tells the file by when it is chosen again, such as its day.
    package let mark: String
    /// How many bytes it has, and how many of them are here.
    package let size: Int64
    package var received: Int64
    package let begunAt: Instant

    /// After so long an unfinished one is forgotten.
    package static let seconds: Int64 = 86_400

    package init(
        id: Identifier<AttachmentUpload>, owner: AttachmentOwner, pairing: Identifier<Pairing>,
        account: Identifier<User>, body: String, name: String, mark: String, size: Int64, received: Int64 = 0,
        begunAt: Instant
    ) {
        (self.id, self.owner, self.pairing, self.account) = (id, owner, pairing, account)
        (self.body, self.name, self.mark) = (body, name, mark)
        (self.size, self.received, self.begunAt) = (size, received, begunAt)
    }

    package var isWhole: Bool { received == size }
}

/// Bytes of an upload that came in one go: a file of their own until all are here.
package struct AttachmentPart: Hashable, Sendable {
    package let start: Int64
    package let length: Int64
    /// The name of the file.
    package let file: String

    package init(start: Int64, length: Int64, file: String) {
        (self.start, self.length, self.file) = (start, length, file)
    }
}
