// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore

extension UseCases {
    /// Records that a rule stood against what the caller asked for; errors of other causes leave nothing. Called where
    /// the error is answered, once the unit of work that it ended is undone. `object` is the identity in the address.
    ///
    /// An object that the caller may not know of is recorded too: who tries its way through foreign identities shows.
    /// The same attempt is recorded once at first; those that follow within a minute become one entry with their count.
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
        let refusal = Refusal(caller: caller, subject: subject, reason: reason)
        let now = surroundings.now()
        let (isFirst, ended) = refusalMemory.take(refusal, at: now)
        guard isFirst || !ended.isEmpty else { return }
        do {
            try await write { connection in
                try record(ended, connection)
                guard isFirst else { return }
                try record(connection, caller, "refuse", subject, result: .refused, reason: reason)
            }
        } catch {
            // Not in the record, so the next one is again the first.
            if isFirst { refusalMemory.forget(refusal) }
            refusalMemory.putBack(ended)
            throw error
        }
    }

    /// Records how often attempts were repeated whose minute is over; `all` those whose minute is not over too, at the
    /// program's end. Called every few seconds.
    package func recordRepeatedRefusals(all: Bool = false) async throws {
        let ended = refusalMemory.takeEnded(at: surroundings.now(), all: all)
        guard !ended.isEmpty else { return }
        do {
            try await write { try record(ended, $0) }
        } catch {
            refusalMemory.putBack(ended)
            throw error
        }
    }

    private func record(_ ended: [RepeatedRefusal], _ connection: any SQLConnection) throws {
        for repeated in ended {
            let refusal = repeated.refusal
            try record(
                connection, refusal.caller, "refuse", refusal.subject,
                after: [
                    "repeated": String(repeated.count), "from": repeated.first.isoText, "until": repeated.last.isoText,
                ], result: .refused, reason: refusal.reason)
        }
    }
}
