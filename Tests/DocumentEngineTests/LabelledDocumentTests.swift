// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Foundation
import Testing

@Suite("Invented documents against their labels") struct LabelledDocumentTests {
    @Test("Every text has a label and every label a text, which the label names")
    func folder() throws {
        let documents = try LabelledDocument.names(in: "documents", "txt")
        #expect(documents == (try LabelledDocument.names(in: "labels", "json")))
        #expect(documents.count >= 56)
        for document in LabelledDocument.all {
            #expect(try document.label().sourceFile == "documents/\(document.name).txt")
        }
    }

    @Test("The draft says what the label says, down to the floors", arguments: LabelledDocument.all)
    func label(_ document: LabelledDocument) throws {
        let source = try SourceText(text: String(contentsOf: document.text, encoding: .utf8), format: .text)
        let draft = DocumentReader().read(source)
        let score = try document.label().score(draft, of: source)
        for key in score.keys where !key.hasPrefix("crosswalk") {
            guard let value = score[key]?.figures.first?.value else { continue }
            let floor = LabelledDocument.floors[key] ?? 0.999
            #expect(value >= floor, "\(document.name) \(key): \(value) is below \(floor)")
        }
        #expect(validate(draft, against: source) == [])
    }

    @Test("Over all documents the kinds of elements are read as well as they were")
    func totals() throws {
        var total = PlanScore()
        for document in LabelledDocument.all {
            let source = try SourceText(text: String(contentsOf: document.text, encoding: .utf8), format: .text)
            total.add(try document.label().score(DocumentReader().read(source), of: source))
        }
        for (key, bar) in [("targets", 0.98), ("named", 0.88), ("obligations", 0.97)] {
            #expect(try #require(total[key]?.figures.first?.value) >= bar, "\(key)")
        }
    }
}

/// A text of the folder `Labelled` and what a person wrote down about it.
struct LabelledDocument: CustomTestStringConvertible {
    let name: String

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Labelled")
    var text: URL { Self.folder.appending(path: "documents/\(name).txt") }
    var testDescription: String { name }

    func label() throws -> PlanLabel {
        let file = Self.folder.appending(path: "labels/\(name).json")
        return try #require(PlanLabel(json: String(contentsOf: file, encoding: .utf8)))
    }

    static func names(in subfolder: String, _ kind: String) throws -> [String] {
        let files = try FileManager.default.contentsOfDirectory(
            at: folder.appending(path: subfolder), includingPropertiesForKeys: nil)
        return files.filter { $0.pathExtension == kind }.map { $0.deletingPathExtension().lastPathComponent }.sorted()
    }

    static let all = ((try? names(in: "documents", "txt")) ?? []).map(LabelledDocument.init)

    /// Kinds that aren't read whole in every document. A floor is raised when the reading improves.
    static let floors: [String: Double] = [
        "targets": 0.88, "named": 0.33, "obligations": 0.8, "sources.exact": 0.96,
    ]
}
