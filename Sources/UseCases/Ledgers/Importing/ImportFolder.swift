// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import SQLCore
import Storage

/// The files of imports that people look at: a folder for each, only for the program, gone after a day.
struct ImportFolder: Sendable {
    /// How long an import and its files are kept.
    static let seconds: Int64 = 86_400
    private let folder: String

    init(dataFolder: String) { folder = dataFolder + "/imports" }

    private func home(_ id: Identifier<SheetImportRecord>) -> String { folder + "/" + id.text }

    /// Where the file of a number lies.
    func path(_ id: Identifier<SheetImportRecord>, _ number: Int) -> String { home(id) + "/\(number)" }

    /// Takes copies of the files; where one fails, none is kept.
    func keep(_ paths: [String], of id: Identifier<SheetImportRecord>) throws {
        try FileManager.default.createDirectory(
            atPath: home(id), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        do {
            for (number, path) in paths.enumerated() {
                try FileManager.default.copyItem(atPath: path, toPath: self.path(id, number))
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o600], ofItemAtPath: self.path(id, number))
            }
        } catch {
            remove(id)
            throw error
        }
    }

    /// Whether all files are there: a backup holds none of them.
    func holds(_ record: SheetImportRecord) -> Bool {
        record.files.indices.allSatisfy { FileManager.default.fileExists(atPath: path(record.id, $0)) }
    }

    func remove(_ id: Identifier<SheetImportRecord>) { try? FileManager.default.removeItem(atPath: home(id)) }

    /// Removes the folders that `isKnown` doesn't know; one that was made within the hour may wait for its row.
    /// Returns how many.
    func sweep(at now: Instant, isKnown: (String) throws -> Bool) rethrows -> Int {
        let hour = Date(timeIntervalSince1970: Double(now.milliseconds) / 1000 - 3600)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let old = try names.filter { name in
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
            guard let changed = attributes?[.modificationDate] as? Date, changed < hour else { return false }
            return try !isKnown(name)
        }
        for name in old { try? FileManager.default.removeItem(atPath: folder + "/" + name) }
        return old.count
    }
}

extension UseCases {
    var importFolder: ImportFolder { ImportFolder(dataFolder: surroundings.dataFolder) }

    /// Removes the files of imports that are over. Returns how many imports' files went.
    func sweepImports() async throws -> Int {
        try await database.read { connection in
            try importFolder.sweep(at: surroundings.now()) { name in
                try Identifier<SheetImportRecord>(name).map { try SheetImportQueries(connection).find($0) != nil }
                    ?? false
            }
        }
    }
}
