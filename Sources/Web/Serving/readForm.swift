// SPDX-License-Identifier: Apache-2.0
import FormData
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

/// The fields of the form that `request` sends to `address`, once it is sure that a page of ours sent it.
///
/// A file upload is not read here: its fields come with the file (receiveUpload), and so does its token.
func readForm(
    of request: Request, for address: Address, session: ActiveSession?, _ settings: WebSettings
) async throws -> FormFields {
    guard address.method == .post else { return FormFields() }
    try refuseForeignOrigin(request)
    // A body can be read once: reading an upload's here would leave nothing for receiveUpload.
    if [
        .upload, .checkImport, .beginSheetImport, .readItemImport, .readExchangeFile, .addEntryFile, .addAttachment,
        .appendUpload,
        .importFiling, .addFilingPaper,
    ].contains(address) {
        return FormFields()
    }
    let body: ByteBuffer
    let limit = settings.formLimit
    do {
        body = try await within(seconds: settings.formSeconds) { try await request.body.collect(upTo: limit) }
    } catch is NIOTooManyBytesError {
        throw HTTPError(.contentTooLarge)
    }
    let form = FormFields(encoded: String(buffer: body))
    try refuseForeignForm(token: form.raw(formTokenField), request: request, session: session)
    return form
}

/// The hidden field that proves that a form came from a page of this session.
let formTokenField = "form_token"

/// Refuses a form that does not carry the token of the session it is sent in. Without a session the browser's word
/// about where the form came from (refuseForeignOrigin) is all there is.
func refuseForeignForm(token: String, request: Request, session: ActiveSession?) throws {
    guard let session else { return }
    let given = request.headers[.formToken] ?? token
    guard isSame(given, session.formToken) else { throw UseCaseError("form", .forbidden(reason: "error.foreignForm")) }
}

/// Refuses what the browser says was sent by a page of another site (Fetch Metadata; Origin in older browsers).
func refuseForeignOrigin(_ request: Request) throws {
    let refusal = UseCaseError("form", .forbidden(reason: "error.foreignForm"))
    if let site = request.headers[.fetchSite], site != "same-origin" && site != "none" { throw refusal }
    guard let origin = request.headers[.origin] else { return }
    guard let scheme = origin.firstRange(of: "://"), let own = request.head.authority else { throw refusal }
    guard origin[scheme.upperBound...].lowercased() == own.lowercased() else { throw refusal }
}

extension Request {
    var isMultipart: Bool { headers[.contentType]?.lowercased().hasPrefix("multipart/form-data") ?? false }
}

/// Whether both are the same, in a time that does not tell where they differ.
private func isSame(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
}
