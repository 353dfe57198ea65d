// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import UseCases

private let citationShape = Shape<CitationListing>(
    "Citation",
    [
        .text("title") { $0.title }, .optionalText("documentNumber") { $0.number }, .texts("clauses") { $0.clauses },
        .count("count") { $0.count }, .optionalIdentifier("document") { $0.document?.text },
        .optionalText("documentTitle") { $0.documentTitle },
    ])

private let citingShape = Shape<CitingListing>(
    "CitingDocument",
    [
        .identifier("document") { $0.document.text }, .text("title") { $0.title }, .texts("clauses") { $0.clauses },
        .count("count") { $0.count },
    ])

private let citationsShape = Shape<DocumentDetail>(
    "Citations",
    [
        .parts("cited", citationShape) { $0.cited }, .parts("citedBy", citingShape) { $0.citing },
        .flag("isWithheld") { $0.isWithheld },
    ])

private let missingShape = Shape<MissingDocument>(
    "MissingDocument",
    [
        .text("title") { $0.title }, .optionalText("documentNumber") { $0.number }, .count("count") { $0.count },
        .text("pairing") { $0.pairing }, .parts("citedBy", citingShape) { $0.citing },
    ])

extension APIOperation {
    var citationDeclaration: Declaration {
        switch self {
        case .showCitations:
            .get("/api/v1/documents/{id}/citations", .readDraft, .object(citationsShape.schema))
        case .withholdDocument:
            .act(
                .put, "/api/v1/documents/{id}/withholding", .correctDraft, .nothing,
                taking: .json(Schema.object(.init("isWithheld", .flag)).closed.named("Withholding")))
        default:
            .get(
                "/api/v1/missing-documents", .readPlan,
                .object(Schema.object(.init("items", .list(missingShape.schema))).named("MissingDocuments")),
                query: [.init(name: "pairing", schema: .pairingCode)])
        }
    }
}

/// What a document cites and what cites it.
func showCitations(_ call: Call) async throws -> Reply {
    .json(citationsShape.json(try await call.useCases.documentDetail(call.caller, id: call.value("id"))))
}

/// What documents cite and the register lacks, what is cited most often first.
func listMissingDocuments(_ call: Call) async throws -> Reply {
    let missing = try await call.useCases.missingDocuments(call.caller, pairing: call.text("pairing"))
    return .json(["items": missingShape.list(missing)])
}

/// Keeps a document in the house, or lets it out as an example.
func withholdDocument(_ call: Call) async throws -> Reply {
    try await call.useCases.withhold(
        call.caller, document: call.value("id"), call.body["isWithheld"]?.flag ?? true)
    return .nothing
}
