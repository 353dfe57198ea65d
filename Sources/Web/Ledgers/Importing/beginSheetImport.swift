// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

/// Shows where spreadsheets are handed in.
func showSheetImport(_ visit: Visit) async throws -> Response {
    try await showStart(visit, try await EntryDesk(visit, pairing: visit.query.optional("pairing")))
}

/// Takes spreadsheets in and goes to what would become of them.
func beginSheetImport(_ visit: Visit) async throws -> Response {
    let received: ReceivedUpload
    do { received = try await receiveUpload(visit, all: true) } catch let fault as UploadFault {
        let failure = ValidationFailure(
            field: "file", message: fault.message,
            arguments: ["limit": String(visit.site.settings.uploadLimit >> 20)])
        let desk = try await EntryDesk(visit, pairing: visit.query.optional("pairing"))
        return try await showStart(visit, desk, failures: Failures([failure], visit.phrases), status: fault.status)
    }
    defer { received.remove() }
    let fields = received.fields
    try refuseForeignForm(token: fields.raw(formTokenField), request: visit.request, session: visit.session)
    let desk = try await EntryDesk(visit, pairing: fields.optional("pairing"))
    let pairing = try desk.chosen()
    let side = Side(rawValue: fields["side"]) ?? (desk.sides.count == 1 ? desk.sides[0] : nil)
    do {
        let id = try await visit.useCases.beginImport(
            try visit.caller, ledger: desk.ledger.key, pairing: pairing.code, side: side,
            files: received.files.map { SheetImport.File(path: $0.path, name: $0.name) }, language: visit.language)
        return .seeOther(Address.sheetImport.path(id.text))
    } catch {
        return try await showStart(
            visit, desk, side: side, failures: try failures(of: error, visit.phrases), status: .unprocessableContent)
    }
}

func showStart(
    _ visit: Visit, _ desk: EntryDesk, side: Side? = nil, failures: Failures = .none,
    status: HTTPResponse.Status = .ok
) async throws -> Response {
    let phrases = visit.phrases
    let (ledger, pairing) = (desk.ledger, desk.pairing)
    var mayReveal = false
    if let pairing {
        mayReveal = try await visit.useCases.mayReveal(
            try visit.caller, ledger: ledger.key, pairing: pairing.code)
    }
    let query = pairing.map { "?pairing=" + $0.code.percentEncodedPart } ?? ""
    return try visit.show(
        SheetImportStartPage(
            key: ledger.key, title: ledger.title[phrases.language],
            action: Address.beginSheetImport.path(ledger.key) + query,
            pairings: desk.pairings.map {
                Choice(value: $0.code, label: $0.label(in: phrases.language), isChosen: false)
            },
            pairing: pairing?.code, pairingLabel: pairing?.label(in: phrases.language) ?? "",
            sides: (desk.sides.count > 1 ? desk.sides : []).map {
                Choice(
                    value: $0.rawValue, label: pairing?.party($0).label(in: phrases.language) ?? "",
                    isChosen: $0 == side)
            },
            workbook: Address.ledgerAsWorkbook.path(ledger.key) + query, mayReveal: mayReveal,
            limit: visit.site.settings.uploadLimit >> 20,
            failures: failures),
        status: status)
}
