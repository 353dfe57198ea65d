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
    static let floors: [String: [PlanKey: Double]] = [:]
}
