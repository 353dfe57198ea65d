// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Checks name and password and begins a session, or asks for the code of the second factor first.
func signIn(_ visit: Visit) async throws -> Response {
    let username = visit.form["username"].lowercased()
    let next = ownPath(visit.form.optional("next"))
    do {
        let step = try await visit.useCases.signIn(
            username: username, password: visit.form.raw("password"), address: visit.visitorAddress,
            userAgent: visit.request.headers[.userAgent])
        switch step {
        case .signedIn(let secret): return try await beginSession(secret, visit, next: next)
        case .codeNeeded(let ticket):
            return try visit.show(SignInCodePage(ticket: ticket, next: next ?? "", failure: nil))
        }
    } catch let error as UseCaseError {
        let failure = try explain(error, visit)
        let page = SignInPage(username: username, next: next ?? "", failure: failure.text)
        return try visit.show(page, status: failure.status)
    }
}

/// Gives the browser a new session and goes on. The one that it had is over: nobody goes on under two names.
func beginSession(_ secret: String, _ visit: Visit, next: String?) async throws -> Response {
    if let former = visit.secret { try await visit.useCases.signOut(secret: former) }
    var response = Response.seeOther(next ?? Address.start.path())
    response.beginSession(secret, secure: visit.site.settings.isSecure)
    if let chosen = visit.request.cookies[CookieName.chosenLanguage] {
        if let language = Language(rawValue: chosen.value) { try await setLanguage(language, of: secret, visit) }
        response.keepChoice(nil, secure: visit.site.settings.isSecure)
    }
    return response
}

/// What was chosen before signing in is the person's choice from then on.
private func setLanguage(_ language: Language, of secret: String, _ visit: Visit) async throws {
    guard let session = try await visit.useCases.session(secret: secret) else { return }
    let caller = Caller(
        who: .user(session.user), door: .session(idHash: session.idHash), address: visit.visitorAddress,
        requestID: visit.context.requestID)
    try await visit.useCases.setLanguage(caller, to: language)
}

/// One sentence for a wrong name, a wrong password and a user who may not sign in: it must not tell which.
func explain(_ error: UseCaseError, _ visit: Visit) throws -> (text: String, status: HTTPResponse.Status) {
    switch error.cause {
    case .locked(let until):
        let time = Instant(milliseconds: until).minuteText
        return (visit.phrases("login.locked", ["time": time]), .tooManyRequests)
    case .invalid(let failures) where failures.contains { $0.field == "code" }:
        return (visit.phrases("signIn.wrongCode"), .forbidden)
    case .notFound, .notSignedIn, .forbidden, .invalid, .conflict: return (visit.phrases("login.failed"), .forbidden)
    case .stale, .busy, .tooMany, .confirmationNeeded: throw error
    }
}
