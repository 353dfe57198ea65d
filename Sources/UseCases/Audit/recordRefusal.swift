// SPDX-License-Identifier: Apache-2.0
import Domain

extension UseCases {
    /// Records that a rule stood against what the caller asked for; errors of other causes leave nothing. Called where
    /// the error is answered, once the unit of work that it ended is undone. `object` is the identity in the address.
    ///
    /// An object that the caller may not know of is recorded too: who tries its way through foreign identities shows.
    package func recordRefusal(_ caller: Caller, _ error: UseCaseError, object: String?) async throws {
        let reason: String
        switch error.cause {
        case .forbidden(let key): reason = key
        default:
            guard let hidden = error.hiddenReason else { return }
            reason = hidden
        }
        let object = object.map { String($0.prefix(100)) } ?? "-"
        let subject = AuditSubject(kind: error.subject, id: object.isEmpty ? "-" : object, pairing: nil)
        try await write { try record($0, caller, "refuse", subject, result: .refused, reason: reason) }
    }
}
