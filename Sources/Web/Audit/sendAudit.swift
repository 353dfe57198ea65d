// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

/// Sends what the filter of the record finds as comma-separated text, newest first.
func sendAuditAsText(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let query = try RecordFilter(visit.query, visit.phrases).asked()
    try await visit.useCases.beginDownload(caller, query)
    return download(visit, "csv", type: "text/csv; charset=utf-8") { writer in
        var isFirst = true
        try await forEachPage(visit, caller, query) { links in
            try await writer.write(ByteBuffer(bytes: recordTable(links, isFirst: isFirst)))
            isFirst = false
        }
    }
}

/// Sends the record as lines of JSON with their hashes: a stretch of the chain that can be verified, or, where the
/// filter asks for more than a stretch of time or the visitor reads only a part, what is found, newest first.
func sendAuditAsLines(_ visit: Visit) async throws -> Response {
    let caller = try visit.caller
    let query = try RecordFilter(visit.query, visit.phrases).asked()
    let type = "application/x-ndjson; charset=utf-8"
    guard query.leavesOut || !visit.useCases.readsWholeRecord(caller) else {
        let stretch = try await visit.useCases.beginExport(
            caller, from: query.from, to: query.to, version: visit.site.settings.version)
        return download(visit, "ndjson", type: type) { writer in
            var stretch = stretch
            try await writer.write(ByteBuffer(string: stretch.header + "\n"))
            while case let links = try await visit.useCases.next(of: &stretch), !links.isEmpty {
                try await writer.write(ByteBuffer(string: links.map { $0.line + "\n" }.joined()))
            }
            try await writer.write(ByteBuffer(string: stretch.trailer + "\n"))
        }
    }
    try await visit.useCases.beginDownload(caller, query)
    return download(visit, "ndjson", type: type) { writer in
        try await forEachPage(visit, caller, query) { links in
            try await writer.write(ByteBuffer(string: links.map { $0.line + "\n" }.joined()))
        }
    }
}

private func download(
    _ visit: Visit, _ ending: String, type: String,
    _ body: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
) -> Response {
    Response(
        status: .ok,
        headers: [
            .contentType: type, .cacheControl: "no-store",
            .contentDisposition: Response.attachment(visit.phrases("audit.fileName") + "." + ending),
        ],
        body: ResponseBody { writer in
            try await body(&writer)
            try await writer.finish(nil)
        })
}

private func forEachPage(
    _ visit: Visit, _ caller: Caller, _ query: RecordQuery, _ body: ([AuditLink]) async throws -> Void
) async throws {
    var query = query
    query.limit = 1_000
    repeat {
        let page = try await visit.useCases.recordEntries(caller, query)
        try await body(page.items)
        query.after = page.next
    } while query.after != nil
}
