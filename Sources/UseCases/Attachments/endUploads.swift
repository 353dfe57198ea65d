// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import SQLCore
import Storage

extension Job {
    /// Forgets files that were on their way in for longer than a day.
    static let endUploads = Job(
        "endUploads", .every(minutes: 60), .steps { useCases, _ in try await useCases.endUploads() })
}

extension UseCases {
    /// Forgets what is over, and the bytes that no upload names.
    func endUploads() async throws -> JobOutcome? {
        let dayAgo = surroundings.now().advanced(bySeconds: -AttachmentUpload.seconds)
        let over = try await database.read { try AttachmentUploadQueries($0).begun(before: dayAgo) }
        for upload in over { try await forget(upload) }
        let count = over.count + (try await sweepUploads())
        return count == 0 ? nil : JobOutcome("job.outcome.endUploads", ["count": String(count)])
    }

    private func sweepUploads() async throws -> Int {
        let manager = FileManager.default
        let names = (try? manager.contentsOfDirectory(atPath: uploadsFolder)) ?? []
        let unknown = try await database.read { connection in
            try names.filter { name in
                try Identifier<AttachmentUpload>(name).map {
                    try AttachmentUploadQueries(connection).find($0) == nil
                } ?? true
            }
        }
        for name in unknown { try? manager.removeItem(atPath: uploadsFolder + "/" + name) }
        return unknown.count
    }
}
