// SPDX-License-Identifier: Apache-2.0
import Domain
import EngineTesting
import Foundation
import SQLCore
import Storage
import Testing
import UseCases

extension Office {
    /// Backs the office up into a file of its folder.
    func backUp(_ name: String = "one.backup", passphrase: String? = nil) async throws -> String {
        let secret = folder.appending(path: "signing-secret")
        if !FileManager.default.fileExists(atPath: secret.path()) {
            try Data(repeating: 7, count: 32).write(to: secret)
        }
        let path = folder.appending(path: name).path()
        var options = BackupOptions(program: "test")
        (options.passphrase, options.logRounds) = (passphrase, 10)
        _ = try await useCases.makeBackup(.local, to: path, options)
        return path
    }

    /// Restores a backup into an empty database of `engine` and gives `body` what came of it.
    static func restored<Result>(
        _ path: String, into engine: TestEngine, passphrase: String? = nil,
        _ body: (UseCases) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-restored-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await engine.withDatabase(isMigrated: false) { database in
            let backup = try BackupFile(path: path, passphrase: passphrase)
            try await restoreBackup(backup, into: database, RestoreFolder(folder.path()))
            let bench = Bench(seed: 11)
            return try await body(
                UseCases(
                    database: database,
                    surroundings: Surroundings(
                        now: { bench.now() }, random: { (bench.number(), bench.number()) },
                        dataFolder: folder.path())))
        }
    }

    /// An adopted plan with comments, an open draft with a correction, a body that another of a lower identity follows.
    func fill() async throws {
        let clerk = try await officeOf(own)
        _ = try await adopt(by: clerk)
        let draft = try await upload("songping-puting.txt", by: clerk)
        _ = try await useCases.correctDraft(
            clerk, id: draft.id.text, revision: draft.revision, .retitle(.task(area: 0, task: 0), "New"))
        let task = try #require(try await useCases.tasks(clerk, TaskQuery()).items.first)
        _ = try await useCases.comment(clerk, task: task.id.text, text: "Fine \"so\"\n\u{1}中文")
    }
}

/// What two manifests must have in common for the systems to be equal.
struct Contents: Hashable {
    let migrations: [AppliedMigration]
    let tables: [BackupManifest.Table]
    let files: [BackupManifest.File]

    init(of path: String) throws {
        let manifest = try BackupFile(path: path).manifest
        (migrations, tables, files) = (manifest.migrations, manifest.tables, manifest.files)
    }
}
