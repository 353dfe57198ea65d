// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import HTTPTypes
import UseCases

/// An error as a program is told of it (RFC 9457).
struct Problem: Error, Sendable {
    /// One thing to mend: where, and the key of the sentence.
    struct Part: Sendable {
        let pointer: String
        let message: String
        var arguments: [String: String] = [:]
    }
    let kind: ProblemKind
    /// The key of a sentence that says more than the kind's own; it names a type of its own too.
    var reason: String?
    var arguments: [String: String] = [:]
    var parts: [Part] = []
    var headers: HTTPFields = [:]

    init(_ kind: ProblemKind) { self.kind = kind }

    init(_ kind: ProblemKind, reason: String, _ arguments: [String: String] = [:]) {
        (self.kind, self.reason, self.arguments) = (kind, reason, arguments)
    }

    /// What came in does not fit the document.
    init(misfits: [Misfit]) {
        kind = .invalid
        parts = misfits.map { Part(pointer: $0.pointer, message: $0.message, arguments: $0.arguments) }
    }

    func json(_ messages: MessageCatalogue, _ language: Language, requestID: String) -> JSON {
        func say(_ key: String, _ arguments: [String: String] = [:]) -> JSON {
            .text(messages.text(key, language, arguments))
        }
        var members: [JSON.Member] = [
            .init(name: "type", value: .text(reason.map { "/problems/" + $0 } ?? kind.type)),
            .init(name: "title", value: say(kind.titleKey)),
            .init(name: "status", value: .whole(kind.status.code)),
            .init(name: "detail", value: reason.map { say($0, arguments) } ?? say(kind.textKey)),
            .init(name: "instance", value: .text("urn:jiedui:request:" + requestID)),
        ]
        if !parts.isEmpty {
            let errors = parts.map { part -> JSON in
                [
                    "pointer": .text(part.pointer), "code": .text(part.message),
                    "detail": say(part.message, part.arguments),
                ]
            }
            members.append(.init(name: "errors", value: .list(errors)))
        }
        return .object(members)
    }

    static let shape = Shape<Void>(
        "Problem",
        [
            .init("type", Schema(.text(1...200, nil)).example("/problems/notFound")) { _ in .null },
            .init("title", .text) { _ in .null },
            .init("status", .whole(400...599)) { _ in .null },
            .init("detail", .text) { _ in .null },
            .init("instance", .text) { _ in .null },
        ])

    /// The schema as the document prints it; `errors` stands only where something in the request must be mended.
    static let schema: Schema = {
        let part = Schema.object(
            .init("pointer", Schema.text.example("/title")), .init("code", .text), .init("detail", .text))
        var properties = shape.fields.map { Schema.Property($0.name, $0.schema) }
        properties.append(.optional("errors", .list(part.named("ProblemPart"))))
        return Schema(.object(properties)).named("Problem")
    }()
}
