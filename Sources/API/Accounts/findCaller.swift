// SPDX-License-Identifier: Apache-2.0
import UseCases

/// The person whose program sent `token`; nil where no such token is alive.
func findCaller(
    _ useCases: UseCases, token: String, address: String?, requestID: String
) async throws -> Caller? {
    try await useCases.callerOfToken(secret: token, address: address, requestID: requestID)
}
