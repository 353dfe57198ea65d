// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain

/// The sentences in one language, for view models.
struct Phrases: Sendable {
    let messages: MessageCatalogue
    let directory: NationalDirectory
    let language: Language

    /// The sentence of `key`; the key itself where the catalogue lacks it, so that nothing is hidden.
    func callAsFunction(_ key: String, _ arguments: [String: String] = [:]) -> String {
        messages.text(key, language, arguments)
    }

    /// The sentence of `key`, or `fallback` where the catalogue lacks it: for names that come from data.
    func callAsFunction(_ key: String, or fallback: String) -> String { find(key) ?? fallback }

    /// The name of a base region, which data hold in Chinese.
    func region(_ name: String) -> String { language == .chinese ? name : directory.regionInEnglish(name) }

    /// The sentence of `key`, or nil where the catalogue lacks it.
    func find(_ key: String) -> String? {
        let sentence = messages.text(key, language)
        return sentence == key ? nil : sentence
    }
}
