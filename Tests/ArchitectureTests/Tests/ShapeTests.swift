// SPDX-License-Identifier: Apache-2.0
import ArchitectureRules
import Testing

@Suite("Shape")
struct ShapeTests {
    @Test("every source and script names the licence first")
    func licence() throws {
        let suffixes = [".swift", ".sh", ".py", ".c", ".h"]
        let files = try repository.get().files.filter { file in suffixes.contains { file.path.hasSuffix($0) } }
        expectNone(files.flatMap(ShapeRules.licenceHeader))
    }

    @Test("no file is longer than 500 lines")
    func fileLength() throws {
        let suffixes = [".swift", ".sh", ".py", ".mustache", ".js", ".css"]
        let files = try repository.get().files.filter { file in suffixes.contains { file.path.hasSuffix($0) } }
        expectNone(files.flatMap(ShapeRules.fileLength))
    }

    @Test("no function is longer than 60 lines")
    func functionLength() throws {
        expectNone(try repository.get().allSwift.flatMap(ShapeRules.functionLength))
    }

    @Test("no name is vague")
    func vagueName() throws {
        expectNone(try repository.get().allSwift.flatMap(ShapeRules.vagueName))
    }

    @Test("folders of a target are feature words")
    func featureFolder() throws {
        expectNone(Array(Set(try repository.get().sources.flatMap(ShapeRules.featureFolder))))
    }

    @Test("a missing licence is found")
    func findsLicence() {
        #expect(ShapeRules.licenceHeader(snippet("import Domain\n")).count == 1)
        #expect(ShapeRules.licenceHeader(snippet("#!/bin/sh\necho\n", at: "scripts/a.sh")).count == 1)
        #expect(ShapeRules.licenceHeader(snippet("// SPDX-License-Identifier: Apache-2.0\n")) == [])
    }

    @Test("a long file is found", arguments: [(500, 0), (501, 1)])
    func findsLongFile(lines: Int, expected: Int) {
        #expect(ShapeRules.fileLength(snippet(String(repeating: "//\n", count: lines))).count == expected)
    }

    @Test("a long function is found", arguments: [(58, 0), (59, 1)])
    func findsLongFunction(bodyLines: Int, expected: Int) {
        let body = String(repeating: "    step(\"}\") // }\n", count: bodyLines)
        let head = "struct A {\n    func short(a: () -> Void = {}) { step() }\nfunc long(a: Int) {\n"
        let found = ShapeRules.functionLength(snippet(head + body + "}\n}\n"))
        #expect(found.count == expected)
        #expect(found.allSatisfy { $0.line == 3 && $0.sentence.hasPrefix("long has 61 lines") })
    }

    @Test("a vague name is found", arguments: ["StringUtils.swift", "PlanManager.swift", "Common/Plan.swift"])
    func findsVague(name: String) {
        #expect(ShapeRules.vagueName(snippet("", at: "Sources/Web/\(name)")).count == 1)
    }

    @Test("a folder that is no feature word is found")
    func findsFolder() {
        #expect(ShapeRules.featureFolder(snippet("", at: "Sources/UseCases/Stuff/A.swift")).count == 1)
        #expect(ShapeRules.featureFolder(snippet("", at: "Sources/UseCases/Plans/A.swift")) == [])
        #expect(ShapeRules.featureFolder(snippet("", at: "Sources/UseCases/A.swift")) == [])
    }
}
