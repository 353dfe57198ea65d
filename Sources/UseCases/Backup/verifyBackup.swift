// SPDX-License-Identifier: Apache-2.0
import Foundation
package import SQLCore
import Storage

/// What the verification of a backup found.
package struct BackupVerification: Sendable {
    package let manifest: BackupManifest
    /// Stored files that rows name and that the backup lacks, or holds with other bytes than their name promises.
    package let faultyFiles: [String]
    /// How many migrations this program would apply after a restore.
    package let pending: Int
}

/// Restores a backup into an empty scratch database and folder, which compares every row and file with the manifest,
/// migrates it as a restore would, and looks whether every file that a row names is there with the right bytes.
package func verifyBackup(
    _ backup: BackupFile, in database: any SQLDatabase, _ folder: RestoreFolder, now: Int64,
    report: @escaping BackupProgress.Report = { _ in }
) async throws -> BackupVerification {
    try await restoreBackup(backup, into: database, folder, report: report)
    let applied = try await Migrations.migrator.migrate(database, now: now)
    let files = Dictionary(backup.manifest.files.map { ($0.path, $0.sha256) }) { first, _ in first }
    let faulty = try await database.read { connection in
        var faulty: [String] = []
        try StoredFileQueries(connection).forEachHash { hash in
            let path = StoredPath(hash: hash).text
            if files[path] != hash { faulty.append(path) }
        }
        return files[StoredPath.secret] == nil ? faulty + [StoredPath.secret] : faulty
    }
    return BackupVerification(manifest: backup.manifest, faultyFiles: faulty, pending: applied.count)
}
