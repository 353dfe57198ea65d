// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

/// Sends the file as it came, to be kept: never shown, for an HTML file could hold scripts.
func sendOriginalFile(_ visit: Visit) async throws -> Response {
    let (path, document) = try await visit.useCases.originalFile(try visit.caller, document: try visit.value("id"))
    let body = try await FileIO().loadFile(path: path, context: visit.context)
    return Response(
        status: .ok,
        headers: [
            .contentType: "application/octet-stream", .cacheControl: "no-store",
            .contentDisposition: Response.attachment(document.fileName),
        ],
        body: body)
}

/// Sends a page of a document as an image. What a page shows never changes, but who may see it can: the browser asks
/// again each time and is told that nothing changed.
func sendPageImage(_ visit: Visit) async throws -> Response {
    let document = try visit.value("id")
    let name = try visit.value("page")
    guard name.hasSuffix(".png"), let page = Int(name.dropLast(4)), page > 0 else {
        throw UseCaseError("page", .notFound)
    }
    let bytes = try await visit.useCases.pageImage(try visit.caller, document: document, page: page)
    let tag = "\"" + document + "-" + String(page) + "\""
    let headers: HTTPFields = [.contentType: "image/png", .eTag: tag, .cacheControl: "private, no-cache"]
    if visit.request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
}
