// SPDX-License-Identifier: Apache-2.0
import Domain
import FormData
import HTTPTypes
import Hummingbird
import UseCases

extension APIGate {
    /// The reply to `call`, or the one that was kept under the same key before.
    func once(
        _ key: String?, _ received: ReceivedBody, _ call: Call
    ) async throws -> Reply {
        guard let key, case .user(let user)? = call.holder?.who else { return try await operation.answer(call) }
        let request = OnceRequest(
            account: user.id, key: key, operation: operation.rawValue + " " + call.request.uri.path,
            fingerprint: received.digest)
        let first = FirstReply()
        let (answer, isRepeated) = try await site.useCases.doOnce(request) { useCases in
            let reply = try await operation.answer(call.over(useCases))
            await first.keep(reply)
            return kept(reply)
        }
        // What is shown this once is in the first reply alone, not in what was kept.
        if !isRepeated, let reply = await first.reply { return reply }
        return try await repeated(answer, call)
    }

    /// The reply that was kept. Its content was for whom its holder was then: it is given again only while its holder
    /// may see what was made. Throws what looking at that throws.
    private func repeated(_ answer: OnceAnswer, _ call: Call) async throws -> Reply {
        var reply = Reply(status: .init(code: answer.status))
        reply.location = answer.location
        reply.isRepeated = true
        guard let location = answer.location, let (reading, values) = APIOperation.reading(location) else {
            return reply
        }
        _ = try await reading.answer(call.looking(reading, values))
        reply.tag = answer.tag.map { EntityTag(value: $0) }
        if let text = answer.body { reply.body = .bytes(Array(text.utf8), type: MediaType.json.rawValue) }
        return reply
    }

    private func kept(_ reply: Reply) -> OnceAnswer {
        var text: String?
        if case .json(let json) = reply.body { text = json.without(reply.secret).printed }
        return OnceAnswer(status: reply.status.code, tag: reply.tag?.value, location: reply.location, body: text)
    }
}

/// The reply of the work while it is done.
private actor FirstReply {
    private(set) var reply: Reply?
    func keep(_ reply: Reply) { self.reply = reply }
}

extension Call {
    /// The same request over other use cases.
    fileprivate func over(_ useCases: UseCases) -> Call {
        Call(
            useCases: useCases, site: site, operation: operation, request: request, path: path, query: query,
            body: body, upload: upload, holder: holder, language: language, format: format, requestID: requestID)
    }

    /// The request of the same holder that only looks.
    fileprivate func looking(_ operation: APIOperation, _ path: [String: String]) -> Call {
        Call(
            useCases: useCases, site: site, operation: operation, request: request, path: path, query: [:],
            body: .null, upload: nil, holder: holder, language: language, format: .json, requestID: requestID)
    }
}

extension APIOperation {
    /// The operation that shows what is at `location`, with the values in its path; nil where none does.
    static func reading(_ location: String) -> (operation: APIOperation, values: [String: String])? {
        let parts = location.split(separator: "/")
        for operation in allCases where operation.method == .get {
            let pattern = operation.declaration.path.split(separator: "/")
            guard pattern.count == parts.count else { continue }
            var values: [String: String] = [:]
            let fits = zip(pattern, parts).allSatisfy { place, part in
                guard place.hasPrefix("{") else { return place == part }
                values[String(place.dropFirst().dropLast())] = String(part).percentDecoded
                return true
            }
            if fits { return (operation, values) }
        }
        return nil
    }
}
