// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import LedgerEngine
import Testing

@Suite("Definitions as JSON Schema")
struct JSONSchemaTests {
    @Test("Every field of every register has its shape, the required ones are named, nothing else is allowed")
    func all() throws {
        let book = try ShippedLedgers.book()
        for ledger in book.ledgers {
            let schema = jsonSchema(of: ledger, codeLists: book.codeLists, language: .english)
            for field in ledger.fields {
                let property = try #require(schema["properties"]?[field.key], "\(ledger.key) \(field.key)")
                #expect(property["title"] == .text(field.title.english))
                #expect(property["type"] == (field.isMany ? .text("array") : type(field.kind)))
                if field.isMany { #expect(property["items"]?["type"] == type(field.kind)) }
            }
            let required = ledger.fields.filter(\.isRequired).map { SchemaValue.text($0.key) }
            #expect(schema["required"] == .list(required))
            #expect(schema["additionalProperties"] == .flag(false))
        }
    }

    private func type(_ kind: FieldKind) -> SchemaValue {
        switch kind {
        case .count: .text("integer")
        case .flag: .text("boolean")
        default: .text("string")
        }
    }

    @Test("Choices are their codes with titles, bounds are bounds, personal fields say so")
    func details() throws {
        let book = try ShippedLedgers.book()
        let visit = jsonSchema(of: try #require(book["visit"]), codeLists: book.codeLists, language: .chinese)
        #expect(visit["properties"]?["people"]?["minimum"] == .whole(1))
        #expect(visit["properties"]?["people"]?["maximum"] == .whole(500))
        #expect(visit["properties"]?["people"]?["x-unit"] == .text("人次"))
        guard case .list(let levels)? = visit["properties"]?["level"]?["oneOf"] else { throw NoList() }
        #expect(levels.count == 6)
        #expect(levels[1]["const"] == .text("cityHead"))
        let secondment = jsonSchema(of: try #require(book["secondment"]), codeLists: book.codeLists, language: .english)
        #expect(secondment["properties"]?["person"]?["x-personal"] == .flag(true))
    }

    private struct NoList: Error {}
}
