// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Testing

@Suite("The directory of common bodies")
struct OrganisationDirectoryTests {
    @Test(
        "A unit as printed is led to the usual name of its body",
        arguments: [
            ("市发展改革委", "市发展改革委", OrganisationKind.department),
            ("市发展和改革委员会", "市发展改革委", .department),
            ("市发改委", "市发展改革委", .department),
            ("州发改委", "州发展改革委", .department),
            ("发改委", "发展改革委", .department),
            ("市委组织部", "市委组织部", .party),
            ("市委网信办", "市委网信办", .party),
            ("市网信办", "市委网信办", .party),
            ("县人民政府", "县人民政府", .government),
            ("市人民银行", "市人民银行", .vertical),
            ("市文化旅游广电体育局", "市文化和旅游局", .department),
        ])
    func matches(printed: String, name: String, kind: OrganisationKind) throws {
        let match = try #require(try OrganisationDirectory().match(printed))
        #expect(match.name == name)
        #expect(match.entry.kind == kind)
        #expect(printed == name || match.aliases.contains(printed))
        #expect(!match.aliases.contains(name))
    }

    @Test("A body of one city alone is none of them", arguments: ["市农投公司", "某某干部培训学院", "市", ""])
    func unknown(printed: String) throws {
        #expect(try OrganisationDirectory().match(printed) == nil)
    }

    @Test("A spelling that means two bodies is a mistake")
    func twice() throws {
        let text = """
            levels: []
            organisations:
              - { name: a, kind: park, aliases: [b] }
              - { name: b, kind: park }
            """
        try withFolder(["organisations.yml": text]) { folder in
            let error = #expect(throws: DefinitionError.self) { try OrganisationDirectory(folder: folder) }
            #expect(error?.description == "organisations.yml:4: b stands twice")
        }
    }
}
