// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Adds files to a body's answer.
func addHandlingFile(_ visit: Visit) async throws -> Response {
    let (caller, id, leg) = (try visit.caller, try visit.value("id"), try visit.value("leg"))
    // Who may not see the order isn't told that a form is broken.
    _ = try await visit.useCases.order(caller, id: id)
    let received: ReceivedUpload
    do { received = try await receiveUpload(visit, all: true) } catch let fault as UploadFault {
        let limit = visit.site.settings.uploadLimit >> 20
        let failure = ValidationFailure(
            field: "", message: fault.message, arguments: ["limit": String(limit)])
        let state = StepState(form: leg + "-answer", failures: [failure])
        return try visit.show(try await orderPage(visit, state), status: fault.status)
    }
    defer { received.remove() }
    try refuseForeignForm(
        token: received.fields.raw(formTokenField), request: visit.request, session: visit.session)
    do {
        for file in received.files {
            try await visit.useCases.addHandlingFile(caller, order: id, leg: leg, path: file.path, fileName: file.name)
        }
        return visit.goOn(to: Address.order.path(id), notice: "fileAdded")
    } catch {
        let (failures, status) = try refusal(of: error)
        let state = StepState(form: leg + "-answer", failures: failures)
        return try visit.show(try await orderPage(visit, state), status: status)
    }
}

/// Sends a file of an answer as it came, to be kept: never shown, for it could hold scripts.
func sendHandlingFile(_ visit: Visit) async throws -> Response {
    let file = try await visit.useCases.handlingFile(
        try visit.caller, order: try visit.value("id"), leg: try visit.value("leg"), hash: try visit.value("hash"))
    return try await visit.send(file)
}

/// Takes a file away from an answer.
func removeHandlingFile(_ visit: Visit) async throws -> Response {
    let (id, leg, hash) = (try visit.value("id"), try visit.value("leg"), try visit.value("hash"))
    return try await visit.takeStep(id, form: leg + "-answer") {
        try await visit.useCases.removeHandlingFile(try visit.caller, order: id, leg: leg, hash: hash)
    }
}
