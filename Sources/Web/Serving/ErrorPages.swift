// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import UseCases

/// Turns whatever went wrong into a page in the visitor's language that says what to do.
struct ErrorPages: RouterMiddleware {
    typealias Context = WebContext
    let site: Site

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch {
            let visitor = (try? await readVisitor(of: request, site: site)) ?? .unknown
            return try await answerError(error, to: visitor, request: request, context: context, site: site)
        }
    }
}

/// What the visitor is told about an error.
struct ErrorShape: Sendable {
    let status: HTTPResponse.Status
    /// The sentences are `error.<name>.title` and `error.<name>.text`.
    let name: String
    /// A sentence that says more, by key, and its arguments.
    var reasons: [ValidationFailure] = []
    var headers: HTTPFields = [:]
}

/// The page of `error`. The text of an unexpected error goes to the log, never to the visitor.
func answerError(
    _ error: any Error, to visitor: Visitor, request: Request, context: WebContext, site: Site
) async throws -> Response {
    let shape = describe(error)
    if shape.status == .internalServerError {
        context.logger.error("unexpected error", metadata: ["error": "\(String(reflecting: error))"])
    }
    let phrases = site.phrases(visitor.language)
    let page = ErrorPage(
        code: shape.status.code, title: phrases("error.\(shape.name).title"),
        explanation: phrases("error.\(shape.name).text"),
        reasons: shape.reasons.map { phrases($0.message, $0.arguments) }, requestID: context.requestID,
        showsSignIn: visitor.session == nil, plan: planAddress(error, context))
    let chrome = Chrome(of: visitor, request: request, context: context, site: site)
    var response = Response.html(try site.templates.render(page, in: chrome), status: shape.status)
    for field in shape.headers { response.headers[field.name] = field.value }
    response.replaceMain(of: request)
    return response
}

extension Response {
    /// Puts a whole page into a page that waits for a part of it: otherwise it would be cut to the part that the form
    /// wanted to replace, which it does not have.
    mutating func replaceMain(of request: Request) {
        guard request.headers[.htmxRequest] != nil else { return }
        headers[.htmxRetarget] = "#main"
        headers[.htmxReselect] = "#main"
        headers[.htmxReswap] = "outerHTML"
    }
}

/// Where the plan is that a draft has become meanwhile; nil for any other error.
private func planAddress(_ error: any Error, _ context: WebContext) -> String? {
    guard (error as? UseCaseError)?.cause == .conflict(reason: "draft.adopted") else { return nil }
    // The question whether to adopt leads to the plan where that has happened.
    return context.parameters.get("id").map { Address.showAdoption.path($0) }
}

private func describe(_ error: any Error) -> ErrorShape {
    switch error {
    case let error as UseCaseError: describe(error)
    case let error as any ExplainedError:
        ErrorShape(
            status: .unprocessableContent, name: "invalid",
            reasons: [ValidationFailure(field: "", message: error.messageKey, arguments: error.arguments)])
    case is TooSlow: ErrorShape(status: .requestTimeout, name: "tooSlow", headers: [.connection: "close"])
    case is NIOTooManyBytesError: ErrorShape(status: .contentTooLarge, name: "tooLarge")
    case let error as HTTPError: describe(error)
    default: ErrorShape(status: .internalServerError, name: "unexpected")
    }
}

private func describe(_ error: HTTPError) -> ErrorShape {
    switch error.status {
    case .notFound: ErrorShape(status: .notFound, name: "notFound")
    case .methodNotAllowed: ErrorShape(status: .methodNotAllowed, name: "method", headers: error.headers)
    case .contentTooLarge: ErrorShape(status: .contentTooLarge, name: "tooLarge")
    case let status where status.code < 500: ErrorShape(status: status, name: "badRequest")
    default: ErrorShape(status: .internalServerError, name: "unexpected")
    }
}

/// The status and the words of an error of an operation.
func describe(_ error: UseCaseError) -> ErrorShape {
    switch error.cause {
    case .notSignedIn: ErrorShape(status: .unauthorized, name: "notSignedIn")
    // Used, expired or never made: one answer.
    case .notFound where error.subject == "invitation": ErrorShape(status: .notFound, name: "invitation")
    case .notFound: ErrorShape(status: .notFound, name: "notFound")
    case .forbidden(let reason): ErrorShape(status: .forbidden, name: "forbidden", reasons: [sentence(reason)])
    case .stale: ErrorShape(status: .conflict, name: "stale")
    case .invalid(let failures): ErrorShape(status: .unprocessableContent, name: "invalid", reasons: failures)
    case .conflict(let reason): ErrorShape(status: .conflict, name: "conflict", reasons: [sentence(reason)])
    case .locked: ErrorShape(status: .tooManyRequests, name: "locked")
    case .busy: ErrorShape(status: .serviceUnavailable, name: "busy")
    case .tooMany(let seconds):
        ErrorShape(status: .tooManyRequests, name: "tooMany", headers: [.retryAfter: String(seconds)])
    case .confirmationNeeded: ErrorShape(status: .forbidden, name: "confirmationNeeded")
    }
}

private func sentence(_ key: String) -> ValidationFailure { ValidationFailure(field: "", message: key) }

/// The page of an error.
struct ErrorPage: PageModel {
    static let template = "error"
    static let samples = [
        ErrorPage(
            code: 404, title: "T", explanation: "E", reasons: ["R"], requestID: "0", showsSignIn: true,
            plan: "/"),
        ErrorPage(
            code: 404, title: "T", explanation: "E", reasons: [], requestID: "0", showsSignIn: false, plan: nil),
    ]
    let code: Int
    let title: String
    let explanation: String
    let reasons: [String]
    let requestID: String
    let showsSignIn: Bool
    /// The plan that the draft has become; nil where it is about something else.
    let plan: String?
}
