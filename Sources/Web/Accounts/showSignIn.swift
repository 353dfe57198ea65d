// SPDX-License-Identifier: Apache-2.0
import Hummingbird

/// Shows the sign-in form; a person who is signed in goes on to the start page.
func showSignIn(_ visit: Visit) async throws -> Response {
    guard visit.session == nil else { return .seeOther(Address.start.path()) }
    return try visit.show(SignInPage(username: "", next: ownPath(visit.query.optional("next")) ?? "", failure: nil))
}
