// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Shows the form for a new password.
func showPassword(_ visit: Visit) async throws -> Response {
    try visit.show(
        PasswordPage(
            isFirst: visit.session?.user.mustChangePassword ?? false, keepsTokens: false, failures: .none))
}

/// Changes the password of the signed-in person; every other session of theirs ends.
func changePassword(_ visit: Visit) async throws -> Response {
    let isFirst = visit.session?.user.mustChangePassword ?? false
    let keepsTokens = visit.form.optional("endTokens") == nil
    func again(_ failures: Failures) throws -> Response {
        try visit.show(
            PasswordPage(isFirst: isFirst, keepsTokens: keepsTokens, failures: failures), status: .unprocessableContent)
    }
    let new = visit.form.raw("new")
    guard new == visit.form.raw("repeatedPassword") else {
        return try again(.differing("repeatedPassword", visit.phrases))
    }
    do {
        try await visit.useCases.changePassword(
            try visit.caller, from: visit.form.raw("old"), to: new, keepingTokens: keepsTokens)
    } catch { return try again(failures(of: error, visit.phrases)) }
    return isFirst
        ? visit.goOn(to: Address.start.path(), notice: "passwordChosen")
        : visit.goOn(to: Address.account.path(), notice: keepsTokens ? "passwordChosen" : "passwordChanged")
}
