// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

/// Shows how well documents were read.
func showAccuracy(_ visit: Visit) async throws -> Response {
    let chosen = visit.query.optional("pairing")
    let report = try await visit.useCases.accuracy(try visit.caller, pairing: chosen)
    let examples = Address.examples.path() + (chosen.map { "?pairing=" + $0.percentEncodedPart } ?? "")
    return try visit.show(
        AccuracyPage(
            report, pairings: try await pairingChoices(visit, chosen: chosen), examples: examples, visit.phrases))
}

/// Sends the labels and texts of what was adopted as a folder.
func sendExamples(_ visit: Visit) async throws -> Response {
    let bytes = try await visit.useCases.exportExamples(
        try visit.caller, pairing: visit.query.optional("pairing"))
    return .download(bytes, name: "examples.zip", type: "application/zip")
}

/// Sends the label of a draft as it stands.
func sendLabel(_ visit: Visit) async throws -> Response {
    let label = try await visit.useCases.label(try visit.caller, draft: try visit.value("id"))
    return .download([UInt8](label.json.utf8), name: label.name + ".json", type: "application/json")
}
