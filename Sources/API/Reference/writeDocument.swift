// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import HTTPTypes
import UseCases

/// The OpenAPI document (3.1) of all operations, with its sentences in `language`.
func writeDocument(_ messages: MessageCatalogue, _ language: Language, _ settings: APISettings) -> JSON {
    var writer = DocumentWriter(messages: messages, language: language, settings: settings)
    return writer.document()
}

/// Writes the document; the schemas with a name are collected on the way.
private struct DocumentWriter {
    let messages: MessageCatalogue
    let language: Language
    let settings: APISettings
    var components: Components

    init(messages: MessageCatalogue, language: Language, settings: APISettings) {
        (self.messages, self.language, self.settings) = (messages, language, settings)
        components = Components { schema, field in
            let own = schema.map { "api.field.\($0).\(field)" } ?? ""
            let isKnown = messages.argumentNames(of: own, language) != nil
            return messages.text(isKnown ? own : "api.field." + field, language)
        }
    }

    func say(_ key: String) -> JSON { .text(messages.text(key, language)) }

    mutating func document() -> JSON {
        var paths: [(String, [JSON.Member])] = []
        for operation in APIOperation.allCases {
            let declaration = operation.declaration
            let method = declaration.method.rawValue.lowercased()
            let described = JSON.Member(name: method, value: describe(operation, declaration))
            if let place = paths.firstIndex(where: { $0.0 == declaration.path }) {
                paths[place].1.append(described)
            } else {
                paths.append((declaration.path, [described]))
            }
        }
        _ = components.use(Problem.schema)
        let schemas = components.schemas.sorted { $0.key < $1.key }.map { JSON.Member(name: $0.key, value: $0.value) }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": say("api.title"), "version": .text(settings.version), "description": say("api.description"),
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/"]],
            "security": [["token": []]],
            "tags": .list(
                APIOperation.Feature.allCases.map {
                    ["name": .text($0.rawValue), "description": say("api.tag.\($0.rawValue)")]
                }),
            "paths": .object(paths.map { .init(name: $0.0, value: .object($0.1)) }),
            "components": [
                "securitySchemes": [
                    "token": ["type": "http", "scheme": "bearer", "description": say("api.token")]
                ],
                "schemas": .object(schemas), "headers": headers, "responses": refusals,
            ],
            "x-problems": .list(ProblemKind.allCases.map(describe)),
        ]
    }

    private func describe(_ kind: ProblemKind) -> JSON {
        [
            "type": .text(kind.type), "status": .whole(kind.status.code), "title": say(kind.titleKey),
            "detail": say(kind.textKey),
        ]
    }

    private mutating func describe(_ operation: APIOperation, _ declaration: Declaration) -> JSON {
        var members: [JSON.Member] = []
        func add(_ name: String, _ value: JSON) { members.append(.init(name: name, value: value)) }
        add("operationId", .text(operation.rawValue))
        add("tags", [.text(operation.feature.rawValue)])
        add("summary", say("api.operation.\(operation.rawValue)"))
        if declaration.needsToken {
            add("x-scope", .text(declaration.scope.rawValue))
        } else {
            add("security", [])
        }
        let parameters = describeParameters(declaration)
        if !parameters.isEmpty { add("parameters", .list(parameters)) }
        if let body = describeBody(declaration) { add("requestBody", body) }
        add("responses", describeAnswers(declaration))
        return .object(members)
    }

    private mutating func describeParameters(_ declaration: Declaration) -> [JSON] {
        var parameters = declaration.pathValues.map { name in
            parameter(name, in: "path", isRequired: true, Self.pathSchemas[name] ?? .identifier)
        }
        parameters += declaration.query.map {
            parameter($0.name, in: "query", isRequired: $0.isRequired, $0.schema)
        }
        if declaration.needsMatch {
            parameters.append(parameter("If-Match", in: "header", isRequired: true, Schema.entityTag))
        }
        if declaration.isCreation {
            parameters.append(parameter("Idempotency-Key", in: "header", isRequired: false, Schema.idempotencyKey))
        }
        return parameters
    }

    static let pathSchemas: [String: Schema] = [
        "code": .pairingCode, "page": .whole(1...100_000), "position": .whole(0...100), "kind": .word(AccessKind.self),
        "list": .word(ImportList.self), "number": .whole(1...100_000), "session": Schema(.text(1...128, .visible)),
        "ledger": .ledgerKey, "indicator": .ledgerKey, "field": .ledgerKey, "period": Schema(.text(4...7, .visible)),
        "hash": Schema(.text(64...64, .visible)),
        "key": Schema(.text(3...100, .visible)).example("zhangjiajie-nanjing"),
    ]

    private mutating func parameter(_ name: String, in place: String, isRequired: Bool, _ schema: Schema) -> JSON {
        let key = "api.parameter." + name.filter { $0 != "-" }
        var members: [JSON.Member] = [
            .init(name: "name", value: .text(name)), .init(name: "in", value: .text(place)),
            .init(name: "description", value: say(key)),
        ]
        if isRequired { members.append(.init(name: "required", value: true)) }
        members.append(.init(name: "schema", value: components.use(schema)))
        return .object(members)
    }

    private mutating func describeBody(_ declaration: Declaration) -> JSON? {
        guard let limits = declaration.limits(settings) else { return nil }
        let (type, schema, isRequired): (String, Schema, Bool)
        switch declaration.body {
        case .none: return nil
        case .json(let body): (type, schema, isRequired) = ("application/json", body, true)
        case .optionalJSON(let body): (type, schema, isRequired) = ("application/json", body, false)
        case .lines(let line): (type, schema, isRequired) = (MediaType.lines.rawValue, line, true)
        case .upload(let fields):
            let form = Schema(.object([.init("file", Schema(.file))] + fields)).closed
            (type, schema, isRequired) = ("multipart/form-data", form, true)
        }
        let content = JSON.Member(name: type, value: ["schema": components.use(schema)])
        let arguments = ["bytes": String(limits.bytes), "seconds": String(limits.seconds)]
        return [
            "description": .text(messages.text("api.bodyLimit", language, arguments)),
            "required": .flag(isRequired), "content": .object([content]), "x-body-limit": .whole(limits.bytes),
        ]
    }

    private mutating func describeAnswers(_ declaration: Declaration) -> JSON {
        var answers: [JSON.Member] = [
            .init(name: String(declaration.success.code), value: describeSuccess(declaration))
        ]
        if declaration.findsPresent { answers.insert(.init(name: "200", value: describeSuccess(declaration)), at: 0) }
        if declaration.method == .get {
            answers.append(.init(name: "304", value: ["description": say("api.notModified")]))
        }
        let statuses = Set(declaration.problems.map(\.status.code)).sorted()
        answers += statuses.map { status in
            .init(name: String(status), value: ["$ref": .text("#/components/responses/\(status)")])
        }
        return .object(answers)
    }

    private mutating func describeSuccess(_ declaration: Declaration) -> JSON {
        var headers: [JSON.Member] = []
        func refer(_ name: String) -> JSON.Member {
            .init(name: name, value: ["$ref": .text("#/components/headers/" + name)])
        }
        var content: [JSON.Member] = []
        func add(_ type: MediaType, _ schema: JSON) {
            content.append(.init(name: type.rawValue, value: ["schema": schema]))
        }
        switch declaration.answer {
        case .nothing: break
        case .object(let schema):
            add(.json, components.use(schema))
            headers.append(refer("ETag"))
        case .made(let schema):
            add(.json, components.use(schema))
            headers.append(refer("Location"))
            if declaration.showsMade { headers.append(refer("ETag")) }
        case .page(let item, let types):
            let page = Schema.object(.init("items", .list(item)), .init("next", Schema.text.nullable))
            add(.json, components.use(page))
            for type in types where type != .json { add(type, ["type": "string"]) }
        case .feed(let schema):
            add(.json, components.use(schema))
            add(.events, ["type": "string"])
            headers.append(refer("ETag"))
        case .file(let types): for type in types { add(type, ["type": "string", "format": "binary"]) }
        }
        var members: [JSON.Member] = [.init(name: "description", value: say("api.success"))]
        if !headers.isEmpty { members.append(.init(name: "headers", value: .object(headers))) }
        if !content.isEmpty { members.append(.init(name: "content", value: .object(content))) }
        if !declaration.links.isEmpty { members.append(.init(name: "links", value: describe(declaration.links))) }
        return .object(members)
    }

    private func describe(_ links: [Declaration.Link]) -> JSON {
        .object(
            links.map { link in
                let parameters = link.parameters.map { JSON.Member(name: $0.name, value: .text($0.expression)) }
                return .init(
                    name: link.operation.rawValue,
                    value: ["operationId": .text(link.operation.rawValue), "parameters": .object(parameters)])
            })
    }

    private var headers: JSON {
        [
            "ETag": ["description": say("api.header.ETag"), "schema": ["type": "string"]],
            "Location": [
                "description": say("api.header.Location"), "schema": ["type": "string", "format": "uri-reference"],
            ],
            "Retry-After": ["description": say("api.header.RetryAfter"), "schema": ["type": "integer", "minimum": 1]],
            "WWW-Authenticate": ["description": say("api.header.WWWAuthenticate"), "schema": ["type": "string"]],
        ]
    }

    /// One answer for each status of the problems.
    private var refusals: JSON {
        let statuses = Dictionary(grouping: ProblemKind.allCases, by: \.status.code).sorted { $0.key < $1.key }
        return .object(
            statuses.map { status, kinds in
                var members: [JSON.Member] = [
                    .init(
                        name: "description",
                        value: .text(kinds.map { messages.text($0.titleKey, language) }.joined(separator: " / ")))
                ]
                let header = [401: "WWW-Authenticate", 429: "Retry-After"][status]
                if let header, status != 429 {
                    let reference: JSON = ["$ref": .text("#/components/headers/" + header)]
                    members.append(.init(name: "headers", value: .object([.init(name: header, value: reference)])))
                }
                let schema: JSON = ["$ref": "#/components/schemas/Problem"]
                members.append(.init(name: "content", value: ["application/problem+json": ["schema": schema]]))
                return .init(name: String(status), value: .object(members))
            })
    }
}

extension Schema {
    static let entityTag = Schema(.text(1...500, .entityTag)).example("\"3\"")
    static let idempotencyKey = Schema(.text(1...200, .visible)).example("7f1a8c1e-upload-1")
}
