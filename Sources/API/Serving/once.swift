// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import UseCases

extension APIGate {
    /// The reply of `body`, or the one that was kept under the same key before.
    func once(
        _ key: String?, _ holder: Caller?, _ received: ReceivedBody, path: String,
        _ body: @Sendable (UseCases) async throws -> Reply
    ) async throws -> Reply {
        guard let key, case .user(let user)? = holder?.who else { return try await body(site.useCases) }
        let request = OnceRequest(
            account: user.id, key: key, operation: operation.rawValue + " " + path, fingerprint: received.digest)
        let (answer, isRepeated) = try await site.useCases.doOnce(request) { try await kept(body($0)) }
        var reply = Reply(status: .init(code: answer.status))
        reply.location = answer.location
        reply.tag = answer.tag.map { EntityTag(value: $0) }
        reply.isRepeated = isRepeated
        if let text = answer.body { reply.body = .bytes(Array(text.utf8), type: MediaType.json.rawValue) }
        return reply
    }

    private func kept(_ reply: Reply) -> OnceAnswer {
        var text: String?
        if case .json(let json) = reply.body { text = json.without(reply.secret).printed }
        return OnceAnswer(status: reply.status.code, tag: reply.tag?.value, location: reply.location, body: text)
    }
}
