// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import UseCases

private let accessPersonShape = Shape<AccessPerson>(
    "AccessPerson",
    [.identifier("id") { $0.id.text }, .text("name") { $0.name }, .word("role") { $0.role }])

private let accessGroupShape = Shape<AccessGroup>(
    "AccessGroup",
    [
        .text("rule") { $0.rule }, .flag("isForEverybody") { $0.isForEverybody },
        .parts("people", accessPersonShape) { $0.people },
        .init("others", .list(.object(.init("role", .word(Role.self)), .init("count", .count)).named("AccessCount"))) {
            .list($0.others.map { ["role": .text($0.role.rawValue), "count": .whole($0.count)] })
        },
    ])

private let accessAnswerShape = Shape<AccessAnswer>(
    "AccessAnswer", [.word("action") { $0.action }, .parts("groups", accessGroupShape) { $0.groups }])

private let accessShape = Shape<AccessExplanation>(
    "Access",
    [
        .word("kind") { $0.kind }, .text("id") { $0.id }, .optionalText("title") { $0.title },
        .optionalText("pairing") { $0.pairing?.code }, .parts("answers", accessAnswerShape) { $0.answers },
    ])

private let reachLineShape = Shape<ReachExplanation.Line>(
    "ReachLine",
    [
        .word("kind") { $0.kind }, .optionalText("pairing") { $0.pairing?.code }, .count("count") { $0.count },
        .text("rule") { $0.rule },
    ])

private let reachShape = Shape<ReachExplanation>(
    "Reach",
    [
        .identifier("user") { $0.user.id.text }, .optionalText("barrier") { $0.barrier },
        .parts("lines", reachLineShape) { $0.lines },
    ])

extension APIOperation {
    var accessDeclaration: Declaration {
        switch self {
        case .explainReach: .get("/api/v1/users/{id}/reach", .explainAccess, .object(reachShape.schema))
        default: .get("/api/v1/access/{kind}/{key}", .explainAccess, .object(accessShape.schema))
        }
    }
}

/// What a person can see, and by which rule.
func explainReach(_ call: Call) async throws -> Reply {
    .json(reachShape.json(try await call.useCases.explainReach(call.caller, of: call.value("id"))))
}

/// Who can see and change an object, and by which rule.
func explainAccess(_ call: Call) async throws -> Reply {
    guard let kind = AccessKind(rawValue: call.value("kind")) else { throw Problem(.notFound) }
    return .json(
        accessShape.json(try await call.useCases.explainAccess(call.caller, to: kind, id: call.value("key"))))
}
