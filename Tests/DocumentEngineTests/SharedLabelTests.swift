// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Foundation
import Testing

@Suite(
    "Real documents against their labels",
    .enabled(if: !SampleDocument.shared.isEmpty, "the shared documents are not beside the repository"))
struct SharedLabelTests {
    /// What is read whole, and what isn't yet; a floor is raised when the reading improves.
    private static let floors = ["named": 0.74, "obligations": 0.9, "targets": 0.99]

    @Test("The draft says what the label says", arguments: SampleDocument.shared)
    func label(_ document: SampleDocument) throws {
        let source = try SourceText(text: String(contentsOf: document.text, encoding: .utf8), format: .text)
        let draft = DocumentReader().read(source)
        let label = try #require(PlanLabel(json: String(contentsOf: document.expected, encoding: .utf8)))
        let score = label.score(draft, of: source)
        for key in score.keys where !key.hasPrefix("crosswalk") {
            guard let value = score[key]?.figures.first?.value else { continue }
            #expect(value >= Self.floors[key] ?? 0.999, "\(document.name) \(key): \(value)")
        }
        #expect(validate(draft, against: source) == [])
    }

    @Test("The best clause of the national plan is found for nearly every task")
    func crosswalk() throws {
        let reference = try #require(SampleDocument.shared.first { $0.name == "national-work-plan" })
        let text = try String(contentsOf: reference.text, encoding: .utf8)
        let crosswalk = Crosswalk(reference: DocumentReader().read(SourceText(text: text, format: .text)))
        #expect(crosswalk.clauses.count == 18)
        var (real, invented) = (PlanScore(), PlanScore())
        for document in SampleDocument.shared where document.name != reference.name {
            let source = try SourceText(text: String(contentsOf: document.text, encoding: .utf8), format: .text)
            let label = try #require(PlanLabel(json: String(contentsOf: document.expected, encoding: .utf8)))
            real.add(label.score(crosswalk.linked(DocumentReader().read(source)), of: source))
        }
        for document in LabelledDocument.all {
            let source = try SourceText(text: String(contentsOf: document.text, encoding: .utf8), format: .text)
            invented.add(try document.label().score(crosswalk.linked(DocumentReader().read(source)), of: source))
        }
        #expect(try #require(real["crosswalk.best"]?.figures.first?.value) >= 0.965)
        #expect(try #require(invented["crosswalk.best"]?.figures.first?.value) >= 0.94)
    }
}
