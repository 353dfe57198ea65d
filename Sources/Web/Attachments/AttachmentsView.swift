// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The files that hang on something, as every page shows them.
struct AttachmentsView: Sendable {
    struct File: Sendable {
        let path: String
        let name: String
        /// What it is, how large, from whom and when.
        let about: String
        /// The address of its small picture; nil where there is none.
        let picture: String?
        let removal: String?
        /// Says which file the button removes.
        let label: String
    }
    /// What the visitor has begun and not finished.
    struct Unfinished: Sendable {
        let path: String
        let end: String
        let name: String
        let mark: String
        let size: String
        let about: String
        let label: String
    }
    /// How files are added.
    struct Upload: Sendable {
        let action: String
        let begin: String
        let limits: String
        let unfinished: [Unfinished]
    }
    let id: String
    /// A part of a section with a heading of its own.
    let isPart: Bool
    let files: [File]
    let upload: Upload?

    static let sample = AttachmentsView(
        id: "a", isPart: true,
        files: [.init(path: "/", name: "N", about: "A", picture: "/", removal: "/", label: "L")],
        upload: Upload(
            action: "/", begin: "/", limits: "L",
            unfinished: [.init(path: "/", end: "/", name: "N", mark: "M", size: "1", about: "A", label: "L")]))

    /// nil where there is nothing to show and nothing to add.
    init?(_ list: AttachmentList, isPart: Bool, mostBytes: Int64, mostFiles: Int, _ phrases: Phrases) {
        guard list.mayAdd || !list.files.isEmpty else { return nil }
        let owner = [list.owner.kind.rawValue, list.owner.id]
        (id, self.isPart) = (list.owner.anchor, isPart)
        files = list.files.map { File($0, owner, phrases) }
        guard list.mayAdd else {
            upload = nil
            return
        }
        upload = Upload(
            action: Address.addAttachment.path(owner), begin: Address.beginUpload.path(owner),
            limits: phrases(
                "attachment.limits", ["megabytes": String(mostBytes >> 20), "count": String(mostFiles)]),
            unfinished: list.uploads.map { Unfinished($0, phrases) })
    }

    private init(id: String, isPart: Bool, files: [File], upload: Upload?) {
        (self.id, self.isPart, self.files, self.upload) = (id, isPart, files, upload)
    }
}

extension AttachmentsView.File {
    fileprivate init(_ file: AttachmentList.File, _ owner: [String], _ phrases: Phrases) {
        let attachment = file.attachment
        let place = owner + [attachment.hash]
        self.init(
            path: Address.attachment.path(place), name: attachment.name,
            about: [
                phrases("attachment.type." + attachment.type.word), attachment.size.map { sizeText($0) },
                attachment.by.name, attachment.at.minuteText,
            ].compactMap { $0 }.joined(separator: " · "),
            picture: file.hasPicture ? Address.thumbnail.path(place) : nil,
            removal: file.mayRemove ? Address.removeAttachment.path(place) : nil,
            label: phrases("order.removeFile") + " " + attachment.name)
    }
}

extension AttachmentsView.Unfinished {
    fileprivate init(_ upload: AttachmentUpload, _ phrases: Phrases) {
        self.init(
            path: Address.appendUpload.path(upload.id.text), end: Address.endUpload.path(upload.id.text),
            name: upload.name, mark: upload.mark, size: String(upload.size),
            about: phrases(
                "attachment.here",
                ["received": upload.received == 0 ? "0 kB" : sizeText(upload.received), "size": sizeText(upload.size)]),
            label: phrases("attachment.giveUp") + " " + upload.name)
    }
}

extension Visit {
    /// What hangs on these, by their identities; nothing of those that show and take nothing.
    func attachments(of owners: [AttachmentOwner], isPart: Bool = false) async throws -> [String: AttachmentsView] {
        let settings = useCases.surroundings.attachments
        var views: [String: AttachmentsView] = [:]
        for list in try await useCases.attachments(try caller, of: owners) {
            views[list.owner.id] = AttachmentsView(
                list, isPart: isPart, mostBytes: settings.fileBytes, mostFiles: settings.mostFiles, phrases)
        }
        return views
    }

    func attachments(of owner: AttachmentOwner) async throws -> AttachmentsView? {
        try await attachments(of: [owner])[owner.id]
    }
}
