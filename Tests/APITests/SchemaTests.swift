// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import HTTPTypes
import Testing

@testable import API

@Suite("Schemas")
struct SchemaTests {
    @Test(
        "A moment is read as RFC 3339 prints it",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-01-05T08:30:00.250Z", 1_767_601_800_250),
            ("2026-01-05T16:30:00+08:00", 1_767_601_800_000), ("2000-02-29t23:59:60z", 951_868_799_999),
            ("1969-12-31T23:59:59Z", -1000),
        ])
    func readsMoments(text: String, milliseconds: Int64) {
        #expect(readMoment(text)?.milliseconds == milliseconds)
    }

    @Test("What is printed of a moment is read again", arguments: [0, 1_767_601_800_250, -1, 253_402_300_799_999])
    func returnsMoments(milliseconds: Int64) {
        let moment = Instant(milliseconds: milliseconds)
        #expect(readMoment(moment.printed) == moment)
    }

    @Test(
        "What is no moment is refused",
        arguments: [
            "", "2026-01-05", "2026-02-30T00:00:00Z", "2026-01-05T24:00:00Z", "2026-01-05T08:30Z",
            "2026-01-05T08:30:00",
            "2026-01-05T08:30:61Z", "２026-01-05T08:30:00Z",
        ])
    func refusesMoments(text: String) { #expect(readMoment(text) == nil) }

    @Test(
        "The code of a form accepts what its printed expression accepts",
        arguments: [
            "", " ", "a", "a b", "\t", "a\nb", "\u{0}", "x\u{0}", "\u{2003}", "\u{FEFF}", "abc-def", "-a", "a-",
            "430800", "43080",
            "2026-01-05", "019c0de0-0000-7000-8000-000000000000", "019C0DE0-0000-7000-8000-000000000000", "chen.qing",
            "Chen", "\"3\"", "革命老区", "tasks:all", "tasks:all,plan:a-1", "tasks:all,", ":a", "a:", "a:b:c",
            "2026", "2026Q1", "2026Q5", "2026H2", "2026-13", "2026-12", "0000", "0999Q1", "2026,2026-01", "2026,",
            "2026Q1 ",
        ])
    func formsAgree(text: String) throws {
        let forms: [TextForm] = [
            .identifier, .identifierOrEmpty, .line, .anyLine, .prose, .pairingCode, .division, .divisionOrEmpty,
            .username, .visible, .entityTag, .watches, .period, .periods,
        ]
        for form in forms {
            let expression = try Regex(
                form.pattern.replacing("\\u0000", with: "\\x00").replacing("\\u001f", with: "\\x1f")
            )
            .matchingSemantics(.unicodeScalar)
            let matches = text.wholeMatch(of: expression) != nil
            #expect(form.accepts(text) == matches, "\(form.pattern)")
        }
    }

    @Test("Misfits name their places")
    func namesPlaces() throws {
        let json = try JSON(
            reading: Array(
                #"{"code":"x","kind":"city","oldArea":{"name":" "},"term":{"from":"a","to":3},"zone":1}"#.utf8))
        let places = Set(newPairingSchema.misfits(of: json).map(\.pointer))
        #expect(
            places.isSuperset(of: [
                "/code", "/oldArea/name", "/oldArea/division", "/eastern", "/term/from", "/term/to", "/zone",
            ]))
    }

    @Test(
        "The document names each operation once and says all sentences in each language", arguments: Language.allCases)
    func documentIsComplete(language: Language) throws {
        let printed = writeDocument(
            try MessageCatalogue(), language, APISettings(uploadFolder: "/nowhere", version: "1")
        ).printed
        #expect(!printed.contains("\"api.") && !printed.contains("\"problem."))
        for operation in APIOperation.allCases {
            #expect(printed.contains("\"operationId\":\"\(operation.rawValue)\""))
        }
    }

    @Test("The document says of every field and every parameter what it means", arguments: Language.allCases)
    func describesFields(language: Language) throws {
        let settings = APISettings(uploadFolder: "/nowhere", version: "1")
        let document = writeDocument(try MessageCatalogue(), language, settings)
        var fields = 0
        func look(_ json: JSON, _ place: String) {
            switch json {
            case .object(let members):
                if case .object(let properties)? = json["properties"] {
                    for property in properties {
                        let text = property.value["description"]?.text ?? ""
                        #expect(!text.isEmpty && !text.hasPrefix("api."), "\(place)/\(property.name)")
                        fields += 1
                    }
                }
                for member in members { look(member.value, place + "/" + member.name) }
            case .list(let items): for item in items { look(item, place) }
            default: break
            }
        }
        look(document, "")
        #expect(fields > 400)
        let keys = try MessageCatalogue().keys(language).filter { $0.hasPrefix("api.field.") }
        let printed = document.printed
        for key in keys {
            let parts = key.split(separator: ".")
            #expect(printed.contains("\"\(parts[parts.count - 1])\":"), "no schema has \(key)")
            if parts.count == 4 { #expect(printed.contains("schemas/\(parts[2])\""), "no schema is \(key)") }
        }
    }

    @Test("No two operations have one method and path")
    func routesAreUnique() {
        let routes = APIOperation.allCases.map { $0.method.rawValue + " " + $0.declaration.path }
        #expect(Set(routes).count == routes.count)
    }

    @Test("Every change names the state that it changes, and nothing that only reads can write")
    func changesNeedStates() {
        for operation in APIOperation.allCases {
            let declaration = operation.declaration
            if declaration.method == .patch { #expect(declaration.needsMatch, "\(operation)") }
            if declaration.needsMatch { #expect(declaration.scope == .write, "\(operation)") }
        }
    }
}
