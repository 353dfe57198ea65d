// SPDX-License-Identifier: Apache-2.0
import FormData
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

/// A form with a file that has come in whole.
struct ReceivedUpload: Sendable {
    let fields: FormFields
    /// Where the file lies; whoever receives it removes it.
    let path: String
    let fileName: String
}

extension UploadFault {
    /// The key of the sentence that says so.
    var message: String {
        switch self {
        case .tooLarge: "upload.tooLarge"
        case .noFile: "upload.noFile"
        case .broken: "upload.broken"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .tooLarge: .contentTooLarge
        case .noFile: .unprocessableContent
        case .broken: .badRequest
        }
    }
}

/// Writes the file of the form to a new file while it comes in, so that its size costs no memory.
func receiveUpload(_ visit: Visit) async throws -> ReceivedUpload {
    try await within(seconds: visit.site.settings.uploadSeconds) { try await receiveWhole(visit) }
}

private func receiveWhole(_ visit: Visit) async throws -> ReceivedUpload {
    guard visit.request.isMultipart else { throw UploadFault.broken }
    let settings = visit.site.settings
    let path = settings.uploadFolder + "/" + UUID().uuidString.lowercased() + ".part"
    try FileManager.default.createDirectory(atPath: settings.uploadFolder, withIntermediateDirectories: true)
    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
        let file = FileHandle(forWritingAtPath: path)
    else { throw CocoaError(.fileWriteUnknown) }
    var writer = UploadWriter(file: file, fileLimit: settings.uploadLimit, fieldLimit: settings.formLimit)
    var iterator = visit.request.body.makeAsyncIterator()
    do {
        var reader = try MultipartReader(contentType: visit.request.headers[.contentType] ?? "")
        while let chunk = try await iterator.next() {
            for event in try reader.feed(chunk.readableBytesView) { try writer.take(event) }
        }
        try reader.finish()
        try file.close()
        guard let fileName = writer.fileName, !fileName.isEmpty else { throw UploadFault.noFile }
        return ReceivedUpload(fields: FormFields(writer.fields), path: path, fileName: fileName)
    } catch {
        try? file.close()
        try? FileManager.default.removeItem(atPath: path)
        try await drain(&iterator, upTo: 4 * settings.uploadLimit)
        throw error is MultipartReader.Fault ? UploadFault.broken : error
    }
}

/// Reads on without keeping anything: a browser shows the answer only when it could send everything.
private func drain(_ iterator: inout RequestBody.AsyncIterator, upTo limit: Int) async throws {
    var rest = limit
    while rest > 0, let chunk = try await iterator.next() { rest -= chunk.readableBytes }
}
