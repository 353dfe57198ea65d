// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import LedgerEngine
import UseCases

extension APIOperation {
    var sheetImportDeclaration: Declaration {
        let path = "/api/v1/sheet-imports/{id}"
        let shown = Declaration.Answer.object(sheetImportSchema)
        switch self {
        case .beginSheetImport:
            return Declaration.create(
                "/api/v1/ledgers/{ledger}/imports", .editLedger,
                .upload([
                    .init("pairing", .pairingCode),
                    .optional("side", Schema(.word(Side.allCases.map(\.rawValue) + [""]))),
                ]), .made(sheetImportSchema)
            )
            .links(
                Self.link(.showSheetImport), Self.link(.previewSheetImport), Self.link(.decideSheetImport),
                Self.link(.startSheetImport), Self.link(.cancelSheetImport), Self.link(.discardSheetImport))
        case .showSheetImport: return .get(path, .editLedger, shown)
        case .previewSheetImport: return .get(path + "/preview", .editLedger, .object(sheetPreviewSchema))
        case .decideSheetImport:
            var declaration = Declaration.act(
                .post, path + "/decisions", .editLedger, shown, taking: .json(sheetDecisionSchema))
            declaration.bodyLimit = 2 << 20
            return declaration
        case .startSheetImport:
            return .act(.post, path + "/start", .editLedger, shown, taking: .json(sheetStartSchema))
        case .cancelSheetImport: return .act(.post, path + "/cancel", .editLedger, shown)
        default: return .act(.delete, path, .editLedger, .nothing)
        }
    }

    private static func link(_ operation: APIOperation) -> Declaration.Link {
        Declaration.Link(operation: operation, parameters: [("id", "$response.body#/id")])
    }
}

/// Takes a spreadsheet in that is to become rows of a register; none is written yet.
func beginSheetImport(_ call: Call) async throws -> Reply {
    guard let file = call.upload else { throw Problem(.invalid) }
    let id = try await call.useCases.beginImport(
        call.caller, ledger: call.value("ledger"), pairing: call.body["pairing"]?.text ?? "",
        side: call.body["side"]?.text.flatMap(Side.init), files: [.init(path: file.path, name: file.name)],
        language: call.language)
    let draft = try await call.useCases.openImport(call.caller, id: id.text)
    return .made(SheetImportWriter(draft: draft, call: call).json, at: APIOperation.showSheetImport.path(id.text))
}

/// Where an import stands: open, being written, or written with what came of it.
func showSheetImport(_ call: Call) async throws -> Reply {
    .json(SheetImportWriter(draft: try await draft(call), call: call).json)
}

/// What would become of the rows as it was decided so far. The file is read for it each time.
func previewSheetImport(_ call: Call) async throws -> Reply {
    let draft = try await draft(call)
    guard draft.outcome == nil else { throw UseCaseError("import", .conflict(reason: "sheetImport.done")) }
    let preview = try await call.useCases.previewImport(call.caller, draft, language: call.language)
    return .json(SheetImportWriter(draft: draft, call: call).json(preview))
}

/// Keeps what was decided of columns, cells, doubtful rows, or rows that are to go.
func decideSheetImport(_ call: Call) async throws -> Reply {
    let draft = try await draft(call)
    let change = try readSheetDecision(call.body, draft.ledger)
    do {
        try await call.useCases.decideImport(call.caller, id: draft.id.text, change, language: call.language)
    } catch let error as EntryProblems {
        throw UseCaseError(
            "import",
            .invalid(
                error.problems.map {
                    ValidationFailure(
                        field: "constants" + ($0.field.map { "." + $0 } ?? ""), message: $0.messageKey,
                        arguments: $0.arguments(draft.ledger, draft.codeLists, call.language))
                }))
    }
    return try await showSheetImport(call)
}

/// Writes the rows, all of them or those in whose way nothing stands; what takes longer than a moment goes on by itself.
func startSheetImport(_ call: Call) async throws -> Reply {
    let result = try await call.useCases.startImport(
        call.caller, id: call.value("id"), problems: call.body["rows"]?.text == "clean" ? .leaveOut : .refuseAll,
        reason: call.body["reason"]?.text, language: call.language)
    let writer = SheetImportWriter(draft: try await draft(call), call: call)
    guard let result, case .object(let members) = writer.json else { return .json(writer.json) }
    return .json(
        .object(members.map { $0.name == "refusal" ? .init(name: $0.name, value: writer.refusal(result)) : $0 }))
}

/// Stops the writing of the rows, of which then none is written.
func cancelSheetImport(_ call: Call) async throws -> Reply {
    _ = try await call.useCases.cancelImport(call.caller, id: call.value("id"))
    return try await showSheetImport(call)
}

/// Forgets an import with its file; what was written stays written.
func discardSheetImport(_ call: Call) async throws -> Reply {
    try await call.useCases.discardImport(call.caller, id: call.value("id"))
    return .nothing
}

private func draft(_ call: Call) async throws -> SheetImportDraft {
    try await call.useCases.openImport(call.caller, id: call.value("id"))
}
