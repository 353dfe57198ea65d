// SPDX-License-Identifier: Apache-2.0
import Foundation
import PostgresDriver
import SQLCore
import SQLiteDriver

/// The database that the settings name, opened but not migrated. Throws `DatabaseAddressError` or `SQLError`.
func openDatabase(_ settings: Settings) async throws -> any SQLDatabase {
    let configuration = PoolConfiguration(
        maximumConnections: settings.databaseConnections, usesAccelerators: !settings.usesPlainDatabase)
    switch try DatabaseAddress(settings.database) {
    case .sqlite(let path):
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return try SQLiteDatabase(path: path, configuration: configuration)
    case .postgres(let url):
        return try await PostgresDatabase(url: url, configuration: configuration)
    }
}

/// An address of a database with its password hidden; text that is no address is hidden whole.
package func hideSecret(_ text: String) -> String {
    text.isEmpty ? text : (try? DatabaseAddress(text).redacted) ?? "***"
}
