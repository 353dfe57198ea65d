// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import UseCases

/// Begins a file that comes in parts: its length and its name stand in header fields, as tus 1.0 has them.
func beginUpload(_ visit: Visit) async throws -> Response {
    let (caller, owner) = (try visit.caller, try visit.attachmentOwner)
    let size = visit.request.headers[.uploadLength].flatMap { Int64($0) } ?? 0
    let words = uploadMetadata(visit.request.headers[.uploadMetadata] ?? "")
    return try await visit.answerUpload {
        let upload = try await visit.useCases.beginUpload(
            caller, to: owner, name: words["filename"] ?? "", mark: words["mark"] ?? "", size: size)
        return .upload(.created, upload.received, [.location: Address.appendUpload.path(upload.id.text)])
    }
}

/// Says how many bytes are here.
func showUpload(_ visit: Visit) async throws -> Response {
    let upload = try await visit.useCases.upload(try visit.caller, id: try visit.value("id"))
    return .upload(.ok, upload.received, [.uploadLength: String(upload.size)])
}

/// Takes the bytes behind those that are here. What came before a connection broke is kept.
func appendUpload(_ visit: Visit) async throws -> Response {
    let (caller, id) = (try visit.caller, try visit.value("id"))
    let upload = try await visit.useCases.upload(caller, id: id)
    try refuseForeignForm(token: "", request: visit.request, session: visit.session)
    guard visit.request.headers[.contentType] == "application/offset+octet-stream" else {
        throw HTTPError(.unsupportedMediaType)
    }
    guard let offset = visit.request.headers[.uploadOffset].flatMap({ Int64($0) }) else {
        throw HTTPError(.badRequest)
    }
    return try await visit.answerUpload {
        guard offset == upload.received else {
            try await visit.passOver()
            throw UseCaseError("upload", .stale(revision: Int(upload.received)))
        }
        let path = try await visit.receiveBytes(upTo: upload.size - offset)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let useCases = visit.useCases
        // Where the sender is gone, this request ends; the bytes that it sent must not.
        let progress = try await Task {
            try await useCases.appendUpload(caller, id: id, offset: offset, path: path)
        }.value
        return .upload(.noContent, progress.received, progress.isDone ? [.uploadComplete: "?1"] : [:])
    }
}

/// Gives an unfinished upload up.
func endUpload(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let owner = try await visit.useCases.endUpload(caller, id: try visit.value("id"))
    let home = try? await visit.useCases.attachmentHome(caller, of: owner)
    return visit.goOn(to: home.map { owner.page($0) } ?? Address.start.path(), notice: "uploadEnded")
}

/// `name base64,name base64`, as tus writes it. What can't be read is left out.
func uploadMetadata(_ field: String) -> [String: String] {
    var words: [String: String] = [:]
    for pair in field.split(separator: ",") {
        let halves = pair.split(separator: " ")
        guard halves.count == 2, let data = Data(base64Encoded: String(halves[1])),
            let value = String(data: data, encoding: .utf8), !value.contains("\0")
        else { continue }
        words[String(halves[0])] = value
    }
    return words
}

extension Response {
    /// An answer about an upload of which so many bytes are here.
    fileprivate static func upload(
        _ status: HTTPResponse.Status, _ received: Int64, _ more: HTTPFields = [:]
    ) -> Response {
        var headers: HTTPFields = [
            .uploadOffset: String(received), .tusResumable: "1.0.0", .cacheControl: "no-store",
        ]
        for field in more { headers[field.name] = field.value }
        return Response(status: status, headers: headers)
    }
}

extension Visit {
    /// Answers a script: what it can tell the person is one sentence, and where it went astray the true offset. Anything
    /// else is answered, and recorded, as for every address.
    fileprivate func answerUpload(_ body: () async throws -> Response) async throws -> Response {
        do { return try await body() } catch let error as any ExplainedError {
            return say(.unprocessableContent, phrases(error.messageKey, error.arguments))
        } catch let error as UseCaseError {
            switch error.cause {
            case .stale(let received): return .upload(.conflict, Int64(received))
            case .conflict(let reason):
                // It waits for the scanner; the same request with no bytes tries again.
                return say(reason == "attachment.scannerAway" ? .serviceUnavailable : .conflict, phrases(reason))
            case .invalid(let failures):
                let isLarge = failures.contains { $0.message == "upload.tooLarge" }
                return say(
                    isLarge ? .contentTooLarge : .unprocessableContent,
                    failures.map { phrases($0.message, $0.arguments) }.joined(separator: " "))
            default: throw error
            }
        }
    }

    private func say(_ status: HTTPResponse.Status, _ sentence: String) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: sentence)))
    }

    /// Writes what comes to a new file, so that its size costs no memory. Where it ends early, what came is in it.
    fileprivate func receiveBytes(upTo limit: Int64) async throws -> String {
        let settings = site.settings
        try FileManager.default.createDirectory(atPath: settings.uploadFolder, withIntermediateDirectories: true)
        let path = settings.uploadFolder + "/" + UUID().uuidString.lowercased() + ".part"
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
        do {
            try await within(seconds: settings.uploadSeconds) { try await write(to: path, limit) }
        } catch let error as UseCaseError {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        } catch {
            context.logger.debug("an upload broke off", metadata: ["error": "\(error)"])
        }
        return path
    }

    private func write(to path: String, _ limit: Int64) async throws {
        guard let file = FileHandle(forWritingAtPath: path) else { throw CocoaError(.fileWriteUnknown) }
        defer { try? file.close() }
        var rest = limit
        var isLonger = false
        for try await chunk in request.body {
            rest -= Int64(chunk.readableBytes)
            if rest < 0 { isLonger = true }
            if rest < -limit - Int64(site.settings.formLimit) { break }
            if !isLonger { try file.write(contentsOf: chunk.readableBytesView) }
        }
        if isLonger {
            throw UseCaseError(
                "attachment", .invalid([ValidationFailure(field: "file", message: "attachment.longer")]))
        }
    }

    /// Reads on without keeping anything: a browser shows the answer only when it could send everything.
    fileprivate func passOver() async throws {
        var rest = site.settings.uploadLimit
        for try await chunk in request.body {
            rest -= chunk.readableBytes
            if rest < 0 { break }
        }
    }
}
