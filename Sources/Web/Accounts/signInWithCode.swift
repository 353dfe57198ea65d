// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Checks the code of the second factor and begins a session.
func signInWithCode(_ visit: Visit) async throws -> Response {
    let (ticket, next) = (visit.form["ticket"], ownPath(visit.form.optional("next")))
    do {
        let secret = try await visit.useCases.signIn(
            ticket: ticket, code: visit.form["code"], address: visit.visitorAddress,
            userAgent: visit.request.headers[.userAgent])
        return try await beginSession(secret, visit, next: next)
    } catch let error as UseCaseError {
        if error.cause == .notSignedIn {
            return visit.goOn(to: signInAddress(comingBackTo: next ?? "/"), notice: "signInAgain")
        }
        let failure = try explain(error, visit)
        return try visit.show(
            SignInCodePage(ticket: ticket, next: next ?? "", failure: failure.text), status: failure.status)
    }
}

/// The form for the code, after the password was right.
struct SignInCodePage: PageModel {
    static let template = "login-code"
    static let samples = [
        SignInCodePage(ticket: "t", next: "/", failure: "F"), SignInCodePage(ticket: "t", next: "", failure: nil),
    ]
    let ticket: String
    let next: String
    let failure: String?
}
