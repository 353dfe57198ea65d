// SPDX-License-Identifier: Apache-2.0
import FormData
import HTTPTypes
import Hummingbird
import Logging
import Metrics

/// Writes one line per request and counts it. The query is left out: it may hold what a person searched for. So is the
/// token of an invitation, which opens an account, and the secret of a calendar.
struct RequestRecord: RouterMiddleware {
    typealias Context = WebContext

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response = try await next(request, context)
        let duration = ContinuousClock.now - start
        response.headers[.requestIdentity] = context.requestID
        record(request, response.status.code, duration, context)
        return response
    }

    private func record(_ request: Request, _ status: Int, _ duration: Duration, _ context: WebContext) {
        let route = context.endpointPath ?? "none"
        let nanoseconds = duration.components.seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000
        let dimensions = [("method", request.method.rawValue), ("route", route), ("status", String(status))]
        Counter(label: "http_requests_total", dimensions: dimensions).increment()
        Metrics.Timer(label: "http_request_duration", dimensions: [("route", route)]).recordNanoseconds(nanoseconds)
        context.logger.log(
            level: request.uri.path.hasPrefix("/assets/") ? .debug : .info, "request",
            metadata: [
                "method": "\(request.method.rawValue)", "path": "\(shownPath(request.uri.path))", "status": "\(status)",
                "milliseconds": "\(nanoseconds / 1_000_000)",
            ])
    }
}

/// The path as the log tells it: of what opens something by itself only the kind, also where no address has this path.
func shownPath(_ path: String) -> String {
    let parts = path.split(separator: "/")
    guard parts.count > 1, let first = parts.first.map(String.init)?.percentDecoded?.lowercased(),
        ["invitations", "calendar"].contains(first)
    else { return path }
    return "/" + first + "/…"
}
