// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import UseCases

/// Tells a page of the changes of what it shows, as server-sent events (HTML, 9.2), until it or its session ends.
func streamChanges(_ visit: Visit) async throws -> Response {
    let watches = visit.query["watch"].split(separator: ",").map { Watch(String($0)) }
    let known = watches.compactMap(\.self)
    // After a break the browser names the last event that it heard.
    let since = visit.request.headers[.lastEventIdentity].flatMap { Int64($0) } ?? Int64(visit.query["since"])
    let watch = try await visit.useCases.watch(
        try visit.caller, known.count == watches.count ? known : [], since: since)
    return Response(
        status: .ok,
        headers: [
            .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
            // Or a web server in front would keep the events until there are many.
            .accelBuffering: "no",
        ],
        body: ResponseBody { writer in
            try await withGracefulShutdownHandler {
                try await tell(watch, to: &writer)
            } onGracefulShutdown: {
                watch.end()
            }
            try await writer.finish(nil)
        })
}

private func tell(_ watch: ChangeWatch, to writer: inout any ResponseBodyWriter) async throws {
    try await writer.write(ByteBuffer(string: "retry: 5000\n\n"))
    try await watch.follow { signal in
        switch signal {
        case .beat: try await writer.write(ByteBuffer(string: ":\n\n"))
        case .change(let change): try await writer.write(change.event)
        }
    }
}

extension Change {
    fileprivate var event: ByteBuffer {
        let fields = [
            ("sequence", String(sequence)), ("kind", kind.jsonText), ("id", id.jsonText),
            ("action", action.jsonText), ("by", by.jsonText), ("at", String(at.milliseconds)),
        ]
        let data = "{" + fields.map { $0.0.jsonText + ":" + $0.1 }.joined(separator: ",") + "}"
        return ByteBuffer(string: "id: \(sequence)\nevent: change\ndata: \(data)\n\n")
    }
}
