// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import FormData
import Foundation
import HTTPTypes
import Hummingbird
import UseCases

/// Shows where a table of tasks is handed in, and what the last import did.
func showItemImport(_ visit: Visit) async throws -> Response {
    let (id, query) = (try visit.value("id"), visit.query)
    var done: ItemImportPage.Done?
    if let revision = query.integer("revision") {
        // What was added is what the record says, whatever the address does.
        if let found = try await visit.useCases.taskImport(try visit.caller, plan: id, revision: revision) {
            done = .init(
                added: found.result.added, known: found.result.known,
                undo: found.mayTakeBack ? ItemImportPage.Undo(revision: revision) : nil)
        }
    } else if let known = query.integer("known"), known >= 0 {
        done = .init(added: 0, known: known, undo: nil)
    }
    return try visit.show(try await importPage(visit, done: done))
}

/// Takes a file in and shows what its rows would become. Nothing is kept: the page carries what was read.
func readItemImport(_ visit: Visit) async throws -> Response {
    let received: ReceivedUpload
    do { received = try await receiveUpload(visit) } catch let fault as UploadFault {
        let failure = ValidationFailure(
            field: "file", message: fault.message,
            arguments: ["limit": String(visit.site.settings.uploadLimit >> 20)])
        return try visit.show(
            try await importPage(visit, failures: Failures([failure], visit.phrases)), status: fault.status)
    }
    defer { received.remove() }
    try refuseForeignForm(token: received.fields.raw(formTokenField), request: visit.request, session: visit.session)
    let id = try visit.value("id")
    return try await look(visit, source: received.fileName) {
        let tables = try await visit.useCases.readTaskSheets(
            try visit.caller, plan: id, path: received.path, name: received.fileName)
        return try await visit.useCases.previewTaskSheets(try visit.caller, plan: id, tables)
    }
}

/// Looks at pasted rows, at a table with other columns, at mended rows, or adds them: `do` says which.
func checkItemImport(_ visit: Visit) async throws -> Response {
    let (id, form, source) = (try visit.value("id"), visit.form, String(visit.form["source"].prefix(200)))
    let caller = try visit.caller
    switch form["do"] {
    case "paste":
        let rows = pastedRows(form.raw("pasted"))
        return try await look(visit, source: visit.phrases("taskSheet.pasted")) {
            let tables = try await visit.useCases.readTaskSheets(caller, plan: id, pasted: rows)
            return try await visit.useCases.previewTaskSheets(caller, plan: id, tables)
        }
    case "columns":
        return try await look(visit, source: source) {
            try await visit.useCases.previewTaskSheets(caller, plan: id, try chosenTables(form))
        }
    case "add": return try await add(visit, id, importedRows(form), source)
    default:
        // What was mended is shown again, whatever stands against it.
        let preview = try await visit.useCases.previewTaskRows(
            caller, plan: id, importedRows(form), leftOut: carriedLeftOut(form))
        let page = try await importPage(visit, source: source, preview: preview)
        return try visit.show(page, status: page.isDraft ? .ok : .unprocessableContent)
    }
}

/// Takes out what the last import has added.
func takeBackImport(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.value("id"), visit.form)
    do {
        try await visit.useCases.takeBackImport(
            try visit.caller, plan: id, revision: form.integer("revision") ?? -1)
        return visit.goOn(to: Address.yearPlan.path(id), notice: "importTakenBack")
    } catch {
        let (failures, status) = try refusal(of: error)
        return try visit.show(
            try await importPage(visit, failures: Failures(failures, visit.phrases)), status: status)
    }
}

private func add(_ visit: Visit, _ id: String, _ rows: [TaskSheetRow], _ source: String) async throws -> Response {
    do {
        let result = try await visit.useCases.importTaskRows(try visit.caller, plan: id, rows, source: source)
        var query = FormFields()
        query.set("known", String(result.known))
        if result.added > 0 { query.set("revision", String(result.revision)) }
        return .seeOther(Address.showItemImport.path(id) + "?" + query.encoded)
    } catch {
        let (failures, status) = try refusal(of: error)
        let preview = try await visit.useCases.previewTaskRows(
            try visit.caller, plan: id, rows, leftOut: carriedLeftOut(visit.form))
        return try visit.show(
            try await importPage(visit, source: source, preview: preview, wrong: failures), status: status)
    }
}

/// A first look at a table, or at the same with other columns.
private func look(
    _ visit: Visit, source: String, _ body: () async throws -> TaskSheetPreview
) async throws -> Response {
    do {
        let preview = try await body()
        let page = try await importPage(visit, source: source, preview: preview)
        guard let shown = page.preview, shown.isSendable(preview, within: visit.site.settings.formLimit) else {
            throw UseCaseError(
                "import", .invalid([ValidationFailure(field: "file", message: "taskSheet.tooMuch")]))
        }
        return try visit.show(page)
    } catch {
        let failures = try failures(of: error, visit.phrases)
        return try visit.show(try await importPage(visit, failures: failures), status: .unprocessableContent)
    }
}

private func importPage(
    _ visit: Visit, source: String = "", preview: TaskSheetPreview? = nil, done: ItemImportPage.Done? = nil,
    wrong: [ValidationFailure] = [], failures: Failures = .none
) async throws -> ItemImportPage {
    let (id, phrases) = (try visit.value("id"), visit.phrases)
    let detail = try await visit.useCases.plannedList(try visit.caller, id: id)
    func shown() -> Failures {
        if !wrong.isEmpty { return Failures(wrong.map(\.ofRow), phrases) }
        guard failures.list.isEmpty, !detail.isDraft else { return failures }
        return Failures([ValidationFailure(field: "", message: "taskSheet.notDraft")], phrases)
    }
    return ItemImportPage(
        plan: id,
        title: detail.pairing.label(in: visit.language) + " "
            + phrases("work.titleOf", ["year": String(detail.plan.year)]),
        limit: visit.site.settings.uploadLimit >> 20,
        pasted: visit.request.method == .post && visit.form["do"] == "paste" ? visit.form.raw("pasted") : "",
        preview: try preview.map { try ItemImportPage.Preview($0, source: source, wrong, phrases) }, done: done,
        isDraft: detail.isDraft, failures: shown())
}

extension ValidationFailure {
    /// The failure of a row's field (`3.due`) as that of its input.
    fileprivate var ofRow: ValidationFailure {
        field.first?.isNumber == true
            ? ValidationFailure(field: "r" + field, message: message, arguments: arguments) : self
    }
}
