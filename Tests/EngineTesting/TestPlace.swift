// SPDX-License-Identifier: Apache-2.0
import Foundation
import PostgresDriver
package import SQLCore
import SQLiteDriver
import Storage

/// Where one test's database lies.
package struct TestPlace: Sendable {
    /// The file, or the address of the server with the test's own schema.
    package let address: DatabaseAddress
    package let usesAccelerators: Bool

    /// Opens the database once more, as another process would.
    package func open(connections: Int = 4, statementTimeout: Int = 30_000) async throws -> any SQLDatabase {
        let configuration = PoolConfiguration(
            maximumConnections: connections, statementTimeout: statementTimeout, usesAccelerators: usesAccelerators)
        switch address {
        case .sqlite(let path): return try SQLiteDatabase(path: path, configuration: configuration)
        case .postgres(let url): return try await PostgresDatabase(url: url, configuration: configuration)
        }
    }

    static func withFile<Result>(
        isMigrated: Bool, _ body: (TestPlace) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jiedui-test-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "jiedui.sqlite")
        if isMigrated { try FileManager.default.copyItem(at: try await MigratedFile.shared.file(), to: file) }
        return try await body(TestPlace(address: .sqlite(path: file.path()), usesAccelerators: true))
    }

    static func withSchema<Result>(
        at server: String, usesAccelerators: Bool, isMigrated: Bool, _ body: (TestPlace) async throws -> Result
    ) async throws -> Result {
        await ServerSlots.shared.take()
        let outcome: Swift.Result<Result, any Error>
        do {
            outcome = .success(try await useSchema(at: server, usesAccelerators, isMigrated: isMigrated, body))
        } catch {
            outcome = .failure(error)
        }
        await ServerSlots.shared.giveBack()
        return try outcome.get()
    }

    private static func useSchema<Result>(
        at server: String, _ usesAccelerators: Bool, isMigrated: Bool, _ body: (TestPlace) async throws -> Result
    ) async throws -> Result {
        let schema = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        let owner = try await PostgresDatabase(url: server, configuration: PoolConfiguration(maximumConnections: 1))
        try await owner.write { try $0.run("CREATE SCHEMA \(schema)") }
        let separator = server.contains("?") ? "&" : "?"
        let place = TestPlace(
            address: .postgres(url: server + separator + "options=-csearch_path%3D" + schema),
            usesAccelerators: usesAccelerators)
        let outcome: Swift.Result<Result, any Error>
        do {
            if isMigrated { try await place.migrate() }
            outcome = .success(try await body(place))
        } catch {
            outcome = .failure(error)
        }
        try await owner.write { try $0.run("DROP SCHEMA \(schema) CASCADE") }
        await owner.close()
        return try outcome.get()
    }

    private func migrate() async throws {
        let database = try await open(connections: 1)
        _ = try await Migrations.migrator.migrate(database, now: 0)
        await database.close()
    }
}

/// An SQLite file with the newest schema, made once and copied for each test.
///
/// It is kept for the next run under a name that changes with the schema.
private actor MigratedFile {
    static let shared = MigratedFile()
    private var making: Task<URL, any Error>?

    func file() async throws -> URL {
        if let making { return try await making.value }
        let task = Task { try await make() }
        making = task
        return try await task.value
    }

    private func make() async throws -> URL {
        let folder = FileManager.default.temporaryDirectory
        let schema = Migration(1, "schema", Migrations.all.flatMap(\.statements)).checksum
        let file = folder.appending(path: "jiedui-test-schema-\(schema).sqlite")
        if FileManager.default.fileExists(atPath: file.path()) { return file }
        let draft = folder.appending(path: "jiedui-test-\(UUID()).sqlite")
        let database = try SQLiteDatabase(path: draft.path())
        _ = try await Migrations.migrator.migrate(database, now: 0)
        await database.close()
        // Another run may have been quicker: both made the same.
        if rename(draft.path(), file.path()) != 0 { try FileManager.default.removeItem(at: draft) }
        return file
    }
}
