// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Foundation
import Testing

@Suite("Drafts of the invented documents") struct GoldenDraftTests {
    @Test("At least two samples are found") func samples() {
        #expect(SampleDocument.invented.count >= 2)
    }

    @Test("The draft is the one that was reviewed", arguments: SampleDocument.invented)
    func golden(_ sample: SampleDocument) throws {
        let source = try SourceText(text: String(contentsOf: sample.text, encoding: .utf8), format: .text)
        let json = DocumentReader().read(source).json(pretty: true) + "\n"
        if ProcessInfo.processInfo.environment["JIEDUI_REWRITE_GOLDENS"] == "1" {
            try json.write(to: sample.expected, atomically: true, encoding: .utf8)
        }
        let golden = try String(contentsOf: sample.expected, encoding: .utf8)
        #expect(json == golden, "\(firstDifference(json, golden))")
    }

    @Test("Every source holds what was read from it", arguments: SampleDocument.invented)
    func sources(_ sample: SampleDocument) throws {
        let source = try SourceText(text: String(contentsOf: sample.text, encoding: .utf8), format: .text)
        #expect(validate(DocumentReader().read(source), against: source) == [])
    }

    @Test("The draft survives being stored", arguments: SampleDocument.invented)
    func stored(_ sample: SampleDocument) throws {
        let source = try SourceText(text: String(contentsOf: sample.text, encoding: .utf8), format: .text)
        let draft = DocumentReader().read(source)
        #expect(try PlanDraft(json: draft.json()) == draft)
    }

    private func firstDifference(_ left: String, _ right: String) -> String {
        let (left, right) = (left.split(separator: "\n"), right.split(separator: "\n"))
        guard let line = zip(left, right).enumerated().first(where: { $0.element.0 != $0.element.1 }) else {
            return "one is longer"
        }
        return "line \(line.offset + 1): \(line.element.0) instead of \(line.element.1)"
    }
}
