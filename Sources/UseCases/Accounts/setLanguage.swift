// SPDX-License-Identifier: Apache-2.0
package import Domain
import SQLCore
import Storage

extension UseCases {
    /// The language in which the caller's pages are shown from now on.
    package func setLanguage(_ caller: Caller, to language: Language) async throws {
        guard case .user(let user) = caller.who else { throw UseCaseError("user", .notSignedIn) }
        try caller.require(.changeOwnAccount, on: .installation, "user", knowing: .readDirectory)
        guard user.language != language else { return }
        try await write(caller) { connection in
            try AccountQueries(connection).setLanguage(user.id, to: language, at: surroundings.now())
            try record(
                connection, caller, "setLanguage", .user(user.id),
                before: ["language": user.language.rawValue], after: ["language": language.rawValue])
        }
    }
}
