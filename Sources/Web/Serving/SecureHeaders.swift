// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird

/// Adds the header fields that keep a browser from doing what a page of ours never needs.
struct SecureHeaders: RouterMiddleware {
    typealias Context = WebContext
    private let fields: [(HTTPField.Name, String)]

    /// No script or style inside a page, nothing from elsewhere, no frame around us.
    static let contentPolicy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
        connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """

    init(settings: WebSettings) {
        var fields: [(HTTPField.Name, String)] = [
            (.contentSecurityPolicy, Self.contentPolicy),
            (.xContentTypeOptions, "nosniff"),
            (.referrerPolicy, "same-origin"),
            (.crossOriginOpenerPolicy, "same-origin"),
            (.permissionsPolicy, "camera=(), geolocation=(), microphone=()"),
        ]
        if settings.isSecure { fields.append((.strictTransportSecurity, "max-age=31536000; includeSubDomains")) }
        self.fields = fields
    }

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for (name, value) in fields { response.headers[name] = value }
        return response
    }
}
