// SPDX-License-Identifier: Apache-2.0

/// The schemas that have a name, collected while the document is printed.
struct Components {
    private(set) var schemas: [String: JSON] = [:]
    private var signatures: [String: [String]] = [:]
    /// What a member of an object means; the name of its schema goes first where it has one.
    private let meaning: (_ schema: String?, _ member: String) -> String

    init(_ meaning: @escaping (_ schema: String?, _ member: String) -> String) { self.meaning = meaning }

    /// What stands where `schema` is used: a reference where it has a name.
    mutating func use(_ schema: Schema) -> JSON {
        guard let name = schema.name else { return whole(schema) }
        let signature = schema.signature
        precondition(signatures[name, default: signature] == signature, "two schemas are called \(name)")
        signatures[name] = signature
        if schemas[name] == nil {
            // A name that is known already ends the recursion.
            schemas[name] = .null
            schemas[name] = describe(schema)
        }
        let reference: JSON = ["$ref": .text("#/components/schemas/" + name)]
        return schema.isNullable ? ["oneOf": [reference, ["type": "null"]]] : reference
    }

    private mutating func whole(_ schema: Schema) -> JSON {
        guard schema.isNullable, case .object(var members) = describe(schema) else { return describe(schema) }
        for (place, member) in members.enumerated() {
            switch (member.name, member.value) {
            case ("type", .text(let type)): members[place] = .init(name: "type", value: [.text(type), "null"])
            case ("enum", .list(let words)): members[place] = .init(name: "enum", value: .list(words + [.null]))
            default: break
            }
        }
        return .object(members)
    }

    private mutating func describe(_ schema: Schema) -> JSON {
        var members: [JSON.Member] = []
        func add(_ name: String, _ value: JSON) { members.append(.init(name: name, value: value)) }
        switch schema.kind {
        case .any: break
        case .variants(let variants): add("oneOf", .list(variants.map { use($0.1) }))
        default: add("type", .text(schema.typeName))
        }
        switch schema.kind {
        case .text(let length, let form): members += describe(length, form)
        case .word(let words): add("enum", .texts(words))
        case .moment: add("format", "date-time")
        case .whole(let range): members += describe(range, "minimum", "maximum")
        case .number(let range):
            add("minimum", .number(range.lowerBound))
            add("maximum", .number(range.upperBound))
        case .list(let item, let count):
            add("items", use(item))
            members += describe(count, "minItems", "maxItems")
        case .object(let properties): members += describe(properties, of: schema.name, isClosed: schema.isClosed)
        case .map(let item): add("additionalProperties", use(item))
        case .variants(let variants):
            if variants.allSatisfy({ $0.1.name != nil }) {
                add("discriminator", ["propertyName": "kind", "mapping": mapping(variants)])
            }
        case .file: add("format", "binary")
        case .flag, .any: break
        }
        if let example = schema.example { add("examples", [example]) }
        return .object(members)
    }

    private func mapping(_ variants: [(kind: String, Schema)]) -> JSON {
        .object(
            variants.map { variant in
                .init(name: variant.kind, value: .text("#/components/schemas/" + (variant.1.name ?? "")))
            })
    }

    private func describe(_ length: ClosedRange<Int>, _ form: TextForm?) -> [JSON.Member] {
        var members = describe(length, "minLength", "maxLength")
        if let form {
            members.append(.init(name: "pattern", value: .text(form.pattern)))
            if let format = form.format { members.append(.init(name: "format", value: .text(format))) }
        }
        return members
    }

    /// The bounds that say something: lengths begin at 0 anyway, and the largest number is none.
    private func describe(_ range: ClosedRange<Int>, _ least: String, _ most: String) -> [JSON.Member] {
        var members: [JSON.Member] = []
        if range.lowerBound > Int.min && (range.lowerBound > 0 || least == "minimum") {
            members.append(.init(name: least, value: .whole(range.lowerBound)))
        }
        if range.upperBound < Int.max { members.append(.init(name: most, value: .whole(range.upperBound))) }
        return members
    }

    private mutating func describe(
        _ properties: [Schema.Property], of name: String?, isClosed: Bool
    ) -> [JSON.Member] {
        let described = properties.map { property -> JSON.Member in
            var schema = use(property.schema)
            if case .object(var members) = schema {
                members.append(.init(name: "description", value: .text(meaning(name, property.name))))
                schema = .object(members)
            }
            return .init(name: property.name, value: schema)
        }
        var members = [JSON.Member(name: "properties", value: .object(described))]
        let required = properties.filter(\.isRequired).map(\.name)
        if !required.isEmpty { members.append(.init(name: "required", value: .texts(required))) }
        if isClosed { members.append(.init(name: "additionalProperties", value: .flag(false))) }
        return members
    }
}

extension Schema {
    /// Enough of it to tell two schemas apart that were given one name by mistake.
    fileprivate var signature: [String] {
        switch kind {
        case .object(let properties): properties.map { $0.name + ":" + $0.schema.typeName }
        case .variants(let variants): variants.map(\.kind)
        default: [typeName]
        }
    }
}
