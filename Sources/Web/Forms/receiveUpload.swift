// SPDX-License-Identifier: Apache-2.0
import FormData
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

/// A form with files that has come in whole.
struct ReceivedUpload: Sendable {
    struct File: Sendable {
        /// Where it lies; whoever receives it removes it.
        let path: String
        let name: String
    }
    let fields: FormFields
    /// At least one.
    let files: [File]

    var path: String { files[0].path }
    var fileName: String { files[0].name }

    func remove() { for file in files { try? FileManager.default.removeItem(atPath: file.path) } }
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

/// Writes the file of the form to a new file while it comes in, so that its size costs no memory; with `all` each of
/// its files.
func receiveUpload(_ visit: Visit, all: Bool = false) async throws -> ReceivedUpload {
    try await within(seconds: visit.site.settings.uploadSeconds) { try await receiveWhole(visit, all) }
}

private func receiveWhole(_ visit: Visit, _ all: Bool) async throws -> ReceivedUpload {
    guard visit.request.isMultipart else { throw UploadFault.broken }
    let settings = visit.site.settings
    try FileManager.default.createDirectory(atPath: settings.uploadFolder, withIntermediateDirectories: true)
    var paths: [String] = []
    func open() throws -> FileHandle {
        let path = settings.uploadFolder + "/" + UUID().uuidString.lowercased() + ".part"
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown) }
        paths.append(path)
        return file
    }
    let first = try open()
    var iterator = visit.request.body.makeAsyncIterator()
    var last = first
    do {
        var writer = UploadWriter(
            file: first, fileLimit: settings.uploadLimit, fieldLimit: settings.formLimit, next: all ? open : nil)
        defer { last = writer.file }
        var reader = try MultipartReader(contentType: visit.request.headers[.contentType] ?? "")
        while let chunk = try await iterator.next() {
            for event in try reader.feed(chunk.readableBytesView) { try writer.take(event) }
        }
        try reader.finish()
        try writer.file.close()
        guard !writer.fileNames.isEmpty, writer.fileNames.allSatisfy({ !$0.isEmpty }) else { throw UploadFault.noFile }
        return ReceivedUpload(
            fields: FormFields(writer.fields), files: zip(paths, writer.fileNames).map { .init(path: $0, name: $1) })
    } catch {
        try? last.close()
        for path in paths { try? FileManager.default.removeItem(atPath: path) }
        try await drain(&iterator, upTo: 4 * settings.uploadLimit)
        throw error is MultipartReader.Fault ? UploadFault.broken : error
    }
}

/// Reads on without keeping anything: a browser shows the answer only when it could send everything.
private func drain(_ iterator: inout RequestBody.AsyncIterator, upTo limit: Int) async throws {
    var rest = limit
    while rest > 0, let chunk = try await iterator.next() { rest -= chunk.readableBytes }
}
