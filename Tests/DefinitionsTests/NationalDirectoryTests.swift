// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Testing

@Suite("The national directory")
struct NationalDirectoryTests {
    private let directory: NationalDirectory

    init() throws { directory = try NationalDirectory() }

    @Test("There are twenty pairings of thirty-five cities in eleven regions from 2022 to 2030")
    func counts() {
        let pairings = directory.pairings(at: Instant(milliseconds: 0), random: { (1, 2) })
        #expect(pairings.count == 20)
        #expect(Set(pairings.flatMap { [$0.oldArea.division, $0.eastern.division] }).count == 35)
        #expect(Set(pairings.map(\.region)).count == 11)
        #expect(pairings.allSatisfy { $0.term == YearSpan(from: 2022, to: 2030) && $0.parent == nil })
        #expect(pairings.sorted { $0.id < $1.id }.map(\.code) == directory.entries.map(\.code))
    }

    @Test("Four pairings lie inside one province")
    func withinOneProvince() {
        let inside = directory.pairings(at: Instant(milliseconds: 0), random: { (1, 2) })
            .filter(\.isWithinOneProvince).map(\.code)
        #expect(inside == ["meizhou-guangzhou", "shanwei-shenzhen", "linyi-jinan", "lishui-ningbo"])
    }

    @Test("Each code is the two names in pinyin, the old area first")
    func codes() {
        func pinyin(_ division: Division) -> String { division.romanised.lowercased().replacing("'", with: "") }
        for entry in directory.entries {
            #expect(entry.code == pinyin(entry.oldArea) + "-" + pinyin(entry.eastern))
        }
    }

    @Test("Every place stands under a province that is known too")
    func provinces() {
        let codes = Set(directory.divisions.map(\.code))
        #expect(directory.divisions.filter { !codes.contains($0.code.province) }.isEmpty)
    }

    @Test(
        "A mistake in the data names its file and line",
        arguments: [
            ("- { code: \"11\", name: a, romanised: b }", "divisions.yml:1: code must have six digits"),
            ("- { code: \"110000\", romanised: b }", "divisions.yml:1: lacks name"),
            (
                "- { code: \"110000\", name: a, romanised: b }\n- { code: \"110000\", name: a, romanised: b }",
                "divisions.yml:2: 110000 stands twice"
            ),
            ("code: 1", "divisions.yml:1: must be a list"),
            ("- [", "divisions.yml:2: did not find expected node content"),
        ])
    func mistakes(text: String, expected: String) throws {
        try withFolder(["divisions.yml": text]) { folder in
            let error = #expect(throws: DefinitionError.self) { try NationalDirectory(folder: folder) }
            #expect(error?.description == expected)
        }
    }
}
