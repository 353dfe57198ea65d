// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

let documentShape = Shape<DocumentListing>(
    "Document",
    [
        .identifier("id") { $0.document.id.text }, .text("pairing") { $0.pairingCode },
        .text("fileName") { $0.document.fileName }, .word("format") { $0.document.format },
        .init("size", .count) { .whole(Int($0.document.size)) }, .text("sha256") { $0.document.hash },
        .optionalText("title") { $0.document.title }, .optionalText("documentNumber") { $0.document.documentNumber },
        .moment("uploadedAt") { $0.document.uploadedAt }, .text("uploadedBy") { $0.uploadedBy },
        .optionalIdentifier("draft") { $0.draft?.text },
        .init("draftState", draftStateSchema.nullable) { .optional($0.draftState?.rawValue) },
        .count("warnings") { $0.warnings },
    ])

let draftStateSchema = Schema(.word(["open", "adopted", "discarded"]))

let documentTextSchema = Schema.object(.init("text", .text)).named("DocumentText")

extension APIOperation {
    var documentDeclaration: Declaration {
        switch self {
        case .listDocuments:
            .list("/api/v1/documents", .readDraft, documentShape.schema)
        case .uploadDocument:
            Declaration.create(
                "/api/v1/documents", .uploadDocument,
                .upload([.optional("pairing", Schema(.text(0...100, .anyLine)))]), .made(draftDetailShape.schema)
            )
            .orFound
            .links(
                .init(operation: .showDraft, parameters: [("id", "$response.body#/id")]),
                .init(
                    operation: .correctDraft,
                    parameters: [("id", "$response.body#/id"), ("header.If-Match", "$response.header.ETag")]),
                .init(
                    operation: .adoptDraft,
                    parameters: [("id", "$response.body#/id"), ("header.If-Match", "$response.header.ETag")]),
                .init(operation: .showDocument, parameters: [("id", "$response.body#/document")]))
        case .showDocument: .get("/api/v1/documents/{id}", .readDraft, .object(documentShape.schema))
        case .readDocumentText: .get("/api/v1/documents/{id}/text", .readDraft, .object(documentTextSchema))
        case .downloadDocument: .get("/api/v1/documents/{id}/file", .readDraft, .file([.bytes]))
        default: .get("/api/v1/documents/{id}/pages/{page}", .readDraft, .file([.png]))
        }
    }
}

/// The documents that were handed in, newest first.
func listDocuments(_ call: Call) async throws -> Reply {
    let (useCases, caller) = (call.useCases, try call.caller)
    return try await answerList(call, documentShape) { after, limit in
        try await useCases.documents(caller, after: after, limit: limit)
    }
}

/// Takes a document in and has it read; answers its draft. The same bytes once more, under whatever name and key, give
/// the draft that is open already, as on the page: 200 then instead of 201.
func uploadDocument(_ call: Call) async throws -> Reply {
    guard let file = call.upload else { throw Problem(.invalid) }
    let taken = try await call.useCases.takeDocument(
        call.caller, path: file.path, fileName: file.name, pairing: try await pairing(of: call))
    let draft = taken.draft
    let detail = try await call.useCases.draft(call.caller, id: draft.id.text)
    var reply = Reply.created(
        draftDetailShape.json(detail), at: APIOperation.showDraft.path(draft.id.text),
        tag: EntityTag(revision: detail.draft.revision))
    if !taken.isNew { reply.status = .ok }
    return reply
}

/// The pairing that the form names, else the only one on which the caller may work.
private func pairing(of call: Call) async throws -> String {
    if let code = call.body["pairing"]?.text, !code.isEmpty { return code }
    let workable = try await call.useCases.workablePairings(call.caller)
    guard let first = workable.first else { throw Problem(.forbidden) }
    guard workable.count == 1 else {
        throw UseCaseError(
            "document", .invalid([ValidationFailure(field: "pairing", message: "field.pairingOpen")]))
    }
    return first.code
}

/// A document and where it stands.
func showDocument(_ call: Call) async throws -> Reply {
    .json(documentShape.json(try await call.useCases.document(call.caller, id: call.value("id"))))
}

/// The text of a document as it was read; the places in its draft count its Unicode scalars.
func readDocumentText(_ call: Call) async throws -> Reply {
    let text = try await call.useCases.documentText(call.caller, id: call.value("id"))
    return .json(["text": .text(text)])
}

/// The file as it was handed in.
func downloadDocument(_ call: Call) async throws -> Reply {
    let (path, document) = try await call.useCases.originalFile(call.caller, document: call.value("id"))
    let body = try fileBody(path)
    return Reply(
        body: .stream(body, type: MediaType.bytes.rawValue), tag: EntityTag(value: document.hash),
        fileName: document.fileName)
}

/// A page of a document with a fixed layout as a picture.
func drawPage(_ call: Call) async throws -> Reply {
    guard let page = Int(call.value("page")), page > 0 else { throw Problem(.notFound) }
    let image = try await call.useCases.pageImage(call.caller, document: call.value("id"), page: page)
    return Reply(body: .bytes(image, type: MediaType.png.rawValue))
}
