// SPDX-License-Identifier: Apache-2.0
import Domain
import Hummingbird
import UseCases

/// Shows the signed-in person's own account.
func showAccount(_ visit: Visit) async throws -> Response {
    guard let user = visit.session?.user else { throw UseCaseError("session", .notSignedIn) }
    return try visit.show(
        AccountPage(
            username: user.username, displayName: user.displayName,
            roles: user.grants.map { visit.phrases("role." + $0.role.rawValue) }, isChinese: user.language == .chinese))
}
