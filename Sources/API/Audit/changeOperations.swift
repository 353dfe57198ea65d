// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import UseCases

private let changeShape = Shape<Change>(
    "Change",
    [
        .init("sequence", .count) { .whole(Int($0.sequence)) }, .text("kind") { $0.kind }, .text("id") { $0.id },
        .text("action") { $0.action }, .text("by") { $0.by }, .moment("at") { $0.at },
    ])

private let changesSchema = Schema.object(
    .init("items", .list(changeShape.schema)), .init("until", .count)
).named("Changes")

extension APIOperation {
    var changeDeclaration: Declaration {
        .get(
            "/api/v1/changes", nil, .feed(changesSchema),
            query: [
                .init(name: "watch", schema: Schema(.text(3...1_000, .watches)), isRequired: true),
                .init(name: "after", schema: .count),
            ])
    }
}

/// The changes of what the holder watches: those after an entry of the record, or as they happen. Each is told only
/// where the rule table lets the holder read its object at that moment.
func listChanges(_ call: Call) async throws -> Reply {
    let texts = (call.text("watch") ?? "").split(separator: ",")
    let watches = texts.compactMap { Watch(String($0)) }
    guard watches.count == texts.count else {
        throw Problem(misfits: [Misfit(pointer: "watch", message: "field.watch")])
    }
    // After a break the client names the last event that it heard.
    let heard = call.request.headers[.lastEventIdentity].flatMap { Int64($0) }
    let since = call.whole("after").map(Int64.init) ?? heard
    let until = try await call.useCases.changesUntilNow()
    let watch = try await call.useCases.watch(call.caller, watches, since: since)
    guard call.format == .events else {
        var found: [Change] = []
        defer { watch.end() }
        for change in watch.missed.items {
            guard let isKnown = try await watch.admits(change) else { throw Problem.notAuthenticated }
            if isKnown { found.append(change) }
        }
        let last = watch.missed.goesOnAfter ?? max(until, watch.missed.items.last?.sequence ?? 0)
        return .json(["items": changeShape.list(found), "until": .whole(Int(last))])
    }
    let body = ResponseBody { writer in
        // The program waits for its answers before it stops what they are told by.
        try await withGracefulShutdownHandler {
            try await tell(watch, to: &writer)
        } onGracefulShutdown: {
            watch.end()
        }
        try await writer.finish(nil)
    }
    return Reply(body: .stream(body, type: "text/event-stream; charset=utf-8"))
}

private func tell(_ watch: ChangeWatch, to writer: inout any ResponseBodyWriter) async throws {
    try await writer.write(ByteBuffer(string: "retry: 5000\n\n"))
    try await watch.follow { signal in
        switch signal {
        case .beat: try await writer.write(ByteBuffer(string: ":\n\n"))
        case .change(let change): try await writer.write(event(change))
        }
    }
}

private func event(_ change: Change) -> ByteBuffer {
    ByteBuffer(string: "id: \(change.sequence)\nevent: change\ndata: \(changeShape.json(change).printed)\n\n")
}
