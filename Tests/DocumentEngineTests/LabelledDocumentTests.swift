// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Foundation
import Testing

@Suite("Invented documents against their labels") struct LabelledDocumentTests {
    @Test("Every text has a label and every label a text")
    func folder() throws {
        let documents = try LabelledDocument.names(in: "documents", "txt")
        #expect(documents == (try LabelledDocument.names(in: "labels", "json")))
        #expect(documents.count >= 12)
        #expect(Set(LabelledDocument.floors.keys).isSubset(of: documents))
    }

    @Test("The draft says what the label says, down to the floors", arguments: LabelledDocument.all)
    func label(_ document: LabelledDocument) throws {
        let source = try SourceText(text: String(contentsOf: document.text, encoding: .utf8), format: .text)
        let draft = DocumentReader().read(source)
        let found = draft.rows
        for (key, expected) in try PlanLabel(document.label).rows {
            let reached = score(expected, found[key] ?? [])
            let floor = document.floor(key)
            #expect(reached >= floor, "\(document.name) \(key.rawValue): \(reached) is below \(floor)")
        }
        #expect(validate(draft, against: source) == [])
    }
}

/// A text of the folder `Labelled` and what a person wrote down about it.
struct LabelledDocument: CustomTestStringConvertible {
    let name: String

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Labelled")
    var text: URL { Self.folder.appending(path: "documents/\(name).txt") }
    var label: URL { Self.folder.appending(path: "labels/\(name).json") }
    var testDescription: String { name }

    static func names(in subfolder: String, _ kind: String) throws -> [String] {
        let files = try FileManager.default.contentsOfDirectory(
            at: folder.appending(path: subfolder), includingPropertiesForKeys: nil)
        return files.filter { $0.pathExtension == kind }.map { $0.deletingPathExtension().lastPathComponent }.sorted()
    }

    static let all = ((try? names(in: "documents", "txt")) ?? []).map(LabelledDocument.init)

    func floor(_ key: PlanKey) -> Double { Self.floors[name]?[key] ?? 1 }

    /// What isn't read whole yet; every other key of every document is. A floor is raised when the reading improves.
    static let floors: [String: [PlanKey: Double]] = [
        "brackets-and-widths-mixed": [.overall: 0.66, .printedUnits: 0.95, .resolvedUnits: 0.95],
        "lead-ins-and-districts": [.resolvedUnits: 0.85],
        "lists-in-several-lines": [.resolvedUnits: 0.85],
        "notice-contents-running-heads": [.issuedOn: 0],
        "numbers-go-on-in-safeguards": [.measures: 0.9, .resolvedUnits: 0.84, .safeguards: 0, .tasks: 0.42],
        "prefecture-and-municipality": [.resolvedUnits: 0.72],
        "region-chapters-and-boxes": [.resolvedUnits: 0.85],
        "scanned-spaced-titles": [.measures: 0.78, .printedUnits: 0.78, .tasks: 0.78],
        "stages-and-two-task-chapters": [.areas: 0.88, .measures: 0.86, .tasks: 0.84],
        "tasks-counted-through": [.areas: 0.9, .measures: 0.98, .overall: 0.88, .tasks: 0.96],
        "unit-line-alone": [.period: 0],
        "web-page-eastern-first": [.issuers: 0.5, .number: 0, .printedUnits: 0.91, .resolvedUnits: 0.92],
    ]
}
