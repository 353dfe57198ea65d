// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The OpenAPI document as far as the reference page shows it. Web knows no more of the API than any other reader.
struct OpenAPIDocument: Decodable, Sendable {
    struct Info: Decodable, Sendable {
        let title: String
        let version: String
        let description: String
    }
    struct Tag: Decodable, Sendable {
        let name: String
        let description: String
    }
    struct Operation: Decodable, Sendable {
        let operationId: String
        let tags: [String]
        let summary: String
        let scope: String?
        let parameters: [Parameter]?
        let requestBody: Body?
        let responses: [String: Answer]

        private enum CodingKeys: String, CodingKey {
            case operationId, tags, summary, parameters, requestBody, responses
            case scope = "x-scope"
        }
    }
    struct Parameter: Decodable, Sendable {
        let name: String
        let place: String
        let description: String
        let required: Bool?
        let schema: Schema

        private enum CodingKeys: String, CodingKey {
            case name, description, required, schema
            case place = "in"
        }
    }
    struct Body: Decodable, Sendable {
        let content: [String: Content]
    }
    struct Content: Decodable, Sendable {
        let schema: Schema
    }
    struct Answer: Decodable, Sendable {
        let description: String?
        let content: [String: Content]?
    }
    struct Components: Decodable, Sendable {
        let schemas: [String: Schema]
        let responses: [String: Answer]
    }
    struct Problem: Decodable, Sendable {
        let type: String
        let status: Int
        let title: String
        let detail: String
    }

    let info: Info
    let tags: [Tag]
    let paths: [String: [String: Operation]]
    let components: Components
    let problems: [Problem]

    private enum CodingKeys: String, CodingKey {
        case info, tags, paths, components
        case problems = "x-problems"
    }

    init(_ bytes: [UInt8]) throws { self = try JSONDecoder().decode(Self.self, from: Data(bytes)) }
}

extension OpenAPIDocument {
    /// A JSON schema as far as it is shown.
    final class Schema: Decodable, Sendable {
        let reference: String?
        let types: [String]
        let format: String?
        /// What a field means.
        let description: String?
        let words: [String?]?
        let pattern: String?
        let minimum: Double?
        let maximum: Double?
        let minLength: Int?
        let maxLength: Int?
        let items: Schema?
        let properties: [String: Schema]?
        let required: [String]?
        let variants: [Schema]?

        private enum CodingKeys: String, CodingKey {
            case type, format, description, pattern, minimum, maximum, minLength, maxLength, items, properties,
                required, oneOf
            case reference = "$ref"
            case words = "enum"
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            reference = try values.decodeIfPresent(String.self, forKey: .reference)
            if let type = try? values.decodeIfPresent(String.self, forKey: .type) {
                types = [type]
            } else {
                types = try values.decodeIfPresent([String].self, forKey: .type) ?? []
            }
            format = try values.decodeIfPresent(String.self, forKey: .format)
            description = try values.decodeIfPresent(String.self, forKey: .description)
            words = try values.decodeIfPresent([String?].self, forKey: .words)
            pattern = try values.decodeIfPresent(String.self, forKey: .pattern)
            minimum = try values.decodeIfPresent(Double.self, forKey: .minimum)
            maximum = try values.decodeIfPresent(Double.self, forKey: .maximum)
            minLength = try values.decodeIfPresent(Int.self, forKey: .minLength)
            maxLength = try values.decodeIfPresent(Int.self, forKey: .maxLength)
            items = try values.decodeIfPresent(Schema.self, forKey: .items)
            properties = try values.decodeIfPresent([String: Schema].self, forKey: .properties)
            required = try values.decodeIfPresent([String].self, forKey: .required)
            variants = try values.decodeIfPresent([Schema].self, forKey: .oneOf)
        }
    }
}

extension OpenAPIDocument.Schema {
    /// The name of the component that is referred to, also through a list or beside null.
    var component: String? {
        if let reference { return reference.split(separator: "/").last.map(String.init) }
        if let items { return items.component }
        let named = (variants ?? []).compactMap(\.component)
        return named.count == 1 ? named[0] : nil
    }

    /// The type on one line, such as `string (uuid), null` or `Task[]`.
    var line: String {
        if let reference { return String(reference.split(separator: "/").last ?? "") }
        if let variants { return variants.map(\.line).joined(separator: " | ") }
        let shown = types.map { type in
            type == "array" ? (items?.line ?? "") + "[]" : type
        }
        return ([shown.joined(separator: " | ")] + details).filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private var details: [String] {
        var details: [String] = []
        if let words { details.append(words.compactMap { $0 }.joined(separator: " | ")) }
        if let format { details.append(format) }
        if minimum != nil || maximum != nil { details.append(range(minimum, maximum)) }
        if minLength != nil || maxLength != nil {
            details.append("length " + range(minLength.map(Double.init), maxLength.map(Double.init)))
        }
        return details
    }

    private func range(_ least: Double?, _ most: Double?) -> String {
        (least.map { String(Int($0)) } ?? "") + "…" + (most.map { String(Int($0)) } ?? "")
    }
}
