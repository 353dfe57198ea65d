// SPDX-License-Identifier: Apache-2.0
package import Domain
import Extraction
import SQLCore
import Storage

/// A file that is about to hang somewhere: what it is called, what it is, and what its bytes are.
struct AttachedFile {
    let path: String
    let name: String
    let type: AttachmentType
    let hash: String
    let size: Int64
}

extension UseCases {
    /// Adds a file that is here whole; the same file twice is one. Throws notFound, forbidden, conflict where it is not
    /// the moment or no scanner answers, invalid where it is too large, too many, or something that is carried out.
    package func addAttachment(
        _ caller: Caller, to owner: AttachmentOwner, path: String, fileName: String
    ) async throws {
        // Nothing is kept of what nobody may hand in here.
        try await database.read { try attachmentPlace(owner, caller, $0).requireChange() }
        let digest = try files.digest(of: path)
        try await attach(caller, to: owner, path: path, fileName: fileName, digest: digest)
    }

    /// Takes a file away again; the record keeps that it was there. Throws notFound, forbidden, conflict.
    package func removeAttachment(_ caller: Caller, of owner: AttachmentOwner, hash: String) async throws {
        try await write(caller) { connection in
            let place = try attachmentPlace(owner, caller, connection, isLocked: true)
            let queries = AttachmentQueries(connection)
            guard let file = try queries.all(of: owner).first(where: { $0.hash == hash }) else {
                throw UseCaseError("file", .notFound)
            }
            try place.requireRemoval(of: file, caller)
            try queries.remove(file, at: surroundings.now())
            try record(
                connection, caller, "removeFile", place.subject,
                before: ["fileName": file.name, "hash": hash, "unit": place.unit])
        }
    }

    /// The same for bytes whose digest is known; `upload` is what they came by, which ends with it.
    func attach(
        _ caller: Caller, to owner: AttachmentOwner, path: String, fileName: String,
        digest: (hash: String, size: Int64), upload: Identifier<AttachmentUpload>? = nil
    ) async throws {
        let name = Self.plainFileName(fileName)
        try requireSize(digest.size)
        let type = try recogniseAttachment(path: path, named: name)
        try requireAccepted(type)
        let file = AttachedFile(path: path, name: name, type: type, hash: digest.hash, size: digest.size)
        try await scan(file, caller, owner)
        try await files.keep(path, hash: digest.hash, turn: surroundings.random().0)
        try await write(caller) { connection in
            let place = try attachmentPlace(owner, caller, connection, isLocked: true)
            try place.requireChange()
            try add(file, to: place, caller, connection, isPromised: upload != nil)
            guard let upload else { return }
            guard try AttachmentUploadQueries(connection).remove(upload) else {
                throw UseCaseError("upload", .notFound)
            }
        }
    }

    private func add(
        _ file: AttachedFile, to place: AttachmentPlace, _ caller: Caller, _ connection: any SQLConnection,
        isPromised: Bool
    ) throws {
        let present = try AttachmentQueries(connection).all(of: place.owner)
        guard !present.contains(where: { $0.hash == file.hash }) else {
            // A unit of work that wrote says so: what was sent twice is told too.
            if isPromised { try recordFile(file, "addFile", place, caller, connection) }
            return
        }
        try requirePlace(for: present.count)
        try AttachmentQueries(connection).save(
            Attachment(
                owner: place.owner, pairing: place.pairing, hash: file.hash, name: file.name, type: file.type,
                size: file.size, at: surroundings.now(), by: SignedBy(account: caller.userID, name: caller.name)))
        try recordFile(file, "addFile", place, caller, connection)
    }

    private func recordFile(
        _ file: AttachedFile, _ verb: String, _ place: AttachmentPlace, _ caller: Caller,
        _ connection: any SQLConnection
    ) throws {
        try record(
            connection, caller, verb, place.subject,
            after: ["fileName": file.name, "hash": file.hash, "unit": place.unit])
    }

    /// Asks the scanner, where there is one: nothing is kept that it has not seen.
    private func scan(_ file: AttachedFile, _ caller: Caller, _ owner: AttachmentOwner) async throws {
        guard let scan = surroundings.attachments.scan else { return }
        let verdict: ScanVerdict
        do { verdict = try await scan(file.path) } catch {
            throw UseCaseError("attachment", .conflict(reason: "attachment.scannerAway"))
        }
        guard case .found(let signature) = verdict else { return }
        try await write(caller) { connection in
            let place = try attachmentPlace(owner, caller, connection)
            try record(
                connection, caller, "refuseFile", place.subject,
                after: ["fileName": file.name, "hash": file.hash, "signature": signature], result: .refused,
                reason: "attachment.infected")
        }
        throw UseCaseError.attachment("attachment.infected", ["signature": signature])
    }

    func requireSize(_ size: Int64) throws {
        let most = surroundings.attachments.fileBytes
        if size < 1 { throw UseCaseError.attachment("attachment.empty") }
        if size > most { throw UseCaseError.attachment("upload.tooLarge", ["limit": String(most >> 20)]) }
    }

    func requireAccepted(_ type: AttachmentType?) throws {
        if let type, !type.isAccepted { throw UseCaseError.attachment("attachment.dangerous." + type.word) }
    }

    func requirePlace(for count: Int) throws {
        let most = surroundings.attachments.mostFiles
        if count >= most { throw UseCaseError.attachment("entry.tooManyFiles", ["most": String(most)]) }
    }
}

extension UseCaseError {
    /// What is wrong with a file that was to be attached.
    static func attachment(_ message: String, _ arguments: [String: String] = [:]) -> UseCaseError {
        UseCaseError(
            "attachment", .invalid([ValidationFailure(field: "file", message: message, arguments: arguments)]))
    }
}
