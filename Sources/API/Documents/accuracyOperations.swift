// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

private let share = Schema(.number(0...1))

private let figureShape = Shape<AccuracyReport.Figure>(
    "ReadingFigure",
    [
        .text("element") { $0.element }, .init("f1", share) { .number($0.f1) },
        .init("precision", share.nullable) { $0.precision.map { .number($0) } ?? .null },
        .init("recall", share.nullable) { $0.recall.map { .number($0) } ?? .null },
    ])

private let readingCorrectionShape = Shape<AccuracyReport.CorrectionListing>(
    "ReadingCorrection",
    [
        .text("element") { $0.element }, .optionalText("clause") { $0.clause }, .optionalText("was") { $0.was },
        .optionalText("became") { $0.became }, .optionalCount("from") { $0.source?.from },
        .optionalCount("to") { $0.source?.to },
    ])

private let readingShape = Shape<AccuracyReport.Line>(
    "Reading",
    [
        .identifier("draft") { $0.draft.text }, .text("title") { $0.title }, .text("pairing") { $0.pairing.code },
        .optionalText("reader") { $0.reader }, .moment("adoptedAt") { $0.adoptedAt },
        .init("mean", share) { .number($0.mean) }, .parts("figures", figureShape) { $0.figures },
        .parts("corrections", readingCorrectionShape) { $0.corrections },
    ])

private let doubtShape = Shape<AccuracyReport.Doubt>(
    "ReadingDoubt",
    [.text("code") { $0.code }, .count("raised") { $0.raised }, .count("justified") { $0.justified }])

private let accuracyShape = Shape<AccuracyReport>(
    "Accuracy",
    [
        .parts("total", figureShape) { $0.total }, .parts("documents", readingShape) { $0.documents },
        .parts("doubts", doubtShape) { $0.doubts },
    ])

extension APIOperation {
    var accuracyDeclaration: Declaration {
        let ofPairing = [Declaration.Parameter(name: "pairing", schema: .pairingCode)]
        return switch self {
        case .showAccuracy:
            .get("/api/v1/accuracy", .readDraft, .object(accuracyShape.schema), query: ofPairing)
        case .exportExamples:
            .get("/api/v1/accuracy/examples", .readDraft, .file([.bytes]), query: ofPairing)
        default: .get("/api/v1/drafts/{id}/label", .readDraft, .file([.bytes]))
        }
    }
}

/// How well documents were read, measured by what clerks made of them.
func showAccuracy(_ call: Call) async throws -> Reply {
    .json(accuracyShape.json(try await call.useCases.accuracy(call.caller, pairing: call.text("pairing"))))
}

/// The labels and texts of what was adopted as a .zip.
func exportExamples(_ call: Call) async throws -> Reply {
    let bytes = try await call.useCases.exportExamples(call.caller, pairing: call.text("pairing"))
    return Reply(body: .bytes(bytes, type: MediaType.bytes.rawValue), fileName: "examples.zip")
}

/// The label that says what a draft says.
func readLabel(_ call: Call) async throws -> Reply {
    let label = try await call.useCases.label(call.caller, draft: call.value("id"))
    return Reply(
        body: .bytes([UInt8](label.json.utf8), type: MediaType.bytes.rawValue), fileName: label.name + ".json")
}
