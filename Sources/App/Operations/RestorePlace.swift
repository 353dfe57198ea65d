// SPDX-License-Identifier: Apache-2.0
import Foundation
import SQLCore
import SQLiteDriver
import Storage

/// What was there before a restore, so that a refused one leaves nothing else.
struct RestorePlace {
    private let folder: String
    private let hadFolder: Bool
    /// The database file that opening makes; nil where it was there, or the database is on a server.
    private let newFile: String?

    init(_ settings: Settings) throws {
        folder = settings.data
        hadFolder = FileManager.default.fileExists(atPath: folder)
        if case .sqlite(let file) = try DatabaseAddress(settings.database),
            !FileManager.default.fileExists(atPath: file)
        {
            newFile = file
        } else {
            newFile = nil
        }
    }

    /// Removes the database file where it is new and holds no table, and the folder where it is new and empty.
    func leave() async throws {
        if let newFile, FileManager.default.fileExists(atPath: newFile) {
            let database = try SQLiteDatabase(path: newFile)
            let isEmpty = try? await database.read { try SchemaQueries($0).isEmpty() }
            await database.close()
            guard isEmpty == true else { return }
            for ending in ["", "-wal", "-shm"] { unlink(newFile + ending) }
        }
        // rmdir leaves alone what is not empty.
        if !hadFolder { rmdir(folder) }
    }
}
