// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import UseCases

/// Ends the session.
func signOut(_ visit: Visit) async throws -> Response {
    if let secret = visit.secret { try await visit.useCases.signOut(secret: secret) }
    var response = visit.goOn(to: Address.showSignIn.path(), notice: "signedOut")
    response.endSession(secure: visit.site.settings.isSecure)
    return response
}
