// SPDX-License-Identifier: Apache-2.0
import Foundation
package import SQLCore
import Storage

/// Puts a backup into an empty database and an empty data folder, whatever database it came from, and compares every
/// row and file with the manifest before it is kept. Where anything fails, database and folder stay as empty as they
/// were.
///
/// The schema is the backup's afterwards; migrating it further is the caller's.
package func restoreBackup(
    _ backup: BackupFile, into database: any SQLDatabase, _ folder: RestoreFolder,
    report: @escaping BackupProgress.Report = { _ in }
) async throws {
    guard try await database.read({ try SchemaQueries($0).isEmpty() }) else { throw BackupError.databaseNotEmpty }
    try Migrations.migrator.check(backup.manifest.migrations)
    let id = UUID().uuidString
    let isFresh = try folder.begin(id)
    var written: [String] = []
    do {
        // Files first: the rows that name them come all at once at the end.
        try backup.forEachFile { file, bytes in
            if !folder.holds(file) { written.append(file.path) }
            try folder.write(file, bytes)
            report(BackupProgress(step: .loading, part: file.path, rows: 0, bytes: file.bytes, isDone: true))
        }
        try await database.write { connection in
            guard try SchemaQueries(connection).isEmpty() else { throw BackupError.databaseNotEmpty }
            try fill(connection, from: backup, report)
            try SettingQueries(connection).set(RestoreFolder.settingKey, to: id)
        }
    } catch {
        // Where it can't be known whether the rows were kept, the files that they name stay.
        if (try? await database.read({ try SchemaQueries($0).isEmpty() })) == true {
            folder.undo(written, isFresh: isFresh)
        }
        throw error
    }
    folder.finish()
    // Everything is kept. Where this fails a line stays that names a mark which is gone.
    try? await database.write { try SettingQueries($0).remove(RestoreFolder.settingKey) }
}

private func fill(
    _ connection: any SQLConnection, from backup: BackupFile, _ report: @escaping BackupProgress.Report
) throws {
    let copy = TableCopy(connection)
    try copy.takeTime()
    try Migrations.migrator.build(backup.manifest.migrations, on: connection)
    let shapes = try SchemaQueries(connection).tables()
    let expected = Dictionary(backup.manifest.tables.map { ($0.name, $0) }) { first, _ in first }
    guard expected.count == shapes.count,
        shapes.allSatisfy({ expected[$0.name]?.columns == $0.columns.map(\.name) })
    else { throw BackupError.damaged(BackupManifest.entryName) }
    let filled = Set(try shapes.reversed().filter { try !copy.clear($0) }.map(\.name))
    let known = Dictionary(shapes.map { ($0.name, $0) }) { first, _ in first }
    try backup.forEachTable { table, lines in
        guard let shape = known[table.name] else { throw BackupError.damaged(table.name) }
        var loader = try RowLoader(shape, isFilled: filled.contains(table.name), connection)
        var bytes: Int64 = 0
        try lines { block in
            try loader.add(block)
            bytes += Int64(block.count)
            report(
                BackupProgress(step: .loading, part: table.name, rows: loader.rows, bytes: bytes, isDone: false))
        }
        try loader.finish()
        report(BackupProgress(step: .loading, part: table.name, rows: loader.rows, bytes: bytes, isDone: true))
    }
    for shape in shapes {
        let found = try TableDigest.walk(shape, connection, .comparing, report)
        guard found == expected[shape.name] else { throw BackupError.damaged(tableEntry(shape.name)) }
    }
}
