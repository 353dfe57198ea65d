// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import SQLCore
import Storage

extension UseCases {
    /// Removes files that nobody needs: those that no document names, what uploads left that were cut off, and the pages
    /// of documents that are gone. Returns how many.
    ///
    /// A file is left alone for an hour, because its document may be on its way into the database; what is on its way
    /// in, for a day.
    package func sweepFiles() async throws -> Int {
        // A backup may need them for the moment that it shows; what is left over can wait an hour.
        guard let lock = FileLock.alone(surroundings.dataFolder) else { return 0 }
        defer { withExtendedLifetime(lock) {} }
        let files = files
        let hour = Date(timeIntervalSince1970: Double(surroundings.now().milliseconds) / 1000 - 3600)
        let old = files.old(before: hour)
        let unneeded = try await database.read { connection in
            try old.hashes.filter { try !DocumentQueries(connection).needsFile($0) }
        }
        var count = 0
        for hash in unneeded where try await removeUnneeded(hash, before: hour) { count += 1 }
        for path in old.leftovers { try? FileManager.default.removeItem(atPath: path) }
        return count + old.leftovers.count + sweepIncoming() + (try await sweepPages())
    }

    /// Asks for need and age once more, because the same file may have been handed in since they were listed.
    private func removeUnneeded(_ hash: String, before moment: Date) async throws -> Bool {
        let isNeeded = try await database.read { try DocumentQueries($0).needsFile(hash) }
        guard !isNeeded, files.isOlder(hash, than: moment) else { return false }
        files.remove(hash)
        return true
    }

    private func sweepIncoming() -> Int {
        let folder = surroundings.dataFolder + "/incoming"
        let day = Date(timeIntervalSince1970: Double(surroundings.now().milliseconds) / 1000 - 86_400)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let old = names.map { folder + "/" + $0 }.filter { path in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return (attributes?[.modificationDate] as? Date).map { $0 < day } ?? false
        }
        for path in old { try? FileManager.default.removeItem(atPath: path) }
        return old.count
    }

    /// Pages can always be drawn again, so they are asked after only once.
    private func sweepPages() async throws -> Int {
        let folder = surroundings.dataFolder + "/pages"
        func names(_ path: String) -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] }
        let cached = names(folder).flatMap { prefix in names(folder + "/" + prefix).map { (prefix, $0) } }
        let gone = try await database.read { connection in
            try cached.filter { try !DocumentQueries(connection).needsFile($0.1) }
        }
        for (prefix, hash) in gone { try? FileManager.default.removeItem(atPath: "\(folder)/\(prefix)/\(hash)") }
        return gone.count
    }
}
