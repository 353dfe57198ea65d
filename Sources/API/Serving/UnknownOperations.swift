// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird

/// Answers programs that ask for what is not there, below /api: an address that no operation has, or a method that it
/// does not take.
struct UnknownOperations<Context: APIContext>: RouterMiddleware {
    let site: APISite

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch let error as HTTPError {
            guard request.uri.path.hasPrefix("/api/") else { throw error }
            return refuse(problem(request, error), request, site: site, requestID: context.requestID)
        }
    }

    private func problem(_ request: Request, _ error: HTTPError) -> Problem {
        guard error.status == .notFound else { return describe(error) }
        let parts = request.uri.path.split(separator: "/")
        let methods = APIOperation.allCases.filter { matches($0.declaration.path, parts) }.map(\.method)
        if methods.isEmpty { return Problem(.notFound) }
        var problem = Problem(.methodNotAllowed)
        let names = Set(methods.map(\.rawValue) + (methods.contains(.get) ? ["HEAD"] : []))
        problem.headers[.allow] = names.sorted().joined(separator: ", ")
        return problem
    }

    private func matches(_ path: String, _ parts: [Substring]) -> Bool {
        let pattern = path.split(separator: "/")
        return pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
