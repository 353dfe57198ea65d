// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Changes the language: of the signed-in person for good, of anybody else in a cookie, and of whoever signs in next.
func chooseLanguage(_ visit: Visit) async throws -> Response {
    let language = Language(rawValue: visit.form["language"]) ?? .chinese
    if visit.session != nil { try await visit.useCases.setLanguage(try visit.caller, to: language) }
    var response = Response.seeOther(ownPath(visit.form.optional("next")) ?? Address.start.path())
    response.keepLanguage(language, secure: visit.site.settings.isSecure)
    if visit.session == nil { response.keepChoice(language, secure: visit.site.settings.isSecure) }
    return response
}
