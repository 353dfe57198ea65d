// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Logging
import Synchronization
import UseCases

/// What every page needs: the operations, the templates, the words and the settings.
final class Site: Sendable {
    let useCases: UseCases
    let messages: MessageCatalogue
    let settings: WebSettings
    let assets: Assets
    let templates: Templates
    let logger: Logger
    let doors: RateLimit
    /// The document of the API in each language; empty where the program has none.
    let reference: [Language: OpenAPIDocument]
    private let directory: NationalDirectory
    private let isSetUp = Mutex(false)

    init(
        useCases: UseCases, messages: MessageCatalogue, settings: WebSettings, reference: [Language: [UInt8]],
        logger: Logger
    ) throws {
        self.reference = try reference.mapValues { try OpenAPIDocument($0) }
        (self.useCases, self.messages, self.settings, self.logger) = (useCases, messages, settings, logger)
        doors = RateLimit("door", perMinute: settings.doorRequestsPerAddress, now: useCases.surroundings.now)
        directory = try NationalDirectory()
        assets = try Assets(logger: logger)
        templates = try Templates(messages: messages, assets: assets)
    }

    func phrases(_ language: Language) -> Phrases {
        Phrases(messages: messages, directory: directory, language: language)
    }

    /// Whether set-up is still to be done. Once it is done the database is asked no more, unless `askingAnew`.
    func needsSetUp(askingAnew: Bool = false) async throws -> Bool {
        if !askingAnew, isSetUp.withLock({ $0 }) { return false }
        let needed = try await useCases.needsSetUp()
        isSetUp.withLock { $0 = !needed }
        return needed
    }
}
