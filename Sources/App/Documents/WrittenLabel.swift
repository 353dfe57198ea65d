// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Foundation

/// A label with the text that it is about, as `jiedui label` writes them.
package struct WrittenLabel: Sendable {
    /// Of both files, without an ending.
    package let name: String
    package let json: String
    /// The document's text without persons; nil where it isn't known.
    package let text: String?

    /// Writes `labels/NAME.json` and `documents/NAME.txt` into a folder, which `jiedui evaluate FOLDER/labels` reads.
    package func write(to folder: String) throws {
        try writeFile([UInt8](json.utf8), to: folder + "/labels/\(name).json")
        if let text { try writeFile([UInt8](text.utf8), to: folder + "/documents/\(name).txt") }
    }
}

/// A document of which no label may be written.
struct WithheldError: Error {
    let reason: WithheldReason
}

extension Reading {
    /// The label of a file: of a draft as `jiedui parse --format json` prints it and somebody corrected it, or of what
    /// is read in a document. `text` is the file of the document that a draft is of.
    ///
    /// Throws where the file is neither, or nothing of the document may go out.
    package func label(_ file: String, text: String?) async throws -> WrittenLabel {
        let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
        if let json = try? String(contentsOfFile: file, encoding: .utf8), json.drop(while: \.isWhitespace).first == "{"
        {
            let draft = try PlanDraft(json: json)
            let source = if let text { try await self.draft(text).source } else { SourceText?.none }
            return try label(draft, source, name: name)
        }
        let (source, draft) = try await self.draft(file)
        return try label(draft, source, name: name)
    }

    private func label(_ draft: PlanDraft, _ source: SourceText?, name: String) throws -> WrittenLabel {
        if let reason = withheldReason(source ?? SourceText(text: "", format: .text), draft) {
            throw WithheldError(reason: reason)
        }
        return WrittenLabel(
            name: name, json: draft.labelJSON(sourceFile: "documents/\(name).txt", source: source),
            text: source.map { hidingPersons($0.text) })
    }
}
