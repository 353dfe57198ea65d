// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import UseCases

let recordShape = Shape<AuditLink>(
    "AuditEvent",
    [
        .init("sequence", .count) { .whole(Int($0.sequence)) }, .identifier("id") { $0.event.id.text },
        .moment("at") { $0.event.at },
        .init("actorKind", Schema(.word(["user", "local", "system"]))) { .text($0.event.actor.kind) },
        .optionalIdentifier("actor") { $0.event.actor.id?.text }, .text("name") { $0.event.actor.name },
        .optionalText("body") { $0.event.body }, .optionalText("address") { $0.event.actor.address },
        .optionalText("session") { $0.event.session }, .text("action") { $0.event.action },
        .text("objectKind") { $0.event.objectKind }, .text("object") { $0.event.objectID },
        .optionalIdentifier("pairing") { $0.event.pairing?.text }, .word("result") { $0.event.result },
        .optionalText("reason") { $0.event.reason }, .optionalText("before") { $0.event.before },
        .optionalText("after") { $0.event.after }, .optionalText("request") { $0.event.requestID },
        .text("previous") { $0.previous }, .text("hash") { $0.hash },
    ])

extension APIOperation {
    var auditDeclaration: Declaration {
        let word = Schema(.text(0...100, .anyLine))
        return .list(
            "/api/v1/audit", .readAccessRecord, recordShape.schema,
            query: [
                .init(name: "person", schema: word), .init(name: "objectKind", schema: word),
                .init(name: "object", schema: word), .init(name: "action", schema: word),
                .init(name: "result", schema: .word(AuditResult.self)),
                .init(name: "pairing", schema: word), .init(name: "since", schema: .moment),
                .init(name: "until", schema: .moment),
            ])
    }
}

/// The record, newest first. Taking all of it out as a table asks for a fresh proof of the password, as on its page.
func listAudit(_ call: Call) async throws -> Reply {
    let (useCases, caller) = (call.useCases, try call.caller)
    var query = RecordQuery()
    query.person = call.text("person")
    query.objectKind = call.text("objectKind")
    query.object = call.text("object")
    query.action = call.text("action")
    query.actions = query.action.map { text in
        RecordedAction.matching(text) { call.site.messages.text("action." + $0, call.language) }
    }
    query.result = call.text("result").flatMap(AuditResult.init)
    query.pairing = call.text("pairing")
    query.from = call.text("since").flatMap(readMoment)
    query.to = call.text("until").flatMap(readMoment)
    let asked = query
    if call.format != .json { try await useCases.beginDownload(caller, asked) }
    return try await answerList(call, recordShape) { after, limit in
        var page = asked
        (page.after, page.limit) = (after, limit)
        return try await useCases.recordEntries(caller, page)
    }
}
