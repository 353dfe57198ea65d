// SPDX-License-Identifier: Apache-2.0

/// The reference of the API, made from its OpenAPI document.
struct ReferencePage: PageModel {
    struct Line: Sendable {
        let name: String
        let type: String
        /// The schema to which the type leads; nil where it is a plain one.
        let link: String?
        let place: String
        let isRequired: Bool
        let description: String
    }
    struct Operation: Sendable {
        let id: String
        let method: String
        let path: String
        let summary: String
        let scope: String?
        let parameters: [Line]
        let bodies: [Line]
        let answers: [Line]
    }
    struct Group: Sendable {
        let name: String
        let title: String
        let operations: [Operation]
    }
    struct Component: Sendable {
        let name: String
        let fields: [Line]
        let note: String?
    }
    struct Problem: Sendable {
        let name: String
        let type: String
        let status: Int
        let title: String
        let detail: String
    }
    static let template = "reference"
    static let samples = [
        ReferencePage(
            version: "1", description: "D",
            groups: [
                Group(
                    name: "g", title: "G",
                    operations: [
                        Operation(
                            id: "o", method: "GET", path: "/x", summary: "S", scope: "read", parameters: [line],
                            bodies: [line], answers: [line])
                    ])
            ], components: [Component(name: "C", fields: [line], note: "N")],
            problems: [Problem(name: "p", type: "/problems/p", status: 400, title: "T", detail: "D")])
    ]
    private static let line = Line(
        name: "n", type: "T", link: "T", place: "query", isRequired: true, description: "D")

    let version: String
    let description: String
    let groups: [Group]
    let components: [Component]
    let problems: [Problem]
}

extension ReferencePage {
    init(_ document: OpenAPIDocument) {
        let all = document.paths.flatMap { path, methods in methods.map { (path: path, method: $0.key, $0.value) } }
            .sorted { ($0.path, $0.method) < ($1.path, $1.method) }
        self.init(
            version: document.info.version, description: document.info.description,
            groups: document.tags.map { tag in
                Group(
                    name: tag.name, title: tag.description,
                    operations: all.filter { $0.2.tags.contains(tag.name) }.map {
                        Operation(path: $0.path, method: $0.method, $0.2, document)
                    })
            }.filter { !$0.operations.isEmpty },
            components: document.components.schemas.sorted { $0.key < $1.key }.map {
                Component(
                    name: $0.key, fields: Self.fields(of: $0.value),
                    note: $0.value.variants?.map(\.line).joined(separator: " | "))
            },
            problems: document.problems.map { problem in
                Problem(
                    name: String(problem.type.split(separator: "/").last ?? ""), type: problem.type,
                    status: problem.status, title: problem.title, detail: problem.detail)
            })
    }

    fileprivate static func fields(of schema: OpenAPIDocument.Schema) -> [Line] {
        let required = Set(schema.required ?? [])
        return (schema.properties ?? [:]).sorted { $0.key < $1.key }.map { name, field in
            Line(
                name: name, type: field.line, link: field.component, place: "",
                isRequired: required.contains(name), description: field.description ?? "")
        }
    }
}

extension ReferencePage.Operation {
    fileprivate init(
        path: String, method: String, _ operation: OpenAPIDocument.Operation, _ document: OpenAPIDocument
    ) {
        self.init(
            id: operation.operationId, method: method.uppercased(), path: path, summary: operation.summary,
            scope: operation.scope,
            parameters: (operation.parameters ?? []).map { parameter in
                .init(
                    name: parameter.name, type: parameter.schema.line, link: parameter.schema.component,
                    place: parameter.place, isRequired: parameter.required ?? false,
                    description: parameter.description)
            },
            bodies: (operation.requestBody?.content ?? [:]).sorted { $0.key < $1.key }.flatMap { type, content in
                content.schema.component == nil
                    ? ReferencePage.fields(of: content.schema)
                    : [Self.line(type, content.schema, "")]
            },
            answers: operation.responses.sorted { $0.key < $1.key }.flatMap { status, answer in
                let known = answer.description == nil ? document.components.responses[status] : answer
                let content = (known?.content ?? [:]).sorted { $0.key < $1.key }
                if content.isEmpty {
                    return [
                        ReferencePage.Line(
                            name: status, type: "", link: nil, place: "", isRequired: false,
                            description: known?.description ?? "")
                    ]
                }
                return content.map { type, content in
                    Self.line(status, content.schema, type, description: known?.description ?? "")
                }
            })
    }

    private static func line(
        _ name: String, _ schema: OpenAPIDocument.Schema, _ place: String, description: String = ""
    ) -> ReferencePage.Line {
        // A page of a list is told by what its lines are.
        let items = schema.properties?["items"]
        return .init(
            name: name, type: items.map { "{items: " + $0.line + ", next}" } ?? schema.line,
            link: items?.component ?? schema.component, place: place, isRequired: false, description: description)
    }
}

/// What one error of the API means.
struct ProblemPage: PageModel {
    static let template = "problem"
    static let samples = [ProblemPage(type: "/problems/p", status: 400, title: "T", detail: "D")]
    let type: String
    let status: Int?
    let title: String
    let detail: String
}
