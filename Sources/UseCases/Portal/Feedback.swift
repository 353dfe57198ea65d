// SPDX-License-Identifier: Apache-2.0

extension UseCases {
    /// Keeps a complaint or suggestion, from a signed-in person or from anybody (then `caller` is nil). `text` is 1 to
    /// 4000 characters, `replyTo` says how to answer; invalid with the fields `text` and `reply` otherwise.
    package func leaveFeedback(_ caller: Caller?, text: String, replyTo: String?, address: String?) async throws {
        throw Unfinished()
    }
}
