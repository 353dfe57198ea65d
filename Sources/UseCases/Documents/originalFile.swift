// SPDX-License-Identifier: Apache-2.0
package import Domain
import Extraction
import Foundation
import SQLCore
import Storage

extension UseCases {
    /// The file as it came: its path on disk and the document.
    package func originalFile(_ caller: Caller, document: String) async throws -> (path: String, document: Document) {
        let document = try await database.read { try findDocument(document, caller, $0) }
        let path = files.path(document.hash)
        guard FileManager.default.fileExists(atPath: path) else {
            throw UseCaseError("document", .conflict(reason: "document.fileMissing"))
        }
        return (path, document)
    }

    /// The page of a fixed-layout document as PNG, 1200 pixels wide, cached. Page from 1.
    package func pageImage(_ caller: Caller, document: String, page: Int) async throws -> [UInt8] {
        let (path, document) = try await originalFile(caller, document: document)
        guard document.format == .pdf || document.format == .image, page > 0 else {
            throw UseCaseError("page", .notFound)
        }
        let folder = surroundings.dataFolder + "/pages/\(document.hash.prefix(2))/\(document.hash)"
        let cached = "\(folder)/\(page).png"
        if let bytes = FileManager.default.contents(atPath: cached) { return Array(bytes) }
        let image = try await surroundings.extractor.pageImage(
            file: URL(filePath: path), page: page, width: 1200, of: document.format)
        // A page that can't be cached is drawn again next time.
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? Data(image.bytes).write(to: URL(filePath: cached), options: .atomic)
        return image.bytes
    }
}
