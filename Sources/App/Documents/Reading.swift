// SPDX-License-Identifier: Apache-2.0
import Definitions
import DocumentEngine
import Domain
import Extraction
import Foundation
import OfficeFiles
import Reports

/// How `jiedui parse` prints a document's structure.
package enum DraftFormat: String, CaseIterable, Sendable {
    case tree, json, csv, xlsx

    /// The ending of a file in this format.
    var ending: String { self == .tree ? "txt" : rawValue }
}

/// The endings of the files that can be read.
package let readableEndings: Set<String> = [
    "txt", "docx", "doc", "wps", "odt", "rtf", "pdf", "ofd", "html", "htm", "png", "jpg", "jpeg", "tif", "tiff",
]

/// Reads documents without a database: what `jiedui parse` does.
package struct Reading: Sendable {
    let extractor: Extractor
    let messages: MessageCatalogue
    let language: Language
    /// The plan to whose clauses tasks are linked.
    private var reference: Crosswalk?

    /// Throws where the program's own catalogues are damaged.
    package init(_ settings: Settings) throws {
        extractor = makeExtractor(settings)
        messages = try MessageCatalogue()
        language = terminalLanguage()
    }

    /// The structure of the document as the bytes of a file in `format`. `-` reads standard input.
    package func read(_ file: String, format: DraftFormat, onOneLine: Bool) async throws -> [UInt8] {
        let draft = try await draft(file).draft
        switch format {
        case .tree: return [UInt8](DraftOutline(draft, words: words).text.utf8)
        case .json: return [UInt8]((draft.json(pretty: !onOneLine, messages: sentence) + "\n").utf8)
        case .csv: return writeCSV(TaskTable(draft, headings: headings(draft)).sheet)
        case .xlsx: return try writeXLSX([TaskTable(draft, headings: headings(draft)).sheet])
        }
    }

    /// The same, and each task names the clauses of the plan in `file` that it carries out. Throws where the file holds
    /// no plan.
    package func linking(to file: String) async throws -> Reading {
        let crosswalk = Crosswalk(reference: try await draft(file).draft)
        guard !crosswalk.clauses.isEmpty else { throw ReferenceError(file: file) }
        var reading = self
        reading.reference = crosswalk
        return reading
    }

    /// A document's text and what the reader finds in it. Throws where the file can't be read or is marked as secret.
    func draft(_ file: String) async throws -> (source: SourceText, draft: PlanDraft) {
        let source = try await source(of: file)
        let draft = DocumentReader().read(source)
        return (source, reference?.linked(draft) ?? draft)
    }

    /// A document's text. Throws where the file can't be read or is marked as secret.
    func source(of file: String) async throws -> SourceText {
        let source =
            file == "-"
            ? try await extractor.extract(
                bytes: [UInt8](FileHandle.standardInput.readDataToEndOfFile()), named: "stdin")
            : try await extractor.extract(
                file: URL(fileURLWithPath: file), named: URL(fileURLWithPath: file).lastPathComponent)
        if secrecyMark(in: source) != nil { throw SecrecyError() }
        return source
    }

    /// What went wrong, in the terminal's language.
    package func sentence(_ error: any Error) -> String { errorSentence(error, messages, language) }

    private var words: DraftOutline.Words {
        func text(_ key: String) -> String { messages.text("cli.outline." + key, language) }
        return DraftOutline.Words(
            untitled: text("untitled"), number: text("number"), period: text("period"), overall: text("overall"),
            safeguards: text("safeguards"), units: text("units"), lead: text("lead"), cooperate: text("cooperate"),
            uncertain: text("uncertain"), warnings: text("warnings"), sentence: sentence)
    }

    private func headings(_ draft: PlanDraft) -> TaskTable.Headings {
        func units(_ place: String) -> String { messages.text("report.units", language, ["place": place]) }
        let pair = draft.document.pairs.first
        return TaskTable.Headings(
            title: messages.text("report.tasks", language),
            oldArea: units(pair?.oldArea ?? messages.text("report.side.oldArea", language)),
            eastern: units(pair?.eastern ?? messages.text("report.side.eastern", language)),
            column: { [messages, language] in messages.text($0, language) })
    }

    @Sendable private func sentence(_ diagnostic: Diagnostic) -> String {
        messages.text("diagnostic." + diagnostic.code, language, diagnostic.arguments.byKey)
    }
}

/// A document that was to be a reference plan and has no tasks.
struct ReferenceError: Error {
    let file: String
}
