// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation
import SQLCore
import SQLiteDriver
import Storage
package import UseCases

/// Makes, restores and verifies backups without opening the program, which would migrate the database first.
package struct BackupDesk: Sendable {
    private let settings: Settings
    private let messages: MessageCatalogue
    private let passphrase: String?

    /// `passphraseFile` holds the passphrase in its first line; nil where the backup isn't encrypted.
    package init(_ settings: Settings, passphraseFile: String?) throws {
        (self.settings, messages) = (settings, try MessageCatalogue())
        passphrase = try passphraseFile.map { path in
            try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline).first
                .map(String.init) ?? ""
        }
    }

    /// Copies the running system into a file. Returns a line that says what was copied, and a line for each stored file
    /// that was not as it should be.
    package func backUp(
        to path: String, replaces: Bool, version: String, report: @escaping BackupProgress.Report
    ) async throws -> (line: String, faults: [String]) {
        if case .sqlite(let file) = try DatabaseAddress(settings.database),
            !FileManager.default.fileExists(atPath: file)
        {
            throw BackupError.nothingToBackUp(file)
        }
        guard FileManager.default.fileExists(atPath: settings.data + "/signing-secret") else {
            throw BackupError.foreignFolder(settings.data)
        }
        var options = BackupOptions(program: version)
        (options.replaces, options.passphrase) = (replaces, passphrase)
        let (wanted, surroundings) = (options, try makeSurroundings(settings, readsLedgers: false))
        let manifest = try await withDatabase { database in
            try await UseCases(database: database, surroundings: surroundings).makeBackup(
                .local, to: path, wanted, report: report)
        }
        return (line("backup.made", manifest, path), manifest.faultyFiles.map(fault))
    }

    /// Restores a backup into the empty place that the settings name, and migrates it to this program's schema; with
    /// `endingSessions` nobody is signed in there, and no token opens anything. What is refused leaves no file behind.
    /// Returns a line that says what was restored, and a line for each stored file that the backup lacks.
    package func restore(
        from path: String, endingSessions: Bool, report: @escaping BackupProgress.Report
    ) async throws -> (line: String, faults: [String]) {
        let backup = try BackupFile(path: path, passphrase: passphrase)
        let place = try RestorePlace(settings)
        try FileManager.default.createDirectory(
            atPath: settings.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        do {
            try await withDatabase { database in
                try await restoreBackup(backup, into: database, RestoreFolder(settings.data), report: report)
                let useCases = UseCases(
                    database: database, surroundings: try makeSurroundings(settings, readsLedgers: false))
                _ = try await Migrations.migrator.migrate(database, now: useCases.surroundings.now().milliseconds)
                try await useCases.chainOldRecord()
                try await useCases.recordRestore(.local, of: backup.manifest, endingSessions: endingSessions)
            }
        } catch {
            try await place.leave()
            throw error
        }
        return (line("backup.restored", backup.manifest, path), backup.manifest.faultyFiles.map(fault))
    }

    /// Restores a backup into a scratch folder, which is removed afterwards, and compares everything.
    package func verify(
        _ path: String, scratch: String?, report: @escaping BackupProgress.Report
    ) async throws -> (line: String, faults: [String]) {
        let backup = try BackupFile(path: path, passphrase: passphrase)
        let parent = scratch.map { URL(filePath: $0) } ?? FileManager.default.temporaryDirectory
        let folder = parent.appending(path: "jiedui-verify-\(UUID().uuidString)").path(percentEncoded: false)
        // As secret as the system itself.
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = try SQLiteDatabase(path: folder + "/jiedui.sqlite")
        do {
            let found = try await verifyBackup(
                backup, in: database, makeSurroundings(folder: folder), report: report)
            await database.close()
            let chain = found.chainFaults.map { messages.text($0.messageKey, terminalLanguage(), $0.arguments) }
            return (line("backup.verified", found.manifest, path), found.faultyFiles.map(fault) + chain)
        } catch {
            await database.close()
            throw error
        }
    }

    /// What went wrong, in the terminal's language.
    package func sentence(_ error: any Error) -> String { errorSentence(error, messages, terminalLanguage()) }

    private func withDatabase<Result>(_ body: (any SQLDatabase) async throws -> Result) async throws -> Result {
        let database = try await openDatabase(settings)
        do {
            let result = try await body(database)
            await database.close()
            return result
        } catch {
            await database.close()
            throw error
        }
    }

    private func line(_ key: String, _ manifest: BackupManifest, _ path: String) -> String {
        let moment = Date(timeIntervalSince1970: Double(manifest.moment) / 1000).ISO8601Format()
        return messages.text(
            key, terminalLanguage(),
            [
                "path": path, "moment": moment, "rows": String(manifest.rows), "tables": String(manifest.tables.count),
                "files": String(manifest.files.count), "schema": String(manifest.schema),
            ])
    }

    private func fault(_ path: String) -> String {
        messages.text("backup.faultyFile", terminalLanguage(), ["path": path])
    }
}
