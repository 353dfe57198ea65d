// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation
import HTTPTypes
import UseCases

private let problemSchema = Schema.object(
    .init("cell", .text), .init("column", .text), .init("code", .text), .init("detail", .text),
    .init("proposal", Schema.text.nullable)
).named("ImportProblem")

private let lineShape = Shape<ImportLine>(
    "ImportLine",
    [
        .count("row") { $0.row }, .text("title") { $0.title },
        .init("outcome", Schema(.word(["create", "change", "unchanged"]))) { .text($0.outcome.rawValue) },
        .texts("changes") { $0.changes },
    ])

private let checkProperties: [Schema.Property] = [
    .init("list", .word(ImportList.self)), .init("created", .count), .init("changed", .count),
    .init("unchanged", .count), .init("problems", .list(problemSchema)),
    .init("notes", .list(problemSchema)), .init("lines", .list(lineShape.schema)),
]

private let checkSchema = Schema(.object(checkProperties)).named("ImportCheck")

/// The invitations are null where the answer is given again under its Idempotency-Key.
private let importSchema = Schema(
    .object(checkProperties + [.init("invitations", Schema.list(handedLinkSchema).nullable)])
).named("Import")

extension APIOperation {
    var importDeclaration: Declaration {
        let path = "/api/v1/imports/{list}"
        var declaration: Declaration =
            switch self {
            case .readImportTemplate: .get(path + "/template", nil, .file([.workbook])).forManagers
            case .correctImport: .act(.post, path + "/corrections", nil, .file([.workbook]), taking: .upload([]))
            case .checkImport: .act(.post, path + "/check", nil, .object(checkSchema), taking: .upload([]))
            default: .create(path, nil, .upload([]), .object(importSchema))
            }
        if self != .readImportTemplate { declaration.bodyLimit = 2 << 20 }
        return declaration
    }
}

/// The empty workbook with the columns of a list, in the language of Accept-Language.
func readImportTemplate(_ call: Call) async throws -> Reply {
    let list = try await importList(call)
    let bytes = try await call.useCases.importTemplate(list, language: call.language)
    return workbookReply(bytes, list.rawValue)
}

/// Looks through a workbook: what would become of each row, and every problem by its cell. Writes nothing.
func checkImport(_ call: Call) async throws -> Reply {
    let list = try await importList(call)
    let check = try await call.useCases.checkImport(
        call.caller, list, file: try workbook(call), language: call.language)
    return .json(.object(members(check, call)))
}

/// The workbook with every proposed correction in its cells; what it would do is for `checkImport` to say.
func correctImport(_ call: Call) async throws -> Reply {
    let list = try await importList(call)
    let corrected = try await call.useCases.correctImport(
        call.caller, list, file: try workbook(call), language: call.language)
    return workbookReply(corrected.file, list.rawValue)
}

/// Takes a workbook in, all of it or nothing.
func carryOutImport(_ call: Call) async throws -> Reply {
    let list = try await importList(call)
    let done = try await call.useCases.carryOutImport(
        call.caller, list, file: try workbook(call), language: call.language)
    let links = done.links.map { link -> JSON in
        [
            "user": .text(link.user.id.text), "username": .text(link.user.username),
            "path": .text("/invitations/" + link.token),
        ]
    }
    var reply = Reply.json(.object(members(done.check, call) + [.init(name: "invitations", value: .list(links))]))
    reply.secret = "invitations"
    // Whether the holder may still import is asked before the answer is given again.
    reply.location = APIOperation.readImportTemplate.path(list.rawValue)
    return reply
}

/// A table of a list as a file.
func workbookReply(_ bytes: [UInt8], _ name: String) -> Reply {
    Reply(body: .bytes(bytes, type: MediaType.workbook.rawValue), fileName: name + ".xlsx")
}

private func importList(_ call: Call) async throws -> ImportList {
    guard let list = ImportList(rawValue: call.value("list")) else { throw Problem(.notFound) }
    try await call.useCases.requireImport(call.caller, list)
    return list
}

private func workbook(_ call: Call) throws -> [UInt8] {
    guard let file = call.upload else { throw Problem(.invalid) }
    return [UInt8](try Data(contentsOf: URL(filePath: file.path)))
}

private func members(_ check: ImportCheck, _ call: Call) -> [JSON.Member] {
    func say(_ problem: ImportProblem) -> JSON {
        [
            "cell": .text(problem.cell), "column": .text(problem.column), "code": .text(problem.message),
            "detail": .text(call.site.messages.text(problem.message, call.language, problem.arguments)),
            "proposal": .optional(problem.proposal),
        ]
    }
    return [
        .init(name: "list", value: .text(check.list.rawValue)),
        .init(name: "created", value: .whole(check.count(.create))),
        .init(name: "changed", value: .whole(check.count(.change))),
        .init(name: "unchanged", value: .whole(check.count(.unchanged))),
        .init(name: "problems", value: .list(check.problems.map(say))),
        .init(name: "notes", value: .list(check.notes.map(say))),
        .init(name: "lines", value: lineShape.list(check.lines)),
    ]
}
