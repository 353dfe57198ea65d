// SPDX-License-Identifier: Apache-2.0
import FileTesting
import OfficeFiles
import Testing

@Suite("Automatic numbers")
struct WordNumberingTests {
    private let twoLevels = """
        <w:abstractNum w:abstractNumId="5">\
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/>\
        <w:lvlText w:val="%1."/></w:lvl>\
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/>\
        <w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
        """

    @Test("a level whose upper level never occurred prints the upper level's start")
    func startsBelow() throws {
        let texts = try texts(
            [("a", 1, 1), ("b", 1, 1), ("c", 1, 0)], numbering: twoLevels + list(1, definition: 5))
        #expect(texts == ["1.1 a", "1.2 b", "2. c"])
    }

    @Test("a list restarts its definition only when it is first used")
    func restartsOnce() throws {
        let override = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride>"
        let numbering = twoLevels + list(1, definition: 5) + list(2, definition: 5, override)
        let texts = try texts([("a", 1, 0), ("b", 2, 0), ("c", 1, 0), ("d", 2, 0)], numbering: numbering)
        #expect(texts == ["1. a", "7. b", "8. c", "9. d"])
    }

    @Test("a list that points to a numbering style takes its levels from there")
    func followsStyleLink() throws {
        let link = "<w:abstractNum w:abstractNumId=\"6\"><w:numStyleLink w:val=\"Official\"/></w:abstractNum>"
        let styles = """
            <w:style w:type="numbering" w:styleId="Official"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>\
            </w:style>
            """
        let numbering = twoLevels + link + list(1, definition: 5) + list(2, definition: 6)
        #expect(try texts([("a", 2, 0), ("b", 2, 1)], numbering: numbering, styles: styles) == ["1. a", "1.1 b"])
    }

    @Test("a style inherits its list from the style that it is based on, and list 0 ends that")
    func inheritsList() throws {
        let styles = """
            <w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/>\
            </w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>\
            <w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Base"/></w:style>\
            <w:style w:type="paragraph" w:styleId="Plain"><w:basedOn w:val="Base"/><w:pPr><w:numPr>\
            <w:numId w:val="0"/></w:numPr></w:pPr></w:style>
            """
        let body = ["Child", "Plain"].map {
            "<w:p><w:pPr><w:pStyle w:val=\"\($0)\"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
        }.joined()
        let bytes = makeWordDocument(body: body, numbering: twoLevels + list(1, definition: 5), styles: styles)
        let paragraphs = try readWordDocument(ZipArchive(bytes: bytes)).paragraphs
        #expect(paragraphs.map(\.text) == ["1.1 x", "x"])
        #expect(paragraphs.map(\.headingLevel) == [2, 2])
    }

    @Test("a format for newer programs counts, its repetition for older ones does not")
    func readsAlternatives() throws {
        let numbering = """
            <w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/>\
            <mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">\
            <mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>\
            <mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>\
            <w:suff w:val="space"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
            """
        #expect(try texts([("a", 1, 0)], numbering: numbering + list(1, definition: 5)) == ["001 a"])
    }

    @Test(
        "numbers that no document counts to do not stop the reading",
        arguments: ["-9223372036854775808", "1e9", "999999999999"])
    func survivesExtremes(value: String) throws {
        let override = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"\(value)\"/></w:lvlOverride>"
        let numbering = twoLevels + list(1, definition: 5, override)
        #expect(try texts([("a", 1, 0), ("b", 1, 0)], numbering: numbering) == ["1. a", "2. b"])
    }

    private func list(_ id: Int, definition: Int, _ overrides: String = "") -> String {
        "<w:num w:numId=\"\(id)\"><w:abstractNumId w:val=\"\(definition)\"/>\(overrides)</w:num>"
    }

    private func texts(
        _ paragraphs: [(text: String, list: Int, level: Int)], numbering: String, styles: String? = nil
    ) throws -> [String] {
        let body = paragraphs.map { text, list, level in
            """
            <w:p><w:pPr><w:numPr><w:ilvl w:val="\(level)"/><w:numId w:val="\(list)"/></w:numPr></w:pPr>\
            <w:r><w:t>\(text)</w:t></w:r></w:p>
            """
        }.joined()
        let bytes = makeWordDocument(body: body, numbering: numbering, styles: styles)
        return try readWordDocument(ZipArchive(bytes: bytes)).paragraphs.map(\.text)
    }
}
