// SPDX-License-Identifier: Apache-2.0

/// How values of the program are sent: each field once, with its schema and where it comes from. The document, the JSON
/// and the columns of the tables are made of this one list, so that none of them can say something else.
struct Shape<Value>: Sendable {
    struct Field: Sendable {
        let name: String
        let schema: Schema
        let value: @Sendable (Value) -> JSON

        init(_ name: String, _ schema: Schema, _ value: @escaping @Sendable (Value) -> JSON) {
            (self.name, self.schema, self.value) = (name, schema, value)
        }
    }
    let name: String
    let fields: [Field]

    init(_ name: String, _ fields: [Field]) { (self.name, self.fields) = (name, fields) }

    var schema: Schema {
        Schema(.object(fields.map { Schema.Property($0.name, $0.schema) })).named(name)
    }

    func json(_ value: Value) -> JSON {
        .object(fields.map { JSON.Member(name: $0.name, value: $0.value(value)) })
    }

    func list(_ values: [Value]) -> JSON { .list(values.map(json)) }
}

extension Shape.Field {
    static func text(_ name: String, _ value: @escaping @Sendable (Value) -> String) -> Self {
        Self(name, .text) { .text(value($0)) }
    }
    static func optionalText(_ name: String, _ value: @escaping @Sendable (Value) -> String?) -> Self {
        Self(name, .text.nullable) { .optional(value($0)) }
    }
    static func texts(_ name: String, _ value: @escaping @Sendable (Value) -> [String]) -> Self {
        Self(name, .list(.text)) { .texts(value($0)) }
    }
    static func identifier(_ name: String, _ value: @escaping @Sendable (Value) -> String) -> Self {
        Self(name, .identifier) { .text(value($0)) }
    }
    static func optionalIdentifier(_ name: String, _ value: @escaping @Sendable (Value) -> String?) -> Self {
        Self(name, .identifier.nullable) { .optional(value($0)) }
    }
    static func count(_ name: String, _ value: @escaping @Sendable (Value) -> Int) -> Self {
        Self(name, .count) { .whole(value($0)) }
    }
    static func optionalCount(_ name: String, _ value: @escaping @Sendable (Value) -> Int?) -> Self {
        Self(name, .count.nullable) { .optional(value($0)) }
    }
    static func flag(_ name: String, _ value: @escaping @Sendable (Value) -> Bool) -> Self {
        Self(name, .flag) { .flag(value($0)) }
    }
    static func word<Word: CaseIterable & RawRepresentable & Sendable>(
        _ name: String, _ value: @escaping @Sendable (Value) -> Word
    ) -> Self where Word.RawValue == String { Self(name, .word(Word.self)) { .text(value($0).rawValue) } }
    static func optionalWord<Word: CaseIterable & RawRepresentable & Sendable>(
        _ name: String, _ value: @escaping @Sendable (Value) -> Word?
    ) -> Self where Word.RawValue == String {
        Self(name, .word(Word.self).nullable) { .optional(value($0)?.rawValue) }
    }
    static func part<Part>(
        _ name: String, _ shape: Shape<Part>, _ value: @escaping @Sendable (Value) -> Part
    ) -> Self { Self(name, shape.schema) { shape.json(value($0)) } }
    static func optionalPart<Part>(
        _ name: String, _ shape: Shape<Part>, _ value: @escaping @Sendable (Value) -> Part?
    ) -> Self { Self(name, shape.schema.nullable) { value($0).map(shape.json) ?? .null } }
    static func parts<Part>(
        _ name: String, _ shape: Shape<Part>, _ value: @escaping @Sendable (Value) -> [Part]
    ) -> Self { Self(name, .list(shape.schema)) { shape.list(value($0)) } }
}
