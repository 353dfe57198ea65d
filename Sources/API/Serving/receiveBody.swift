// SPDX-License-Identifier: Apache-2.0
import Crypto
import FormData
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What came in with a request.
struct ReceivedBody: Sendable {
    var body = JSON.null
    var upload: ReceivedFile?
    /// Tells one content from another.
    var digest = ""
}

/// A file that has come in whole.
struct ReceivedFile: Sendable {
    /// Where it lies until the request is answered.
    let path: String
    let name: String

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// Reads the body of a request and checks it against its schema. Throws tooLarge and tooSlow by the operation's limits.
func receiveBody(
    of request: Request, _ declaration: Declaration, _ settings: APISettings
) async throws -> ReceivedBody {
    guard let (limit, seconds) = declaration.limits(settings) else { return ReceivedBody() }
    return try await within(seconds: seconds) {
        switch declaration.body {
        case .none: return ReceivedBody()
        case .json(let schema): return try await receiveJSON(of: request, schema, limit)
        case .optionalJSON(let schema):
            guard request.headers[.contentType] != nil else {
                let bytes = try await request.body.collect(upTo: limit)
                guard bytes.readableBytes == 0 else { throw Problem(.unsupportedMediaType) }
                return ReceivedBody(body: [:])
            }
            return try await receiveJSON(of: request, schema, limit)
        case .lines(let schema): return try await receiveLines(of: request, schema, limit)
        case .upload(let fields):
            guard mediaType(of: request) == "multipart/form-data" else { throw Problem(.unsupportedMediaType) }
            return try await receiveForm(of: request, fields, limit, settings)
        }
    }
}

extension Declaration {
    /// The most bytes of a body, of a file where it brings one, and the seconds in which it must have come in; nil where
    /// the operation takes no body.
    func limits(_ settings: APISettings) -> (bytes: Int, seconds: Int)? {
        switch body {
        case .none: nil
        case .json, .optionalJSON: (bodyLimit ?? Self.usualLimit, settings.bodySeconds)
        case .lines: (bodyLimit ?? Self.usualLimit, settings.uploadSeconds)
        case .upload: (min(bodyLimit ?? .max, settings.uploadLimit), settings.uploadSeconds)
        }
    }

    /// The longest texts that the schemas allow fit in several times.
    static let usualLimit = 64 << 10
}

private func receiveJSON(of request: Request, _ schema: Schema, _ limit: Int) async throws -> ReceivedBody {
    guard mediaType(of: request) == "application/json" else { throw Problem(.unsupportedMediaType) }
    let bytes = Array(buffer: try await request.body.collect(upTo: limit))
    let json: JSON
    do { json = try JSON(reading: bytes) } catch { throw Problem(.malformed) }
    let misfits = schema.misfits(of: json)
    guard misfits.isEmpty else { throw Problem(misfits: misfits) }
    return ReceivedBody(body: json, digest: EntityTag(of: bytes).value)
}

/// Reads lines of JSON (NDJSON); empty lines are none. The body is the list of them.
private func receiveLines(of request: Request, _ schema: Schema, _ limit: Int) async throws -> ReceivedBody {
    guard mediaType(of: request) == MediaType.lines.rawValue else { throw Problem(.unsupportedMediaType) }
    let bytes = Array(buffer: try await request.body.collect(upTo: limit))
    var items: [JSON] = []
    var misfits: [Misfit] = []
    for line in bytes.split(separator: 0x0A) where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) {
        let json: JSON
        do { json = try JSON(reading: Array(line)) } catch { throw Problem(.malformed) }
        if misfits.isEmpty { misfits = schema.misfits(of: json, at: "/" + String(items.count)) }
        items.append(json)
    }
    guard misfits.isEmpty else { throw Problem(misfits: misfits) }
    return ReceivedBody(body: .list(items), digest: EntityTag(of: bytes).value)
}

private func mediaType(of request: Request) -> String {
    (request.headers[.contentType] ?? "").prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
}

/// Writes the file of the form to a new file while it comes in, so that its size costs no memory.
private func receiveForm(
    of request: Request, _ properties: [Schema.Property], _ limit: Int, _ settings: APISettings
) async throws -> ReceivedBody {
    let path = settings.uploadFolder + "/" + UUID().uuidString.lowercased() + ".part"
    try FileManager.default.createDirectory(atPath: settings.uploadFolder, withIntermediateDirectories: true)
    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
        let file = FileHandle(forWritingAtPath: path)
    else { throw CocoaError(.fileWriteUnknown) }
    do {
        var writer = UploadWriter(file: file, fileLimit: limit, fieldLimit: Declaration.usualLimit)
        var reader = try MultipartReader(contentType: request.headers[.contentType] ?? "")
        for try await chunk in request.body {
            for event in try reader.feed(chunk.readableBytesView) { try writer.take(event) }
        }
        try reader.finish()
        try file.close()
        guard let name = writer.fileName, !name.isEmpty else { throw UploadFault.noFile }
        let fields = JSON.object(writer.fields.map { .init(name: $0.0, value: .text($0.1)) })
        let misfits = Schema(.object(properties)).closed.misfits(of: fields)
        guard misfits.isEmpty else { throw Problem(misfits: misfits) }
        // The boundary of a form is another each time, so the file and the fields are what is compared.
        let digest = try digest(ofFile: path) + EntityTag(of: fields.bytes).value
        return ReceivedBody(body: fields, upload: ReceivedFile(path: path, name: name), digest: digest)
    } catch {
        try? file.close()
        try? FileManager.default.removeItem(atPath: path)
        throw error
    }
}

private func digest(ofFile path: String) throws -> String {
    let file = try FileHandle(forReadingFrom: URL(filePath: path))
    defer { try? file.close() }
    var hash = SHA256()
    while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty { hash.update(data: chunk) }
    return EntityTag(of: Array(hash.finalize())).value
}
