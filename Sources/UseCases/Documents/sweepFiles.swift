// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import SQLCore
import Storage

extension UseCases {
    /// Removes files that no document names: what an upload left that was cut off. Run at start. Returns how many.
    ///
    /// A file is left alone for an hour, because its document may be on its way into the database.
    package func sweepFiles() async throws -> Int {
        let files = files
        let hour = Date(timeIntervalSince1970: Double(surroundings.now().milliseconds) / 1000 - 3600)
        let old = files.old(before: hour)
        let unneeded = try await database.read { connection in
            try old.hashes.filter { try !DocumentQueries(connection).needsFile($0) }
        }
        for hash in unneeded { files.remove(hash) }
        for path in old.leftovers { try? FileManager.default.removeItem(atPath: path) }
        return unneeded.count + old.leftovers.count
    }
}
