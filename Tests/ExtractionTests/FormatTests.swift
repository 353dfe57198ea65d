// SPDX-License-Identifier: Apache-2.0
import Domain
import Extraction
import FileTesting
import Foundation
import Testing

@Suite("Kinds of files")
struct FormatTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let error: ExtractionError
        var testDescription: String { "\(name): \(error.messageKey)" }

        init(_ name: String, _ bytes: [UInt8], _ error: ExtractionError) {
            (self.name, self.bytes, self.error) = (name, bytes, error)
        }

        static func foreign(_ name: String, _ bytes: [UInt8], _ kind: UnsupportedKind) -> Case {
            Case(name, bytes, .unsupported(kind, name: name))
        }
    }

    static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    static func stream(_ name: String) -> [UInt8] { compound + name.utf8.flatMap { [$0, 0] } }

    /// As spreadsheet programs write it: the package names its main part.
    static let workbook = makeZip([
        (
            "_rels/.rels",
            Array(
                """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a"
                Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
                Target="xl/workbook.xml"/></Relationships>
                """.utf8)
        ), ("xl/workbook.xml", Array("<workbook/>".utf8)),
    ])

    static let cases: [Case] = [
        .foreign("a.xlsx", makeZip([("xl/workbook.xml", [])]), .spreadsheet),
        .foreign("whole.xlsx", workbook, .spreadsheet),
        .foreign("a.pptx", makeZip([("ppt/presentation.xml", [])]), .slides),
        Case("a.ofd", makeZip([("OFD.xml", [])]), .damaged(.ofd)),
        .foreign("a.odt", makeZip([("mimetype", []), ("content.xml", [])]), .openDocument),
        .foreign("a.zip", makeZip([("plan.docx", [])]), .archive),
        .foreign("a.gif", Array("GIF89a".utf8), .image),
        .foreign("a.rar", Array("Rar!".utf8), .archive),
        .foreign("a.mht", Array("MIME-Version: 1.0".utf8), .webArchive),
        .foreign("a.xls", stream("Workbook"), .spreadsheet),
        .foreign("a.ppt", stream("PowerPoint Document"), .slides),
        Case("a.docx", stream("EncryptedPackage"), .encrypted(.word)), Case("a.docx", [], .empty),
        Case("a.docx", Array("hello".utf8), .damaged(.word)), Case("a.docx", makeZip([("a", [])]), .damaged(.word)),
        Case("a.pdf", Array("hello".utf8), .damaged(.pdf)),
        Case("a.pdf", Array("%PDF-1.4\n%%EOF\n".utf8), .damaged(.pdf)),
        Case("a.pdf", Array("%PDF-1.4\n1 0 obj".utf8), .truncated(.pdf)),
    ]

    @Test("a file of another kind is named and what to do is said", arguments: cases)
    func refuses(row: Case) async {
        await #expect(throws: row.error) { try await Extractor().extract(bytes: row.bytes, named: row.name) }
    }

    @Test("content decides before the name")
    func looksInside() async throws {
        let word = try fixtureBytes("plan.docx", of: "OfficeFilesTests")
        #expect(try await Extractor().extract(bytes: word, named: "plan.txt").format == .word)
        let page = Array("<!DOCTYPE html><html><body><p>文</p></body></html>".utf8)
        #expect(try await Extractor().extract(bytes: page, named: "plan.txt").format == .html)
        let text = Array("1 < 2，<p> 是标签\n".utf8)
        #expect(try await Extractor().extract(bytes: text, named: "plan.txt").format == .text)
    }

    @Test("a file that is not there, or is a folder, cannot be read")
    func refusesMissing() async {
        for path in ["/nowhere/plan.txt", "/tmp"] {
            await #expect(throws: ExtractionError.unreadable(name: "plan.txt")) {
                try await Extractor().extract(file: URL(fileURLWithPath: path), named: "plan.txt")
            }
        }
    }

    @Test("every error has its own sentence, and the sentence names what the error knows")
    func hasMessages() throws {
        let folder = repository.appendingPathComponent("Sources/Definitions/Data/messages")
        for language in ["zh-Hans", "en"] {
            let text = try String(
                contentsOf: folder.appendingPathComponent("extraction.\(language).yml"), encoding: .utf8)
            for error in ExtractionError.samples {
                let line = text.split(separator: "\n").first { $0.hasPrefix(error.messageKey + ": ") }
                let sentence = try #require(line, "\(error.messageKey) in \(language)")
                for place in sentence.matches(of: /\{(\w+)\}/) {
                    #expect(error.arguments[String(place.output.1)] != nil, "\(sentence)")
                }
            }
        }
    }
}
