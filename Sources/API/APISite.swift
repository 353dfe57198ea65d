// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Synchronization
import UseCases

/// What every operation needs: the use cases, the words, the settings and the counts of requests.
final class APISite: Sendable {
    let useCases: UseCases
    let messages: MessageCatalogue
    let settings: APISettings
    let byAddress: RateLimit
    let byToken: RateLimit
    private let documents: [Language: [UInt8]]

    init(useCases: UseCases, messages: MessageCatalogue, settings: APISettings) {
        (self.useCases, self.messages, self.settings) = (useCases, messages, settings)
        let now = useCases.surroundings.now
        byAddress = RateLimit("address", perMinute: settings.requestsPerAddress, now: now)
        byToken = RateLimit("token", perMinute: settings.requestsPerToken, now: now)
        documents = Dictionary(
            uniqueKeysWithValues: Language.allCases.map { language in
                (language, writeDocument(messages, language, settings).bytes)
            })
    }

    func document(_ language: Language) -> [UInt8] { documents[language] ?? [] }
}
