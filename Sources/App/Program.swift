// SPDX-License-Identifier: Apache-2.0
package import Definitions
package import Domain
package import SQLCore
package import UseCases
import Foundation
import Storage

/// The program with its database open and migrated: what the commands and the server work with.
package struct Program: Sendable {
    package let settings: Settings
    package let database: any SQLDatabase
    package let useCases: UseCases
    package let messages: MessageCatalogue
    package let language: Language

    /// Opens and migrates the database and fills in the directory of pairings.
    ///
    /// `installs`: takes new definitions of registers into use, which only who serves them does: a program that already
    /// runs beside would go on counting by the old ones.
    package static func open(_ settings: Settings, installs: Bool = false) async throws -> Program {
        let messages = try MessageCatalogue()
        try FileManager.default.createDirectory(
            atPath: settings.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let database = try await openDatabase(settings)
        do {
            try await RestoreFolder(settings.data).checkFinished(database)
            let useCases = UseCases(database: database, surroundings: try makeSurroundings(settings))
            _ = try await Migrations.migrator.migrate(database, now: useCases.surroundings.now().milliseconds)
            try await useCases.chainOldRecord()
            try await useCases.fillDirectory()
            try await useCases.requireDefinitions()
            if installs { _ = try await useCases.installLedgers() }
            try await useCases.citeOldDocuments()
            return Program(
                settings: settings, database: database, useCases: useCases, messages: messages,
                language: terminalLanguage())
        } catch {
            await database.close()
            throw error
        }
    }

    package func close() async { await database.close() }

    /// The number of the newest migration.
    package var schemaNumber: Int { Migrations.all.count }

    /// A sentence of the catalogue in the terminal's language.
    package func say(_ key: String, _ arguments: [String: String] = [:]) -> String {
        messages.text(key, language, arguments)
    }

    /// What went wrong, in the terminal's language.
    package func sentence(_ error: any Error) -> String { errorSentence(error, messages, language) }

    /// The same before the program is open.
    package static func sentence(_ error: any Error) -> String {
        guard let messages = try? MessageCatalogue() else { return String(describing: error) }
        return errorSentence(error, messages, terminalLanguage())
    }
}
