// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import UseCases

extension APIGate {
    /// The reply of `body`, or the one that was stored under the same key before.
    func once(
        _ key: String?, _ holder: Caller?, _ received: ReceivedBody,
        _ body: @Sendable (UseCases) async throws -> Reply
    ) async throws -> Reply {
        try await body(site.useCases)
    }
}
