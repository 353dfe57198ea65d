// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
package import Domain
import Extraction
import Foundation
import SQLCore
import Storage

/// What became of a file that was handed in.
package struct TakenDocument: Sendable {
    package let draft: Draft
    /// False where the draft of the same bytes was open already, whatever the file is called this time.
    package let isNew: Bool
}

extension UseCases {
    /// Reads an uploaded file (already on disk at `path`, deleted by the caller afterwards) and opens a draft of it.
    /// The same file once more gives the draft that is open already.
    ///
    /// Throws `ExtractionError` for a file that cannot be read, conflict for a secrecy mark; nothing is stored then.
    package func uploadDocument(_ caller: Caller, path: String, fileName: String, pairing: String) async throws -> Draft
    {
        try await takeDocument(caller, path: path, fileName: fileName, pairing: pairing).draft
    }

    /// The same, and says whether the draft was there before.
    package func takeDocument(
        _ caller: Caller, path: String, fileName: String, pairing: String
    ) async throws -> TakenDocument {
        try await takeDocument(caller, path: path, fileName: fileName, pairing: pairing, isDemo: false)
    }

    func takeDocument(
        _ caller: Caller, path: String, fileName: String, pairing: String, isDemo: Bool
    ) async throws -> TakenDocument {
        let home = try await database.read { try uploadTarget(pairing, caller, $0) }
        let files = files
        let turn = surroundings.random().0
        let digest: (hash: String, size: Int64)
        do {
            digest = try await withoutBlocking(turn: turn) { try files.digest(of: path) }
        } catch {
            throw ExtractionError.unreadable(name: fileName)
        }
        if let draft = try await database.read({ try openDraft(hash: digest.hash, home.id, $0) }) {
            return TakenDocument(draft: draft, isNew: false)
        }
        let source: SourceText
        do {
            source = try await surroundings.extractor.extract(file: URL(filePath: path), named: fileName)
        } catch {
            if error != .cancelled { try await recordRefusedFile(caller, digest, home.id, reason: "document.notRead") }
            throw error
        }
        guard secrecyMark(in: source) == nil else {
            try await recordRefusedFile(caller, digest, home.id, reason: "document.secrecyMark")
            throw UseCaseError("document", .conflict(reason: "document.secrecyMark"))
        }
        let plan = try await withoutBlocking(turn: turn) { DocumentReader().read(source) }
        try await files.keep(path, hash: digest.hash, turn: turn)
        let now = surroundings.now()
        let document = Document(
            id: surroundings.identifier(), fileName: Self.printable(fileName), format: source.format,
            size: digest.size, hash: digest.hash, pairing: home.id, title: plan.document.title,
            documentNumber: plan.document.documentNumber, uploadedAt: now, uploadedBy: caller.userID)
        let draft = Draft(
            id: surroundings.identifier(), document: document.id, pairing: home.id, state: .open, revision: 1,
            plan: plan, changedAt: now, changedBy: caller.name)
        let citations = try await withoutBlocking(turn: turn) { readCitations(source) }
        return try await store(draft, document, source, citations, pairing, caller, isDemo: isDemo)
    }

    /// Records that a file was refused for what it holds: by its hash, because even the name of a file that is marked as
    /// secret has no place here.
    private func recordRefusedFile(
        _ caller: Caller, _ file: (hash: String, size: Int64), _ pairing: Identifier<Pairing>, reason: String
    ) async throws {
        try await write { connection in
            try record(
                connection, caller, "refuse", .document(hash: file.hash, pairing), after: ["size": String(file.size)],
                result: .refused, reason: reason)
        }
    }

    /// Adds the rows of an upload in one transaction. A file that another upload has brought meanwhile stays one
    /// document.
    private func store(
        _ draft: Draft, _ document: Document, _ source: SourceText, _ citations: [CitedDocument], _ pairing: String,
        _ caller: Caller, isDemo: Bool
    ) async throws -> TakenDocument {
        try await write(caller) { connection in
            let home = try uploadTarget(pairing, caller, connection)
            // Two uploads of one file wait for each other here; the second finds what the first has made.
            try PairingQueries(connection).lock(home.id)
            if let present = try openDraft(hash: document.hash, home.id, connection) {
                return TakenDocument(draft: present, isNew: false)
            }
            let documents = DocumentQueries(connection)
            var draft = draft
            try fillSpellings(into: &draft.plan, of: home, connection)
            if let known = try documents.find(hash: document.hash, in: home.id) {
                draft = Draft(
                    id: draft.id, document: known.id, pairing: home.id, state: .open, revision: 1, plan: draft.plan,
                    changedAt: draft.changedAt, changedBy: draft.changedBy)
            } else {
                try documents.insert(document, source, isDemo: isDemo)
                try CitationQueries(connection).write(
                    citations.map { CitationRecord($0, in: draft.plan, of: document.id) }, of: document.id,
                    titleKey: document.title.map(documentKey), numberKey: document.documentNumber.map(documentKey))
                try record(
                    connection, caller, "upload", .document(document.id, home.id),
                    after: [
                        "fileName": document.fileName, "sha256": document.hash, "size": String(document.size),
                        "title": document.title,
                    ])
            }
            var held = DraftRecord(draft, of: home)
            held.holder = caller.userID
            try DraftQueries(connection).insert(held, reader: DocumentReader.version, isDemo: isDemo)
            try record(
                connection, caller, "open", .draft(draft.id, home.id),
                after: ["document": draft.document.text])
            return TakenDocument(draft: draft, isNew: true)
        }
    }

    private func uploadTarget(_ code: String, _ caller: Caller, _ connection: any SQLConnection) throws -> Pairing {
        guard let pairing = try PairingQueries(connection).find(code: code) else {
            throw UseCaseError("pairing", .notFound)
        }
        let object = try ruleObject(pairing.id, connection, "pairing")
        try caller.require(.uploadDocument, on: object, "pairing", knowing: .readDirectory)
        return pairing
    }

    private func openDraft(
        hash: String, _ pairing: Identifier<Pairing>, _ connection: any SQLConnection
    ) throws -> Draft? {
        guard let document = try DocumentQueries(connection).find(hash: hash, in: pairing) else { return nil }
        return try DraftQueries(connection).open(of: document.id).map { try Draft($0) }
    }

    /// A file's name without folders and without what can't be printed, at most 200 characters.
    private static func printable(_ fileName: String) -> String {
        let last = fileName.split { $0 == "/" || $0 == "\\" }.last ?? ""
        let shown = last.filter { character in
            character.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{7F}" }
        }
        return shown.isEmpty ? "document" : String(shown.suffix(200))
    }
}
