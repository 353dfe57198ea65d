// SPDX-License-Identifier: Apache-2.0
import FileTesting
import OfficeFiles
import Testing

@Suite("Containers and markup")
struct ContainerTests {
    @Test("only the entries that are asked for are unpacked")
    func unpacksNamed() throws {
        let archive = try ZipArchive(bytes: makeZip([("a.xml", Array("one".utf8)), ("b/c.xml", Array("two".utf8))]))
        #expect(archive.names == ["a.xml", "b/c.xml"])
        #expect(try archive.contents(of: ["b/c.xml", "none"]) == ["b/c.xml": Array("two".utf8)])
    }

    @Test("an entry that unpacks to far more than the container is refused")
    func refusesBomb() throws {
        let bytes = makeZip([("word/document.xml", [UInt8](repeating: 0x20, count: 64 << 20))])
        #expect(throws: ZipError.bomb) { try ZipArchive(bytes: bytes) }
    }

    @Test("an entry that lies about its size is refused while it is unpacked")
    func refusesLie() throws {
        var bytes = makeZip([("a.xml", [UInt8](repeating: 0x20, count: 64 << 20))])
        declareSizes(of: 10, in: &bytes)
        let archive = try ZipArchive(bytes: bytes)
        #expect(throws: ZipError.self) { try archive.contents(of: ["a.xml"]) }
    }

    @Test("text that repeats itself is no bomb")
    func allowsRepetition() throws {
        let bytes = makeZip([("a.xml", [UInt8](repeating: 0x20, count: 8 << 20))])
        #expect(try ZipArchive(bytes: bytes).contents(of: ["a.xml"])["a.xml"]?.count == 8 << 20)
    }

    @Test("more entries than the limit are refused")
    func refusesEntries() throws {
        var limits = ZipLimits()
        limits.entries = 2
        let bytes = makeZip([("a", []), ("b", []), ("c", [])])
        #expect(throws: ZipError.tooManyEntries(2)) { try ZipArchive(bytes: bytes, limits: limits) }
    }

    @Test("a container without its end is truncated, other bytes are none", arguments: [0.3, 0.9, 0.999])
    func refusesTruncated(share: Double) throws {
        let bytes = try fixtureBytes("plan.docx", of: "OfficeFilesTests")
        #expect(throws: ZipError.truncated) {
            try ZipArchive(bytes: Array(bytes.prefix(Int(Double(bytes.count) * share))))
        }
        #expect(throws: ZipError.notAnArchive) { try ZipArchive(bytes: Array("hello".utf8)) }
    }

    @Test("a container with broken contents is damaged")
    func refusesDamage() throws {
        var bytes = try fixtureBytes("plan.docx", of: "OfficeFilesTests")
        for index in 60..<(bytes.count - 2_000) { bytes[index] ^= 0x5A }
        #expect(throws: (any Error).self) { try readWordDocument(ZipArchive(bytes: bytes)) }
    }

    @Test("a part that defines entities is refused before they expand")
    func refusesEntities() {
        let bomb = """
            <!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>
            """
        #expect(throws: XMLError.declaresTypes) { try readXML(Array(bomb.utf8), visitor: Silent()) }
    }

    @Test("markup that is too deep or not well-formed is refused")
    func refusesBadMarkup() {
        let deep = String(repeating: "<a>", count: 2_000)
        #expect(throws: XMLError.tooDeep) { try readXML(Array(deep.utf8), visitor: Silent()) }
        #expect(throws: XMLError.self) { try readXML(Array("<a><b></a>".utf8), visitor: Silent()) }
        #expect(throws: XMLError.self) { try readXML([], visitor: Silent()) }
    }

    /// Writes another unpacked size into the directory's and the entry's headers.
    private func declareSizes(of size: UInt8, in bytes: inout [UInt8]) {
        for place in 0..<(bytes.count - 30) where bytes[place] == 0x50 && bytes[place + 1] == 0x4B {
            let offset = bytes[place + 2] == 1 ? 24 : bytes[place + 2] == 3 ? 22 : bytes[place + 2] == 7 ? 12 : 0
            if offset > 0 { bytes.replaceSubrange(place + offset..<place + offset + 4, with: [size, 0, 0, 0]) }
        }
    }
}

private final class Silent: XMLVisitor {
    func start(_ name: XMLName, _ attributes: XMLAttributes) {}
    func end(_ name: XMLName) {}
    func text(_ text: String) {}
}
