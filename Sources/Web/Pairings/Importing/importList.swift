// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import Foundation
import HTTPTypes
import Hummingbird
import UseCases

/// The most bytes of a workbook: it travels to the confirmation inside a form.
private let importLimit = 600_000

/// Shows where a workbook is handed in.
func showImport(_ visit: Visit) async throws -> Response {
    let list = try await importList(visit)
    return try visit.show(ImportPage(list, visit.phrases))
}

/// Sends the empty workbook with the columns of a list.
func sendImportTemplate(_ visit: Visit) async throws -> Response {
    let list = try await importList(visit)
    let bytes = try await visit.useCases.importTemplate(list, language: visit.language)
    return workbookDownload(bytes, list, visit)
}

/// Looks through a workbook and shows what it would do.
func checkImport(_ visit: Visit) async throws -> Response {
    let received: ReceivedUpload
    do { received = try await receiveUpload(visit) } catch let fault as UploadFault {
        let failure = ValidationFailure(
            field: "file", message: fault.message, arguments: ["limit": String(importLimit / 1_000_000 + 1)])
        let list = try await importList(visit)
        return try visit.show(
            ImportPage(list, failures: Failures([failure], visit.phrases), visit.phrases), status: fault.status)
    }
    defer { try? FileManager.default.removeItem(atPath: received.path) }
    try refuseForeignForm(token: received.fields.raw(formTokenField), request: visit.request, session: visit.session)
    let list = try await importList(visit)
    do {
        let bytes = try workbookBytes(at: received.path)
        let check = try await visit.useCases.checkImport(
            try visit.caller, list, file: bytes, language: visit.language)
        return try visit.show(
            ImportPage(list, check: .init(check, bytes, visit.phrases), visit.phrases),
            status: check.problems.isEmpty ? .ok : .unprocessableContent)
    } catch {
        return try importAgain(list, error, visit)
    }
}

/// What was handed in. Throws invalid, without reading it, where it is larger than a workbook may be.
private func workbookBytes(at path: String) throws -> [UInt8] {
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    guard let size, size <= importLimit else {
        throw UseCaseError("import", .invalid([ValidationFailure(field: "file", message: "import.tooLarge")]))
    }
    return [UInt8](try Data(contentsOf: URL(filePath: path)))
}

/// Puts what is proposed into the cells of a workbook that was looked through, and looks through it again.
func correctImport(_ visit: Visit) async throws -> Response {
    let list = try await importList(visit)
    do {
        let corrected = try await visit.useCases.correctImport(
            try visit.caller, list, file: carriedWorkbook(visit), language: visit.language)
        return try visit.show(
            ImportPage(list, check: .init(corrected.check, corrected.file, visit.phrases), visit.phrases),
            status: corrected.check.problems.isEmpty ? .ok : .unprocessableContent)
    } catch {
        return try importAgain(list, error, visit)
    }
}

/// The workbook that a form brings back.
private func carriedWorkbook(_ visit: Visit) -> [UInt8] {
    Data(base64Encoded: visit.form["data"]).map { [UInt8]($0) } ?? []
}

/// Takes a workbook in that was looked through.
func carryOutImport(_ visit: Visit) async throws -> Response {
    let list = try await importList(visit)
    do {
        let bytes = carriedWorkbook(visit)
        let result = try await visit.useCases.carryOutImport(
            try visit.caller, list, file: bytes, language: visit.language)
        let links = result.links.map { link in
            ImportPage.Link(
                username: link.user.username, displayName: link.user.displayName,
                address: visit.origin + Address.showInvitation.path(link.token))
        }
        return try visit.show(
            ImportPage(list, check: .init(result.check, nil, visit.phrases), links: links, visit.phrases))
    } catch {
        return try importAgain(list, error, visit)
    }
}

/// Sends the directory of bodies as filtered.
func sendOrganisations(_ visit: Visit) async throws -> Response {
    var query = OrganisationListFilter(visit.query).query
    query.after = nil
    let bytes = try await visit.useCases.exportOrganisations(try visit.caller, query, language: visit.language)
    return workbookDownload(bytes, .organisations, visit)
}

/// Sends the people as filtered.
func sendPeople(_ visit: Visit) async throws -> Response {
    let query = PeopleFilter(visit.query).query
    let bytes = try await visit.useCases.exportPeople(try visit.caller, query, language: visit.language)
    return workbookDownload(bytes, .users, visit)
}

/// Sends a phone book; with `revealed` also what is masked, which is recorded.
func sendContacts(_ visit: Visit) async throws -> Response {
    let bytes = try await visit.useCases.exportContacts(
        try visit.caller, pairing: visit.query["pairing"], revealed: visit.query.optional("revealed") != nil,
        language: visit.language)
    return workbookDownload(bytes, .contacts, visit)
}

private func workbookDownload(_ bytes: [UInt8], _ list: ImportList, _ visit: Visit) -> Response {
    .download(
        bytes, name: visit.phrases(list.rawValue + ".title") + ".xlsx",
        type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
}

private func importList(_ visit: Visit) async throws -> ImportList {
    guard let list = ImportList(rawValue: try visit.value("list")) else { throw UseCaseError("import", .notFound) }
    try await visit.useCases.requireImport(try visit.caller, list)
    return list
}

private func importAgain(_ list: ImportList, _ error: any Error, _ visit: Visit) throws -> Response {
    let (failures, status) = try refusal(of: error)
    return try visit.show(
        ImportPage(list, failures: Failures(failures, visit.phrases), visit.phrases), status: status)
}

extension ImportPage {
    fileprivate init(
        _ list: ImportList, failures: Failures = .none, check: Check? = nil, links: [Link]? = nil, _ phrases: Phrases
    ) {
        let (back, section): (Address, Section) =
            switch list {
            case .organisations: (.organisations, .organisations)
            case .users: (.people, .users)
            case .contacts: (.contacts, .contacts)
            }
        self.init(
            list: list.rawValue, title: phrases(list.rawValue + ".title"), back: back.path(),
            limit: importLimit / 1_000, failures: failures, check: check, links: links, section: section)
    }
}

extension ImportPage.Check {
    fileprivate init(_ check: ImportCheck, _ bytes: [UInt8]?, _ phrases: Phrases) {
        func column(_ name: String) -> String { phrases(check.list.group + "." + name) }
        let shown = 500
        let file = bytes.map { Data($0).base64EncodedString() }
        let isReady = check.problems.isEmpty && check.count(.create) + check.count(.change) > 0
        self.init(
            problems: check.problems.prefix(shown).map {
                .init(
                    cell: $0.cell, column: column($0.column), text: phrases($0.message, $0.arguments),
                    proposal: $0.proposal)
            },
            problemCount: check.problems.count,
            corrections: check.problems.contains { $0.proposal != nil } ? file : nil,
            correctionCount: check.problems.count { $0.proposal != nil },
            notes: check.notes.prefix(shown).map {
                .init(
                    cell: $0.cell, column: column($0.column), text: phrases($0.message, $0.arguments), proposal: nil)
            },
            lines: check.lines.prefix(shown).map { line in
                .init(
                    row: line.row, title: line.title, outcome: phrases("import.outcome." + line.outcome.rawValue),
                    outcomeName: line.outcome.rawValue,
                    changes: line.changes.map(column).joined(separator: phrases("draft.unitSeparator")))
            },
            more: check.lines.count > shown ? check.lines.count - shown : nil, created: check.count(.create),
            changed: check.count(.change), unchanged: check.count(.unchanged),
            file: isReady ? file : nil)
    }
}
