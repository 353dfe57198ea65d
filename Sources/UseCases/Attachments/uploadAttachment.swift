// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation
import SQLCore
import Storage

/// The bytes of an upload that are here, of those that it has.
package struct UploadProgress: Hashable, Sendable {
    package let received: Int64
    package let size: Int64
    /// It hangs where it was meant to.
    package let isDone: Bool
}

extension UseCases {
    /// Promises a file of so many bytes. `mark` is what the sender knows it by when it is chosen again.
    ///
    /// Throws notFound, forbidden, conflict, and invalid where what is promised would be refused.
    package func beginUpload(
        _ caller: Caller, to owner: AttachmentOwner, name: String, mark: String = "", size: Int64
    ) async throws -> AttachmentUpload {
        guard case .user(let user) = caller.who else { throw UseCaseError("session", .notSignedIn) }
        let name = Self.plainFileName(name)
        return try await writeWithoutEvent { connection in
            try requirePresent(caller, connection)
            let place = try attachmentPlace(owner, caller, connection, isLocked: true)
            try place.requireChange()
            try requireSize(size)
            try requireAccepted(AttachmentType(dangerousName: name))
            let uploads = AttachmentUploadQueries(connection)
            try requirePlace(
                for: AttachmentQueries(connection).all(of: owner).count + uploads.count(of: owner))
            let body = user.uploadingBody
            guard try uploads.promised(by: body) + size <= surroundings.attachments.unfinishedBytes else {
                throw UseCaseError.attachment("attachment.unfinished")
            }
            let upload = AttachmentUpload(
                id: surroundings.identifier(), owner: owner, pairing: place.pairing, account: user.id, body: body,
                name: name, mark: String(mark.prefix(100)), size: size, begunAt: surroundings.now())
            try uploads.insert(upload)
            return upload
        }
    }

    /// An upload of the caller's own, while the caller may still add what it brings. Throws notFound, forbidden, conflict.
    package func upload(_ caller: Caller, id: String) async throws -> AttachmentUpload {
        try await database.read { try findUpload(id, caller, $0) }
    }

    /// Adds the bytes of a file, which it takes, behind the first `offset`. Where they are the last, the file hangs where
    /// it was meant to. Empty bytes at the end try that again.
    ///
    /// Throws stale, with the true number of bytes, where others are there; and what `addAttachment` throws: then what
    /// is refused is forgotten, and what could not be scanned waits.
    package func appendUpload(
        _ caller: Caller, id: String, offset: Int64, path: String
    ) async throws -> UploadProgress {
        let upload = try await upload(caller, id: id)
        guard upload.received == offset else { throw UseCaseError("upload", .stale(revision: Int(upload.received))) }
        let length = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64 ?? 0
        guard length <= upload.size - offset else { throw UseCaseError.attachment("attachment.longer") }
        if length > 0 { try await append(length, of: path, to: upload) }
        let received = offset + length
        guard received == upload.size else {
            return UploadProgress(received: received, size: upload.size, isDone: false)
        }
        try await finish(upload, caller)
        return UploadProgress(received: received, size: upload.size, isDone: true)
    }

    /// Gives an upload of the caller's own up. Returns where it was to hang. Throws notFound.
    package func endUpload(_ caller: Caller, id: String) async throws -> AttachmentOwner {
        let upload = try await database.read { try ownUpload(id, caller, $0) }
        try await forget(upload.id)
        return upload.owner
    }

    /// Moves the bytes to the upload's folder, then tells the database of them: a file that no row names is swept.
    private func append(_ length: Int64, of path: String, to upload: AttachmentUpload) async throws {
        let folder = uploadFolder(upload.id)
        let part = AttachmentPart(start: upload.received, length: length, file: UUID().uuidString.lowercased())
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.moveItem(atPath: path, toPath: folder + "/" + part.file)
        let isNext = try await writeWithoutEvent { try AttachmentUploadQueries($0).append(part, to: upload.id) }
        guard isNext else {
            try? FileManager.default.removeItem(atPath: folder + "/" + part.file)
            let now = try await database.read { try AttachmentUploadQueries($0).find(upload.id) }
            guard let now else { throw UseCaseError("upload", .notFound) }
            throw UseCaseError("upload", .stale(revision: Int(now.received)))
        }
    }

    private func finish(_ upload: AttachmentUpload, _ caller: Caller) async throws {
        let parts = try await database.read { try AttachmentUploadQueries($0).parts(of: upload.id) }
        let folder = uploadFolder(upload.id)
        let whole = folder + "/" + UUID().uuidString.lowercased()
        let store = files
        let digest: (hash: String, size: Int64)
        do {
            digest = try await withoutBlocking(turn: surroundings.random().0) {
                try join(parts.map { folder + "/" + $0.file }, into: whole)
                return try store.digest(of: whole)
            }
        } catch {
            // Only where bytes are gone, as after a restore, it begins anew; a full disk has them still.
            let isGone = parts.contains { !FileManager.default.fileExists(atPath: folder + "/" + $0.file) }
            try? FileManager.default.removeItem(atPath: whole)
            guard isGone else { throw error }
            try await forget(upload.id)
            throw UseCaseError("upload", .notFound)
        }
        defer { try? FileManager.default.removeItem(atPath: whole) }
        guard digest.size == upload.size else {
            try await forget(upload.id)
            throw UseCaseError("upload", .notFound)
        }
        do {
            try await attach(
                caller, to: upload.owner, path: whole, fileName: upload.name, digest: digest, upload: upload.id)
        } catch let error as UseCaseError {
            if case .invalid = error.cause { try await forget(upload.id) }
            throw error
        }
        try? FileManager.default.removeItem(atPath: folder)
    }

    func forget(_ upload: Identifier<AttachmentUpload>) async throws {
        _ = try await writeWithoutEvent { try AttachmentUploadQueries($0).remove(upload) }
        try? FileManager.default.removeItem(atPath: uploadFolder(upload))
    }

    private func findUpload(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> AttachmentUpload {
        let upload = try ownUpload(id, caller, connection)
        try attachmentPlace(upload.owner, caller, connection).requireChange()
        return upload
    }

    private func ownUpload(
        _ id: String, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> AttachmentUpload {
        guard let id = Identifier<AttachmentUpload>(id),
            let upload = try AttachmentUploadQueries(connection).find(id), upload.account == caller.userID,
            surroundings.now() < upload.begunAt.advanced(bySeconds: AttachmentUpload.seconds)
        else { throw UseCaseError("upload", .notFound) }
        return upload
    }

    var uploadsFolder: String { surroundings.dataFolder + "/uploads" }

    private func uploadFolder(_ id: Identifier<AttachmentUpload>) -> String { uploadsFolder + "/" + id.text }
}

/// Writes the files one behind the other.
private func join(_ paths: [String], into whole: String) throws {
    guard FileManager.default.createFile(atPath: whole, contents: nil, attributes: [.posixPermissions: 0o600]),
        let target = FileHandle(forWritingAtPath: whole)
    else { throw CocoaError(.fileWriteUnknown) }
    defer { try? target.close() }
    for path in paths {
        let source = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? source.close() }
        while let bytes = try source.read(upToCount: 1 << 20), !bytes.isEmpty { try target.write(contentsOf: bytes) }
    }
}

extension User {
    /// For whom the person acts, as uploads are counted together.
    fileprivate var uploadingBody: String {
        for grant in grants {
            switch grant {
            case .unit(let body, _, _): return "unit " + body.text
            case .office(let pairing, let side): return "office " + pairing.text + " " + side.rawValue
            default: continue
            }
        }
        return "person " + id.text
    }
}
