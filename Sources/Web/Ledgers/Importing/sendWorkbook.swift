// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

/// Sends all rows of the view as a workbook that comes back as an update.
func sendLedgerAsWorkbook(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let detail = try await visit.useCases.ledger(caller, key: try visit.value("key"))
    var query = GridAddress(visit.query, detail.ledger).query(visit.language)
    query.after = nil
    return try await sendMade(detail.ledger.title[visit.language], visit) { [query] path in
        _ = try await visit.useCases.exportRegister(caller, query, as: .xlsx, to: path)
    }
}

/// Sends the rows of a pairing as a workbook with what is personal in the clear, to whoever may see it and says why.
func sendLedgerInClear(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let detail = try await visit.useCases.ledger(caller, key: try visit.value("key"))
    var query = EntryQuery(ledger: detail.ledger.key)
    (query.pairing, query.language) = (visit.form["pairing"], visit.language)
    let reason = visit.form["reason"]
    do {
        return try await sendMade(detail.ledger.title[visit.language], visit) { [query] path in
            _ = try await visit.useCases.exportRegister(caller, query, as: .xlsx, to: path, inClear: reason)
        }
    } catch let error as UseCaseError {
        guard case .invalid(let failures) = error.cause else { throw error }
        return try await showStart(
            visit, try await EntryDesk(visit, pairing: visit.form.optional("pairing")),
            failures: Failures(failures, visit.phrases), status: .unprocessableContent)
    }
}

/// Sends the empty workbook of a register.
func sendLedgerTemplate(_ visit: Visit) async throws -> Response {
    let detail = try await visit.useCases.ledger(try visit.caller, key: try visit.value("key"))
    let name = detail.ledger.title[visit.language] + visit.phrases("sheetImport.templateName")
    return try await sendMade(name, visit) { path in
        try visit.useCases.writeImportTemplate(ledger: detail.ledger.key, language: visit.language, to: path)
    }
}

/// Sends the workbook that `make` writes to a path, and removes it.
private func sendMade(_ name: String, _ visit: Visit, _ make: (String) async throws -> Void) async throws -> Response {
    let folder = visit.site.settings.uploadFolder
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/" + UUID().uuidString.lowercased() + ".xlsx"
    let file: FileHandle
    do {
        try await make(path)
        file = try FileHandle(forReadingFrom: URL(filePath: path))
    } catch {
        try? FileManager.default.removeItem(atPath: path)
        throw error
    }
    // Open files outlive their names.
    try? FileManager.default.removeItem(atPath: path)
    return Response(
        status: .ok,
        headers: [
            .contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            .cacheControl: "no-store", .contentDisposition: Response.attachment(name + ".xlsx"),
        ],
        body: ResponseBody { writer in
            while let chunk = try file.read(upToCount: 1 << 18), !chunk.isEmpty {
                try await writer.write(ByteBuffer(bytes: chunk))
            }
            try file.close()
            try await writer.finish(nil)
        })
}
