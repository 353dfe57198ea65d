// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Testing

@Suite("Message catalogues")
struct MessageCatalogueTests {
    @Test("Both languages have the same keys")
    func sameKeys() throws {
        let catalogue = try MessageCatalogue()
        let keys = Language.allCases.map { catalogue.keys($0) }
        #expect(!keys[0].isEmpty)
        #expect(keys[0].symmetricDifference(keys[1]).sorted() == [])
    }

    @Test("Both languages use the same arguments")
    func sameArguments() throws {
        let catalogue = try MessageCatalogue()
        for key in catalogue.keys(.english).sorted() {
            let english = catalogue.argumentNames(of: key, .english)
            #expect(catalogue.argumentNames(of: key, .chinese) == english, "\(key)")
        }
    }

    @Test(
        "Arguments are filled in",
        arguments: [
            ("plain", [:], "No argument"),
            ("two", ["name": "A", "count": "3"], "A has 3 tasks"),
            ("two", ["name": "A"], "A has {count} tasks"),
            ("twice", ["n": "1"], "1 of 1"),
            ("brace", ["n": "1"], "{ not one } and 1"),
            ("unknown.key", ["n": "1"], "unknown.key"),
        ] as [(String, [String: String], String)])
    func arguments(key: String, arguments: [String: String], expected: String) throws {
        let text = """
            plain: No argument
            two: "{name} has {count} tasks"
            twice: "{n} of {n}"
            brace: "{ not one } and {n}"
            """
        try withFolder(["messages/a.en.yml": text]) { folder in
            let catalogue = try MessageCatalogue(folder: folder)
            #expect(catalogue.text(key, .english, arguments) == expected)
        }
    }

    @Test(
        "A bad catalogue names its file and line",
        arguments: [
            (["messages/a.en.yml": "a: 1\nb:\n  c: 1\n"], "messages/a.en.yml:3: every key has one text"),
            (["messages/a.en.yml": "a: 1\na: 2\n"], "messages/a.en.yml:1: keys appear twice: a"),
            (
                ["messages/a.en.yml": "a: 1\n", "messages/b.en.yml": "\na: 1\n"],
                "messages/b.en.yml:2: a stands in another file too"
            ),
            (["messages/a.fr.yml": "a: 1\n"], "messages/a.fr.yml: names no language"),
            (["messages/a.en.yml": "- a\n"], "messages/a.en.yml:1: must be a mapping of keys to texts"),
        ] as [([String: String], String)])
    func badCatalogue(files: [String: String], expected: String) throws {
        try withFolder(files) { folder in
            let error = #expect(throws: DefinitionError.self) { try MessageCatalogue(folder: folder) }
            #expect(error?.description == expected)
        }
    }
}
