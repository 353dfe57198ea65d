// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Hummingbird
import UseCases

/// Shows the form in which an invited person chooses a password.
func showInvitation(_ visit: Visit) async throws -> Response {
    let token = try visit.value("token")
    return try visit.show(InvitationPage(token: token, of: try await visit.useCases.invitedUser(token: token)))
}

/// Takes the password of an invited person, who may sign in from then on.
func acceptInvitation(_ visit: Visit) async throws -> Response {
    let token = try visit.value("token")
    let user = try await visit.useCases.invitedUser(token: token)
    func again(_ failures: Failures) throws -> Response {
        try visit.show(InvitationPage(token: token, of: user, failures: failures), status: .unprocessableContent)
    }
    let password = visit.form.raw("password")
    guard password == visit.form.raw("repeatedPassword") else {
        return try again(.differing("repeatedPassword", visit.phrases))
    }
    do { try await visit.useCases.acceptInvitation(token: token, password: password) } catch {
        return try again(failures(of: error, visit.phrases))
    }
    return visit.goOn(
        to: Address.showSignIn.path(), notice: user.state == .active ? "passwordReset" : "invitationAccepted")
}

extension InvitationPage {
    fileprivate init(token: String, of user: User, failures: Failures = .none) {
        self.init(
            token: token, username: user.username, displayName: user.displayName, isReset: user.state == .active,
            failures: failures)
    }
}
