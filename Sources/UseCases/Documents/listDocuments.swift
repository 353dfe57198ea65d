// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// The documents of the pairings whose drafts the caller may see, and the adopted ones of those whose plans the
    /// caller may see, newest first.
    ///
    /// `after` is the `next` of the page before; one that isn't is invalid.
    package func documents(_ caller: Caller, after: String?, limit: Int) async throws -> Page<DocumentListing> {
        let limit = pageLength(limit)
        let position = try after.map { text in
            let place = try PageMark(text, list: "documents", secret: surroundings.signingSecret).place
            guard let id = Identifier<Document>(place.id) else { throw PageMark.unreadable }
            return DocumentPosition(uploadedAt: place.at, id: id)
        }
        return try await database.read { connection in
            let directory = try PairingDirectory(connection)
            let visible = caller.pairings(for: .readDraft) { directory.scopes }
            let adopted = caller.pairings(for: .readPlan) { directory.scopes }
            let records = try DocumentQueries(connection).page(
                visible: visible, adopted: adopted, after: position, limit: limit + 1)
            let shown = records.prefix(limit)
            let next = records.count > limit ? shown.last.map(mark) : nil
            return Page(
                items: shown.map { record in
                    DocumentListing(record, directory, showsDraft: visible.contains(record.document.pairing))
                }, next: next)
        }
    }

    private func mark(_ record: DocumentRecord) -> String {
        let document = record.document
        return PageMark(list: "documents", at: document.uploadedAt, id: document.id.text)
            .text(secret: surroundings.signingSecret)
    }
}

extension DocumentListing {
    /// Without its draft, unless it was adopted, where the caller may see only plans.
    init(_ record: DocumentRecord, _ directory: PairingDirectory, showsDraft: Bool) {
        let showsDraft = showsDraft || record.draftState == .adopted
        self.init(
            document: record.document, pairing: directory[record.document.pairing],
            draft: showsDraft ? record.draft : nil, draftState: showsDraft ? record.draftState : nil,
            warnings: showsDraft ? record.findings : 0,
            uploadedBy: record.uploaderName ?? Caller.local.name)
    }
}
