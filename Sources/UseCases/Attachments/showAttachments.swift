// SPDX-License-Identifier: Apache-2.0
package import Domain
import Extraction
import Foundation
import SQLCore
import Storage

/// What hangs on something, as one caller sees it.
package struct AttachmentList: Sendable {
    /// A file with what the caller may do with it.
    package struct File: Sendable {
        package let attachment: Attachment
        package let mayRemove: Bool
        /// A small picture of it can be shown.
        package let hasPicture: Bool
    }
    package let owner: AttachmentOwner
    package let files: [File]
    package let mayAdd: Bool
    /// What the caller has begun and not finished.
    package let uploads: [AttachmentUpload]
}

extension UseCases {
    /// What hangs on these, for those whose page the caller sees; the others are left out.
    package func attachments(_ caller: Caller, of owners: [AttachmentOwner]) async throws -> [AttachmentList] {
        try await database.read { connection in
            let files = try AttachmentQueries(connection).all(of: owners)
            let showsPictures = surroundings.extractor.makesThumbnails
            return try owners.compactMap { owner in
                guard let place = try seenPlace(owner, caller, connection) else { return nil }
                let mayAdd = place.refusal == nil
                let uploads =
                    try mayAdd
                    ? caller.userID.map { try AttachmentUploadQueries(connection).all(of: owner, by: $0) } ?? [] : []
                return AttachmentList(
                    owner: owner,
                    files: files.filter { $0.owner == owner }.map { file in
                        .init(
                            attachment: file,
                            mayRemove: (try? place.requireRemoval(of: file, caller)) != nil,
                            hasPicture: file.type.hasPicture && showsPictures)
                    }, mayAdd: mayAdd, uploads: uploads)
            }
        }
    }

    /// What hangs on one. Throws notFound.
    package func attachments(_ caller: Caller, of owner: AttachmentOwner) async throws -> AttachmentList {
        guard let list = try await attachments(caller, of: [owner]).first else {
            throw UseCaseError("attachment", .notFound)
        }
        return list
    }

    /// The object on whose page it is shown. Throws notFound.
    package func attachmentHome(_ caller: Caller, of owner: AttachmentOwner) async throws -> String {
        try await database.read { try attachmentPlace(owner, caller, $0).home }
    }

    /// A file, for whoever sees the page on which it is named. Throws notFound.
    package func attachment(
        _ caller: Caller, of owner: AttachmentOwner, hash: String
    ) async throws -> StoredEntryFile {
        let found = try await findAttachment(caller, owner, hash)
        return StoredEntryFile(path: files.path(hash), name: found.name, hash: hash)
    }

    /// A small picture of it as PNG, kept once it is made. Throws notFound where it is no picture or nothing can make one.
    package func thumbnail(_ caller: Caller, of owner: AttachmentOwner, hash: String) async throws -> [UInt8] {
        let found = try await findAttachment(caller, owner, hash)
        let folder = surroundings.dataFolder + "/pages/\(hash.prefix(2))/\(hash)"
        let cached = folder + "/small.png"
        if let bytes = FileManager.default.contents(atPath: cached) { return Array(bytes) }
        let image = await surroundings.extractor.thumbnail(of: URL(filePath: files.path(hash)), type: found.type)
        guard let image else { throw UseCaseError("picture", .notFound) }
        // What can't be kept is made again next time.
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? Data(image.bytes).write(to: URL(filePath: cached), options: .atomic)
        return image.bytes
    }

    private func findAttachment(
        _ caller: Caller, _ owner: AttachmentOwner, _ hash: String
    ) async throws -> Attachment {
        try await database.read { connection in
            _ = try attachmentPlace(owner, caller, connection)
            guard let file = try AttachmentQueries(connection).all(of: owner).first(where: { $0.hash == hash }) else {
                throw UseCaseError("file", .notFound)
            }
            return file
        }
    }

    private func seenPlace(
        _ owner: AttachmentOwner, _ caller: Caller, _ connection: any SQLConnection
    ) throws -> AttachmentPlace? {
        do { return try attachmentPlace(owner, caller, connection) } catch let error as UseCaseError
            where error.cause == .notFound
        { return nil }
    }
}
