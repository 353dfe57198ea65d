// SPDX-License-Identifier: Apache-2.0
import Domain
import SQLCore
import Storage

extension UseCases {
    /// So many complaints an hour are taken from one address without a sign-in, so that nobody fills the disk, and
    /// nobody keeps others from complaining. Whole offices may share an address.
    private static let mostUnsignedAnHour = 100

    /// Keeps a complaint or suggestion, from a signed-in person or from anybody (then `caller` is nil). `text` is 1 to
    /// 4000 characters, `replyTo` says how to answer; invalid with the fields `text` and `reply` otherwise.
    package func leaveFeedback(_ caller: Caller?, text: String, replyTo: String?, address: String?) async throws {
        let text = text.trimmingWhitespace
        let replyTo = replyTo?.trimmingWhitespace
        var failures: [ValidationFailure] = []
        if !(1...4_000).contains(text.count) {
            failures.append(
                ValidationFailure(field: "text", message: "feedback.length", arguments: ["longest": "4000"]))
        }
        if (replyTo?.count ?? 0) > 200 {
            failures.append(
                ValidationFailure(field: "reply", message: "feedback.replyLength", arguments: ["longest": "200"]))
        }
        guard failures.isEmpty else { throw UseCaseError("feedback", .invalid(failures)) }
        let address = (address ?? caller?.address).map { String($0.prefix(64)) }
        try await write { connection in
            let now = surroundings.now()
            if caller == nil {
                let count = try FeedbackQueries(connection).countUnsigned(
                    from: address, since: now.advanced(bySeconds: -3600))
                guard count < Self.mostUnsignedAnHour else {
                    throw UseCaseError("feedback", .conflict(reason: "feedback.tooMany"))
                }
            }
            let id: Identifier<FeedbackRecord> = surroundings.identifier()
            try FeedbackQueries(connection).insert(
                FeedbackRecord(
                    id: id.text, at: now, author: caller?.userID, authorName: caller?.name, replyTo: replyTo,
                    text: text, address: address))
            try record(connection, caller, "leave", .feedback(id.text))
        }
    }
}
