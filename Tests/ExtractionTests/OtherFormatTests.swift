// SPDX-License-Identifier: Apache-2.0
import Domain
import Extraction
import FileTesting
import Foundation
import Testing

/// The samples were written by programs that others wrote: LibreOffice (.doc, .odt), pandoc (.rtf), chromium and poppler
/// (.pdf of pictures); that of .ofd by a script of ours, because none could be had that keeps to the standard.
@Suite("Fixed layout, old Word, OpenDocument, rich text, scans")
struct OtherFormatTests {
    static let office = Program(path: "/usr/bin/soffice")
    static let recognition = Program(path: "/usr/bin/tesseract")

    @Test("an .ofd file gives the lines of its pages, and where they stand")
    func fixedLayout() async throws {
        let source = try await extract("plan.ofd")
        #expect(source.format == .ofd)
        #expect(source.pages.map(\.number) == [1, 2])
        let text = source.text.filter { !$0.isWhitespace }
        #expect(text.hasPrefix("青川市与东湖市对口合作实施方案"))
        #expect(text.contains("一、总体要求（一）指导思想。坚持优势互补、互利共赢"))
        for box in source.boxes {
            #expect(0 <= box.left && box.left < box.right && box.top < box.bottom && box.confidence == nil)
        }
    }

    @Test("an .ofd file without its document, its pages or its end is damaged")
    func damagedLayout() async throws {
        let whole = try fixtureBytes("plan.ofd", of: "ExtractionTests")
        let root =
            #"<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"#
        let locked = root.replacingOccurrences(of: "<ofd:DocBody>", with: "<ofd:Encryptions/><ofd:DocBody>")
        let empty = #"<Document><Pages><Page ID="1" BaseLoc="P.xml"/></Pages></Document>"#
        let cases: [([UInt8], ExtractionError)] = [
            (Array(whole.prefix(whole.count / 2)), .truncated(.word)),
            (makeZip([("OFD.xml", Array(root.utf8))]), .damaged(.ofd)),
            (makeZip([("OFD.xml", Array("<OFD>".utf8))]), .damaged(.ofd)),
            (makeZip([("OFD.xml", Array(locked.utf8))]), .encrypted(.ofd)),
            (makeZip([("OFD.xml", Array(root.utf8)), ("D.xml", Array(empty.utf8))]), .scan(pages: 1)),
            (makeZip([("OFD.xml", Array("<!DOCTYPE a [<!ENTITY b 'c'>]><OFD>&b;</OFD>".utf8))]), .unsafeMarkup),
        ]
        for (bytes, error) in cases {
            await #expect(throws: error) { try await Extractor().extract(bytes: bytes, named: "plan.ofd") }
        }
    }

    @Test("runs of distances, turned text and templates are placed as the standard says")
    func placesSigns() async throws {
        let page = """
            <Page><Template TemplateID="9"/><Content><Layer>
            <TextObject Boundary="20 50 100 6" Size="5"><TextCode X="0" Y="5" DeltaX="g 3 5">甲乙丙丁</TextCode></TextObject>
            <TextObject Boundary="20 60 100 6" Size="2.5" CTM="2 0 0 2 0 0"><TextCode X="0" Y="2.5" DeltaX="2.5 2.5">戊己庚</TextCode></TextObject>
            <TextObject Boundary="20 70 9 9" Size="5" Visible="false"><TextCode X="0" Y="5">密</TextCode></TextObject>
            </Layer></Content></Page>
            """
        let head =
            #"<Page><Content><Layer><TextObject Boundary="20 20 90 6" Size="5"><TextCode X="0" Y="5" DeltaX="g 3 5">某市文件</TextCode></TextObject></Layer></Content></Page>"#
        let document =
            #"<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea><TemplatePage ID="9" BaseLoc="T.xml"/></CommonData><Pages><Page ID="1" BaseLoc="/Doc/P.xml"/></Pages></Document>"#
        let bytes = makeZip([
            ("OFD.xml", Array("<OFD><DocBody><DocRoot>Doc/D.xml</DocRoot></DocBody></OFD>".utf8)),
            ("Doc/D.xml", Array(document.utf8)), ("Doc/P.xml", Array(page.utf8)), ("Doc/T.xml", Array(head.utf8)),
        ])
        let source = try await Extractor().extract(bytes: bytes, named: "a.ofd")
        #expect(source.text.split(separator: "\n").map { $0.filter { !$0.isWhitespace } } == ["某市文件", "甲乙丙丁", "戊己庚"])
        let last = try #require(source.boxes.last)
        #expect(abs(last.left - 20 / 210) < 0.001 && abs(last.right - 35 / 210) < 0.001)
    }

