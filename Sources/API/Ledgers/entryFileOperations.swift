// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import UseCases

let entryFileShape = Shape<EntryFile>(
    "EntryFile",
    [.text("field") { $0.field }, .text("hash") { $0.hash }, .optionalText("name") { $0.name }])

extension APIOperation {
    var entryFileDeclaration: Declaration {
        let list = "/api/v1/entries/{id}/files"
        let reason = Schema(.text(0...500, .anyLine))
        return switch self {
        case .addEntryFile:
            .create(
                list, .editLedger,
                .upload([.optional("field", Schema(.text(0...60, .anyLine))), .optional("reason", reason)]),
                .made(entryDetailShape.schema))
        case .downloadEntryFile: .get(list + "/{hash}", .readLedger, .file([.bytes]))
        case .revealEntryFile:
            .act(
                .post, list + "/{hash}", .revealLedgerPerson, .file([.bytes]),
                taking: .json(Schema.object(.init("reason", .line(1...500))).closed.named("FileReveal")))
        default:
            .act(
                .delete, list + "/{hash}", .editLedger, .nothing,
                taking: .optionalJSON(Schema.object(.optional("reason", reason.nullable)).closed.named("FileRemoval")))
        }
    }
}

/// Adds a file to a row.
func addEntryFile(_ call: Call) async throws -> Reply {
    guard let file = call.upload else { throw Problem(.invalid) }
    let field = call.body["field"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    let written = try await call.useCases.addEntryFile(
        call.caller, id: call.value("id"), field: field, path: file.path, fileName: file.name,
        reason: call.body["reason"]?.text)
    let detail = try await call.useCases.entry(call.caller, id: written.id.text, language: call.language)
    return .created(
        entryDetailShape.json(detail), at: APIOperation.showEntry.path(written.id.text),
        tag: EntityTag(revision: detail.entry.version))
}

/// A file of a row.
func downloadEntryFile(_ call: Call) async throws -> Reply {
    try file(try await call.useCases.entryFile(call.caller, entry: call.value("id"), hash: call.value("hash")))
}

/// A file about a person, to who says why.
func revealEntryFile(_ call: Call) async throws -> Reply {
    try file(
        try await call.useCases.entryFile(
            call.caller, entry: call.value("id"), hash: call.value("hash"), reason: call.body["reason"]?.text ?? ""))
}

private func file(_ file: StoredEntryFile) throws -> Reply {
    Reply(
        body: .stream(try fileBody(file.path), type: MediaType.bytes.rawValue), tag: EntityTag(value: file.hash),
        fileName: file.name)
}

/// Takes a file away from a row.
func removeEntryFile(_ call: Call) async throws -> Reply {
    _ = try await call.useCases.removeEntryFile(
        call.caller, id: call.value("id"), hash: call.value("hash"), reason: call.body["reason"]?.text)
    return .nothing
}
