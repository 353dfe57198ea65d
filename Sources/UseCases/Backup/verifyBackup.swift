// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
package import SQLCore
import Storage

/// What the verification of a backup found.
package struct BackupVerification: Sendable {
    package let manifest: BackupManifest
    /// Stored files that rows name and that the backup lacks, or holds with other bytes than their name promises.
    package let faultyFiles: [String]
    /// What is wrong with the chain of the record; empty where it is whole.
    package let chainFaults: [ChainFault]
}

/// Restores a backup into an empty scratch database and the scratch folder of `surroundings`, which compares every row
/// and file with the manifest; migrates it as a restore would; looks whether every file that a row names is there with
/// the right bytes; and follows the chain of the record.
package func verifyBackup(
    _ backup: BackupFile, in database: any SQLDatabase, _ surroundings: Surroundings,
    report: @escaping BackupProgress.Report = { _ in }
) async throws -> BackupVerification {
    try await restoreBackup(backup, into: database, RestoreFolder(surroundings.dataFolder), report: report)
    _ = try await Migrations.migrator.migrate(database, now: surroundings.now().milliseconds)
    let useCases = UseCases(database: database, surroundings: surroundings)
    try await useCases.chainOldRecord()
    let files = Dictionary(backup.manifest.files.map { ($0.path, $0.sha256) }) { first, _ in first }
    let faulty = try await database.read { connection in
        var faulty = files[StoredPath.secret] == nil ? [StoredPath.secret] : []
        try StoredFileQueries(connection).forEachHash { hash in
            let path = StoredPath(hash: hash).text
            if files[path] != hash { faulty.append(path) }
        }
        return faulty
    }
    return BackupVerification(
        manifest: backup.manifest, faultyFiles: faulty, chainFaults: try await useCases.verifyRecord(.local).faults)
}
