// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import Foundation
import HTTPTypes
import Hummingbird
import UseCases

/// Takes a document in, has it read and goes to its draft.
func upload(_ visit: Visit) async throws -> Response {
    let received: ReceivedUpload
    do { received = try await receiveUpload(visit) } catch let fault as UploadFault {
        return try await again(visit, chosen: nil, fault.message, limit: visit.site.settings.uploadLimit, fault.status)
    }
    defer { try? FileManager.default.removeItem(atPath: received.path) }
    try refuseForeignForm(token: received.fields.raw(formTokenField), request: visit.request, session: visit.session)
    let pairing = received.fields["pairing"]
    do {
        let draft = try await visit.useCases.uploadDocument(
            try visit.caller, path: received.path, fileName: received.fileName, pairing: pairing)
        return visit.goOn(to: Address.draft.path(draft.id.text), notice: "uploaded")
    } catch {
        let page = try await documentsPage(visit, chosen: pairing, failures: try failures(of: error, visit.phrases))
        return try visit.show(page, status: .unprocessableContent)
    }
}

private func again(
    _ visit: Visit, chosen: String?, _ message: String, limit: Int, _ status: HTTPResponse.Status
) async throws -> Response {
    let failure = ValidationFailure(field: "file", message: message, arguments: ["limit": String(limit >> 20)])
    let page = try await documentsPage(visit, chosen: chosen, failures: Failures([failure], visit.phrases))
    return try visit.show(page, status: status)
}
