// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Checks name and password and begins a session.
func signIn(_ visit: Visit) async throws -> Response {
    let username = visit.form["username"].lowercased()
    let next = ownPath(visit.form.optional("next"))
    do {
        let secret = try await visit.useCases.signIn(
            username: username, password: visit.form.raw("password"), address: visit.visitorAddress,
            userAgent: visit.request.headers[.userAgent])
        // The session that the browser had is over: nobody goes on under two names.
        if let former = visit.secret { try await visit.useCases.signOut(secret: former) }
        var response = Response.seeOther(next ?? Address.start.path())
        response.beginSession(secret, secure: visit.site.settings.isSecure)
        return response
    } catch let error as UseCaseError {
        let failure = try explain(error, visit)
        let page = SignInPage(username: username, next: next ?? "", failure: failure.text)
        return try visit.show(page, status: failure.status)
    }
}

/// One sentence for a wrong name, a wrong password and a user who may not sign in: it must not tell which.
private func explain(_ error: UseCaseError, _ visit: Visit) throws -> (text: String, status: HTTPResponse.Status) {
    switch error.cause {
    case .locked(let until):
        let time = Instant(milliseconds: until).minuteText
        return (visit.phrases("login.locked", ["time": time]), .tooManyRequests)
    case .notFound, .notSignedIn, .forbidden, .invalid, .conflict: return (visit.phrases("login.failed"), .forbidden)
    case .stale, .busy, .tooMany, .confirmationNeeded: throw error
    }
}
