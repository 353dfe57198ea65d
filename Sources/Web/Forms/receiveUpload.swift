// SPDX-License-Identifier: Apache-2.0
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

/// Why an upload was not taken.
enum UploadFault: Error, Hashable, Sendable {
    case tooLarge
    case noFile
    case broken

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

/// Takes the parts of a form: the first file goes to the disk, fields stay in memory.
struct UploadWriter {
    let file: FileHandle
    let fileLimit: Int
    let fieldLimit: Int
    private(set) var fields: [(String, String)] = []
    private(set) var fileName: String?
    private var part: PartHeader?
    private var isFile = false
    private var value: [UInt8] = []
    private var written = 0
    private var held = 0

    init(file: FileHandle, fileLimit: Int, fieldLimit: Int) {
        (self.file, self.fileLimit, self.fieldLimit) = (file, fileLimit, fieldLimit)
    }

    mutating func take(_ event: MultipartReader.Event) throws {
        switch event {
        case .begin(let header):
            part = header
            isFile = header.fileName != nil && fileName == nil
            if isFile { fileName = header.fileName }
            value = []
        case .bytes(let bytes):
            if isFile { try write(bytes) } else if part?.fileName == nil { try hold(bytes) }
        case .end:
            if let part, part.fileName == nil { fields.append((part.name, String(decoding: value, as: UTF8.self))) }
            part = nil
        }
    }

    private mutating func write(_ bytes: [UInt8]) throws {
        written += bytes.count
        guard written <= fileLimit else { throw UploadFault.tooLarge }
        try file.write(contentsOf: bytes)
    }

    private mutating func hold(_ bytes: [UInt8]) throws {
        held += bytes.count
        guard held <= fieldLimit else { throw UploadFault.tooLarge }
        value += bytes
    }
}
