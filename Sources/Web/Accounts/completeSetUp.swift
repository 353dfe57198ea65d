// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Creates the three administrators and invites the first person of an office. The token works once.
func completeSetUp(_ visit: Visit) async throws -> Response {
    let token = visit.form["token"]
    guard try await visit.useCases.opensSetUp(token: token) else {
        return try visit.show(SetUpClosedPage(wasWrong: true), status: .forbidden)
    }
    if let language = Language(rawValue: visit.form["language"]) {
        return try await setUpPage(visit, token: token, in: language)
    }
    func again(_ failures: Failures) async throws -> Response {
        try visit.show(
            try await setUpPage(visit, token: token, failures: failures), status: .unprocessableContent)
    }
    let differing = SetUpPage.administrators.filter {
        visit.form.raw($0 + ".password") != visit.form.raw($0 + ".repeatedPassword")
    }
    guard differing.isEmpty else {
        let found = differing.map {
            ValidationFailure(field: $0 + ".repeatedPassword", message: "account.passwordsDiffer")
        }
        return try await again(Failures(found, visit.phrases))
    }
    do {
        let result = try await visit.useCases.completeSetUp(
            token: token, request(visit.form), from: Caller(who: .local, address: visit.visitorAddress))
        return try visit.show(
            SetUpDonePage(
                invitation: result.invitation, officeName: visit.form["office.displayName"], origin: visit.origin))
    } catch { return try await again(failures(of: error, visit.phrases)) }
}

/// The page in another language, with what was typed but for the passwords.
private func setUpPage(_ visit: Visit, token: String, in language: Language) async throws -> Response {
    let turned = Visit(
        site: visit.site, request: visit.request, context: visit.context, session: visit.session,
        secret: visit.secret, language: language, query: visit.query, form: visit.form)
    var response = try turned.show(try await setUpPage(turned, token: token, failures: .none))
    response.keepLanguage(language, secure: visit.site.settings.isSecure)
    response.keepChoice(language, secure: visit.site.settings.isSecure)
    return response
}

private func request(_ form: FormFields) -> SetUpRequest {
    func person(_ prefix: String) -> SetUpRequest.Person {
        .init(
            username: form[prefix + ".username"].lowercased(), displayName: form[prefix + ".displayName"],
            password: form.raw(prefix + ".password"))
    }
    return SetUpRequest(
        systemAdmin: person("systemAdmin"), securityAdmin: person("securityAdmin"), auditAdmin: person("auditAdmin"),
        officeUsername: form["office.username"].lowercased(), officeDisplayName: form["office.displayName"],
        officePairing: form["officePairing"], officeSide: Side(rawValue: form["officeSide"]) ?? .oldArea)
}

extension Visit {
    /// The scheme and host under which the visitor reached us.
    var origin: String {
        (site.settings.isSecure ? "https://" : "http://") + (request.head.authority ?? "localhost")
    }
}
