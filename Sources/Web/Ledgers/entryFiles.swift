// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Adds files to a row.
func addEntryFile(_ visit: Visit) async throws -> Response {
    let (caller, id) = (try visit.caller, try visit.value("id"))
    // Who may not see the row isn't told that a form is broken.
    _ = try await visit.useCases.entry(caller, id: id)
    let received: ReceivedUpload
    do { received = try await receiveUpload(visit, all: true) } catch let fault as UploadFault {
        var state = EntryState()
        let limit = visit.site.settings.uploadLimit >> 20
        state.failures = [
            ValidationFailure(field: "file", message: fault.message, arguments: ["limit": String(limit)])
        ]
        state.status = fault.status
        return try await visit.showEntry(state)
    }
    defer { received.remove() }
    let fields = received.fields
    try refuseForeignForm(token: fields.raw(formTokenField), request: visit.request, session: visit.session)
    return try await visit.change("fileAdded", form: "file", anchor: "#files") {
        for file in received.files {
            _ = try await visit.useCases.addEntryFile(
                caller, id: id, field: fields.optional("field"), path: file.path, fileName: file.name,
                reason: fields.optional("reason"))
        }
    }
}

/// Sends a file of a row as it came, to be kept: never shown, for it could hold scripts.
func sendEntryFile(_ visit: Visit) async throws -> Response {
    let file = try await visit.useCases.entryFile(
        try visit.caller, entry: try visit.value("id"), hash: try visit.value("hash"))
    return try await visit.send(file)
}

/// Sends a file about a person to whoever says why; the record keeps that it did.
func revealEntryFile(_ visit: Visit) async throws -> Response {
    do {
        let file = try await visit.useCases.entryFile(
            try visit.caller, entry: try visit.value("id"), hash: try visit.value("hash"),
            reason: visit.form.optional("reason"))
        return try await visit.send(file)
    } catch let error as UseCaseError {
        guard case .invalid(let failures) = error.cause else { throw error }
        var state = EntryState()
        (state.failures, state.form, state.status) = (failures, "file", .unprocessableContent)
        return try await visit.showEntry(state)
    }
}

/// Takes a file away from a row.
func removeEntryFile(_ visit: Visit) async throws -> Response {
    let (caller, id, hash) = (try visit.caller, try visit.value("id"), try visit.value("hash"))
    return try await visit.change("fileRemoved", form: "file", anchor: "#files") {
        _ = try await visit.useCases.removeEntryFile(
            caller, id: id, hash: hash, reason: visit.form.optional("reason"))
    }
}

extension Visit {
    /// A stored file, to be kept.
    func send(_ file: StoredEntryFile) async throws -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream", .cacheControl: "no-store",
                .contentDisposition: Response.attachment(file.name),
            ], body: try await FileIO().loadFile(path: file.path, context: context))
    }
}
