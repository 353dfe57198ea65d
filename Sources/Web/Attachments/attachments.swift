// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

/// Adds the files of a form in one go: the way without scripts.
func addAttachment(_ visit: Visit) async throws -> Response {
    let (caller, owner) = (try visit.caller, try visit.attachmentOwner)
    // Who may not see the page isn't told that a form is broken.
    let home = try await visit.useCases.attachmentHome(caller, of: owner)
    let received: ReceivedUpload
    do { received = try await receiveUpload(visit, all: true) } catch let fault as UploadFault {
        let limit = visit.site.settings.uploadLimit >> 20
        throw UseCaseError(
            "attachment",
            .invalid([
                ValidationFailure(field: "file", message: fault.message, arguments: ["limit": String(limit)])
            ]))
    }
    defer { received.remove() }
    try refuseForeignForm(
        token: received.fields.raw(formTokenField), request: visit.request, session: visit.session)
    for file in received.files {
        try await visit.useCases.addAttachment(caller, to: owner, path: file.path, fileName: file.name)
    }
    return visit.goOn(to: owner.page(home), notice: "fileAdded")
}

/// Sends a file as it came, to be kept: never shown, for it could hold scripts.
func sendAttachment(_ visit: Visit) async throws -> Response {
    let file = try await visit.useCases.attachment(
        try visit.caller, of: try visit.attachmentOwner, hash: try visit.value("hash"))
    return try await visit.send(file)
}

/// Sends a small picture. It never changes, but who may see it can: the browser asks again each time.
func sendThumbnail(_ visit: Visit) async throws -> Response {
    let hash = try visit.value("hash")
    let bytes = try await visit.useCases.thumbnail(try visit.caller, of: try visit.attachmentOwner, hash: hash)
    let tag = "\"small-" + hash + "\""
    let headers: HTTPFields = [.contentType: "image/png", .eTag: tag, .cacheControl: "private, no-cache"]
    if visit.request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
}

/// Takes a file away again.
func removeAttachment(_ visit: Visit) async throws -> Response {
    let (caller, owner) = (try visit.caller, try visit.attachmentOwner)
    try await visit.useCases.removeAttachment(caller, of: owner, hash: try visit.value("hash"))
    return visit.goOn(
        to: owner.page(try await visit.useCases.attachmentHome(caller, of: owner)), notice: "fileRemoved")
}

extension Visit {
    /// What the address says that files hang on. Throws notFound where it says nothing that there is.
    var attachmentOwner: AttachmentOwner {
        get throws {
            guard let kind = AttachmentOwner.Kind(rawValue: try value("kind")) else {
                throw UseCaseError("attachment", .notFound)
            }
            return AttachmentOwner(kind, try value("id"))
        }
    }
}

extension AttachmentOwner {
    /// The place on the page on which it is shown.
    func page(_ home: String) -> String {
        let address: Address =
            switch kind {
            case .filing: .filing
            case .leg: .item
            case .handling: .order
            case .request: .request
            case .meeting: .meeting
            }
        return address.path(home) + "#" + anchor
    }

    /// Its identity in a page.
    var anchor: String { "attachments-" + kind.rawValue + "-" + id }
}
