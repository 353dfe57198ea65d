// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Foundation
import Testing

@Suite("Real documents against their labels") struct SharedLabelTests {
    @Test(
        "The draft says what the label says",
        .enabled(if: !SampleDocument.shared.isEmpty, "the shared documents are not beside the repository"),
        arguments: SampleDocument.shared)
    func label(_ document: SampleDocument) throws {
        let source = try SourceText(text: String(contentsOf: document.text, encoding: .utf8), format: .text)
        let draft = DocumentReader().read(source)
        let found = draft.rows
        for (key, expected) in try PlanLabel(document.expected).rows {
            // A conjunction that scanning turned into an English word is doubted, not mended: two measures differ.
            let bar = key == .measures ? 0.98 : 1
            #expect(score(expected, found[key] ?? []) >= bar, "\(document.name) \(key)")
        }
        #expect(validate(draft, against: source) == [])
    }
}
