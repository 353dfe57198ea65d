// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Testing

@Suite("Sentences of doubts") struct DoubtMessageTests {
    @Test("Every doubt has a sentence in both languages", arguments: DoubtCode.allCases, Language.allCases)
    func sentences(_ code: DoubtCode, _ language: Language) throws {
        let key = "diagnostic." + code.rawValue
        let sentence = try MessageCatalogue().text(key, language)
        #expect(sentence != key && !sentence.isEmpty)
        #expect((1...40).contains(code.weight))
    }
}
