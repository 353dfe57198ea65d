// SPDX-License-Identifier: Apache-2.0
import Domain

extension Pairing {
    /// Both parties in one line.
    func label(in language: Language) -> String {
        oldArea.label(in: language) + " – " + eastern.label(in: language)
    }

    /// The names of the two parties as a sentence's subject, for titles.
    func party(_ side: Side, in language: Language) -> String { party(side).label(in: language) }
}

extension PairingParty {
    func label(in language: Language) -> String { language == .chinese || romanised.isEmpty ? name : romanised }
}

extension Division {
    func label(in language: Language) -> String { language == .chinese ? name : romanised }
}
