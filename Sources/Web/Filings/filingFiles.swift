// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Sends a filing as a workbook to be filled in elsewhere.
func sendFiling(_ visit: Visit) async throws -> Response {
    .download(
        try await visit.useCases.exportFiling(try visit.caller, id: try visit.value("id"), language: visit.language),
        name: visit.phrases("filing.fileName") + ".xlsx",
        type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
}

/// Takes a filled-in workbook back.
func importFiling(_ visit: Visit) async throws -> Response {
    try await receive(visit) { caller, id, received in
        guard let file = received.files.first else { return "saved" }
        let submits = received.fields.holds("submit")
        let isSubmitted = try await visit.useCases.importFiling(caller, id: id, path: file.path, submits: submits)
        return isSubmitted ? "filingSubmitted" : submits ? "filingImportedOnly" : "filingImported"
    }
}

/// Adds the papers that an office files from.
func addFilingPaper(_ visit: Visit) async throws -> Response {
    try await receive(visit) { caller, id, received in
        for file in received.files {
            try await visit.useCases.addFilingPaper(caller, id: id, path: file.path, fileName: file.name)
        }
        return "fileAdded"
    }
}

/// Sends a paper as it came, to be kept: never shown, for it could hold scripts.
func sendFilingPaper(_ visit: Visit) async throws -> Response {
    let file = try await visit.useCases.filingPaper(
        try visit.caller, id: try visit.value("id"), hash: try visit.value("hash"))
    return try await visit.send(file)
}

private func receive(
    _ visit: Visit, _ body: (Caller, String, ReceivedUpload) async throws -> String
) async throws -> Response {
    let (caller, id) = (try visit.caller, try visit.value("id"))
    // Who may not see the filing isn't told that a form is broken.
    _ = try await visit.useCases.filing(caller, id: id)
    let received: ReceivedUpload
    do { received = try await receiveUpload(visit, all: true) } catch let fault as UploadFault {
        let limit = visit.site.settings.uploadLimit >> 20
        let failure = ValidationFailure(field: "", message: fault.message, arguments: ["limit": String(limit)])
        return try visit.show(
            try await filingPage(visit, FilingState(failures: [failure])), status: fault.status)
    }
    defer { received.remove() }
    try refuseForeignForm(
        token: received.fields.raw(formTokenField), request: visit.request, session: visit.session)
    do {
        return visit.goOn(to: Address.filing.path(id), notice: try await body(caller, id, received))
    } catch let collision as EditCollision {
        let detail = try await visit.useCases.filing(caller, id: id)
        let failures = collision.fields.map {
            ValidationFailure(
                field: "", message: "filing.sheetCollision",
                arguments: [
                    "field": detail.title(of: $0.name, visit.language), "yours": $0.yours, "theirs": $0.theirs,
                ])
        }
        return try visit.show(try await filingPage(visit, FilingState(failures: failures)), status: .conflict)
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(try await filingPage(visit, FilingState(failures: failures)), status: status)
    }
}
