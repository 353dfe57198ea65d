// SPDX-License-Identifier: Apache-2.0
import Foundation
import PostgresDriver
package import SQLCore
import SQLiteDriver
import Storage
package import Testing

/// The engines on which every storage test runs: `@Test(arguments: TestEngine.allCases)`.
///
/// The server's address is in `JIEDUI_TEST_POSTGRES` (scripts/postgres-test.sh prints one); without it the cases that
/// need a server are skipped and say so.
package enum TestEngine: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite = "SQLite"
    case postgres = "PostgreSQL"
    case plainPostgres = "PostgreSQL without accelerators"

    /// For features that leave searching to others: a server without accelerators runs the same statements for them.
    package static let both: [TestEngine] = [.sqlite, .postgres]

    package var testDescription: String { rawValue }

    /// Gives `body` a fresh database with the newest schema (an empty one where `isMigrated` is false) and removes it
    /// afterwards.
    package func withDatabase<Result>(
        isMigrated: Bool = true, connections: Int = 4, _ body: (any SQLDatabase) async throws -> Result
    ) async throws -> Result {
        try await withPlace(isMigrated: isMigrated) { place in
            let database = try await place.open(connections: connections)
            do {
                let result = try await body(database)
                await database.close()
                return result
            } catch {
                await database.close()
                throw error
            }
        }
    }

    /// Gives `body` the place of a fresh database, which it may open as often as it likes.
    package func withPlace<Result>(
        isMigrated: Bool = true, _ body: (TestPlace) async throws -> Result
    ) async throws -> Result {
        switch self {
        case .sqlite: try await TestPlace.withFile(isMigrated: isMigrated, body)
        case .postgres, .plainPostgres:
            try await TestPlace.withSchema(
                at: try server(), usesAccelerators: self == .postgres, isMigrated: isMigrated, body)
        }
    }

    /// Whether the cases that need a server can run.
    package static var hasServer: Bool { url != nil }

    /// Why they can't where `hasServer` is false.
    package static let howToHaveServer: Comment =
        "JIEDUI_TEST_POSTGRES is not set: scripts/postgres-test.sh start prints an address"

    private static var url: String? {
        guard let url = ProcessInfo.processInfo.environment["JIEDUI_TEST_POSTGRES"], !url.isEmpty else { return nil }
        return url
    }

    private func server() throws -> String {
        guard let url = Self.url else { try Test.cancel(Self.howToHaveServer) }
        return url
    }
}
