// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Testing

@testable import API

@Suite("Registers as JSON")
struct LedgerSchemaTests {
    private static let reading = Result { try LedgerBook() }

    private func schema(_ ledger: Ledger, _ language: Language) throws -> JSON {
        ledgerSchema(ledger, try Self.reading.get().codeLists, try MessageCatalogue(), language)
    }

    @Test("Every field of every register has its shape, the required ones are named, nothing else is allowed")
    func all() throws {
        for ledger in try Self.reading.get().ledgers {
            let schema = try schema(ledger, .english)
            for field in ledger.fields {
                let property = try #require(schema["properties"]?[field.key], "\(ledger.key) \(field.key)")
                #expect(property["title"] == .text(field.title.english))
                #expect(property["type"] == (field.isMany ? "array" : type(field.kind)), "\(ledger.key) \(field.key)")
                if field.isMany { #expect(property["items"]?["type"] == type(field.kind)) }
            }
            #expect(schema["required"] == .texts(ledger.fields.filter(\.isRequired).map(\.key)))
            #expect(schema["additionalProperties"] == false)
        }
    }

    private func type(_ kind: FieldKind) -> JSON {
        switch kind {
        case .count, .money: "integer"
        case .flag: "boolean"
        default: "string"
        }
    }

    @Test("Choices are their codes with titles, bounds are bounds, personal fields say so")
    func details() throws {
        let book = try Self.reading.get()
        let visit = try schema(#require(book["visit"]), .chinese)["properties"]
        #expect(visit?["people"]?["minimum"] == 1 && visit?["people"]?["maximum"] == 500)
        #expect(visit?["people"]?["x-unit"] == "人次")
        guard case .list(let levels)? = visit?["level"]?["oneOf"] else { throw NoList() }
        #expect(levels.count == 6 && levels.dropFirst().first?["const"] == "cityHead")
        let secondment = try schema(#require(book["secondment"]), .english)["properties"]
        #expect(secondment?["person"]?["x-personal"] == true)
    }

    @Test("A whole number of money is fen, a text is read as typed, JSON of another kind is a problem of its place")
    func typed() throws {
        let project = try #require(try Self.reading.get()["project"])
        let money = try #require(project.fields.first { $0.kind == .money })
        #expect(try money.typed(1_200_050, at: "/value") == "12000.5")
        #expect(try money.typed("1,200万元", at: "/value") == "1,200万元")
        #expect(throws: Problem.self) { try money.typed(true, at: "/value") }
        #expect(throws: Problem.self) { try money.typed(["a": 1], at: "/value") }
    }

    private struct NoList: Error {}
}