    @Test(
        "old Word and OpenDocument files read as the .docx file from which they were made, with automatic numbers",
        .enabled(if: Self.office.isThere, "LibreOffice is missing"), arguments: ["plan.doc", "plan.odt"])
    func convertsOffice(name: String) async throws {
        let source = try await extract(name)
        let original = try await Extractor().extract(
            file: fixture("plan.docx", of: "OfficeFilesTests"), named: "plan.docx")
        #expect(source.format.rawValue == name.suffix(3))
        func fold(_ text: String) -> String { text.filter { !$0.isWhitespace } }
        #expect(fold(source.text).hasPrefix(String(fold(original.text).prefix(80))))
    }

    @Test("rich text is read", .enabled(if: Self.office.isThere, "LibreOffice is missing"))
    func richText() async throws {
        let source = try await extract("plan.rtf")
        #expect(source.format == .richText)
        #expect(source.text.contains("1.共建产业园区。推动共建园区取得实效。（责任单位：两市市发展改革委）"))
    }

    @Test(
        "pictures of pages are recognised, each piece with how sure it is",
        .enabled(if: Self.recognition.isThere, "tesseract is missing"))
    func recognises() async throws {
        let source = try await extract("scan.pdf")
        #expect(source.format == .pdf)
        #expect(source.pages.map(\.number) == [1, 2])
        let printed = try await extract("plan.pdf").text.filter { !$0.isWhitespace }
        let found = source.text.filter { !$0.isWhitespace }
        let common = printed.difference(from: found).removals.count
        #expect(Double(common) <= 0.08 * Double(printed.count), "\(common) of \(printed.count)")
        #expect(!source.boxes.isEmpty && source.boxes.allSatisfy { (0...1).contains($0.confidence ?? -1) })
    }

    @Test("a photograph is a document of one page", .enabled(if: Self.recognition.isThere, "tesseract is missing"))
    func photograph() async throws {
        let picture = try await Extractor().pageImage(
            file: fixture("plan.pdf", of: "ExtractionTests"), page: 1, width: 2_000)
        let source = try await Extractor().extract(bytes: picture.bytes, named: "IMG_1.png")
        #expect(source.format == .image && source.pages.map(\.number) == [1])
        #expect(source.text.filter { !$0.isWhitespace }.contains("产业园区"))
    }

    @Test("Without the optional tool the error names its package")
    func missingTools() async {
        let extractor = Extractor(tools: ToolBox(searchPath: ["/nowhere"]))
        let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]
        await #expect(
            throws: ExtractionError.toolMissing(tool: "tesseract", package: "tesseract-ocr tesseract-ocr-chi-sim")
        ) { try await extractor.extract(bytes: picture, named: "a.png") }
        for (name, bytes) in [("a.doc", FormatTests.stream("WordDocument")), ("a.rtf", Array("{\\rtf1 a}".utf8))] {
            await #expect(
                throws: ExtractionError.toolMissing(
                    tool: "soffice", package: "libreoffice-writer-nogui libreoffice-calc-nogui")
            ) { try await extractor.extract(bytes: bytes, named: name) }
        }
    }

    private func extract(_ name: String) async throws -> SourceText {
        try await Extractor().extract(file: fixture(name, of: "ExtractionTests"), named: name)
    }
}
