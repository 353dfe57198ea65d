// SPDX-License-Identifier: Apache-2.0
import Domain
import Extraction
import FileTesting
import Testing

@Suite("Text of PDF documents", .enabled(if: Program(path: "/usr/bin/pdftotext").isThere, "poppler-utils is missing"))
struct PDFTests {
    @Test("printed lines come in order, paragraphs indented, bold beginnings in their line")
    func readsLines() async throws {
        let text = try await extract("plan.pdf").text
        #expect(text.hasPrefix("青川市与东湖市对口合作\n实施方案\n\n\u{3000}\u{3000}为落实两省人民政府"))
        #expect(text.contains("\n\u{3000}\u{3000}一、总体要求\n\u{3000}\u{3000}（一）指导思想。坚持优势互补、互利共赢，"))
        #expect(text.contains("1．共建产业园区。支持东湖市企业"))
        #expect(!text.contains("\u{C}"))
        let joined = text.filter { !$0.isWhitespace }
        #expect(joined.contains("为革命老区振兴作出贡献。二、重点任务"))
        #expect(joined.hasSuffix("研究解决合作中的重大问题。—2—"))
    }

    @Test("pages cover the text, boxes lie on their page and hold their words in order")
    func measures() async throws {
        let source = try await extract("plan.pdf")
        #expect(source.pages.map(\.number) == [1, 2])
        #expect(source.pages[0].range == TextRange(from: 0, to: source.pages[1].range.from))
        #expect(source.pages[1].range.to == source.text.unicodeScalars.count)
        for box in source.boxes {
            #expect(0 <= box.left && box.left < box.right && box.right <= 1)
            #expect(0 <= box.top && box.top < box.bottom && box.bottom <= 1)
            #expect(source.pages[box.page - 1].range.contains(box.range))
        }
        let boxed = source.boxes.map { source.text($0.range) }.joined()
        #expect(boxed == source.text.filter { !$0.isWhitespace })
    }

    @Test("a clause that begins inside of a line has a box that begins there")
    func boxesClauses() async throws {
        let source = try await extract("plan.pdf")
        let box = try #require(source.boxes.first { source.text($0.range).hasPrefix("坚持优势互补") })
        // The margin is 28 mm of 210, the first line is indented by two signs, and eight signs of 16 pt stand before.
        #expect(abs(box.left - (28 / 210.0 + 10 * 16 / 595.0)) < 0.03)
    }

    @Test("a page becomes a picture of the wished width", arguments: [(400, 400), (5, 100)])
    func drawsPage(wished: Int, drawn: Int) async throws {
        let image = try await Extractor().pageImage(
            file: fixture("plan.pdf", of: "ExtractionTests"), page: 2, width: wished)
        #expect(image.mediaType == "image/png")
        // The width stands in the header of a .png file.
        let width = image.bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
        #expect(width == drawn)
    }

    @Test("a page that the document lacks is an error", arguments: [0, 3, -1])
    func refusesPage(page: Int) async {
        await #expect(throws: ExtractionError.noSuchPage(page: page, pages: 2)) {
            try await Extractor().pageImage(file: fixture("plan.pdf", of: "ExtractionTests"), page: page, width: 300)
        }
    }

    @Test("a locked and a cut document each get their error")
    func refuses() async throws {
        await #expect(throws: ExtractionError.encrypted(.pdf)) { try await extract("locked.pdf") }
        let whole = try fixtureBytes("plan.pdf", of: "ExtractionTests")
        await #expect(throws: ExtractionError.truncated(.pdf)) {
            try await Extractor().extract(bytes: Array(whole.prefix(whole.count / 2)), named: "plan.pdf")
        }
    }

    @Test("a thousand pages are refused, and read where the limit allows them")
    func limitsPages() async throws {
        let bytes = makePDF(pages: 1_000)
        await #expect(throws: ExtractionError.tooManyPages(pages: 1_000, limit: 500)) {
            try await Extractor().extract(bytes: bytes, named: "long.pdf")
        }
        var limits = ExtractionLimits()
        limits.pages = 1_000
        let source = try await Extractor(limits: limits).extract(bytes: bytes, named: "long.pdf")
        #expect(source.pages.count == 1_000)
        #expect(source.text(source.pages[999].range) == "Page 1000 of the plan\n")
    }

    private func extract(_ name: String) async throws -> SourceText {
        try await Extractor().extract(file: fixture(name, of: "ExtractionTests"), named: name)
    }
}

/// A document of many pages with a line of text each.
private func makePDF(pages: Int) -> [UInt8] {
    var (text, offsets) = ("%PDF-1.4\n", [Int]())
    func add(_ body: String) {
        offsets.append(text.utf8.count)
        text += "\(offsets.count) 0 obj\n\(body)\nendobj\n"
    }
    add("<</Type/Catalog/Pages 2 0 R>>")
    let kids = (0..<pages).map { "\(4 + 2 * $0) 0 R" }.joined(separator: " ")
    add("<</Type/Pages/Count \(pages)/Kids[\(kids)]>>")
    add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for page in 1...pages {
        let fonts = "/Resources<</Font<</F 3 0 R>>>>"
        add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]\(fonts)/Contents \(offsets.count + 2) 0 R>>")
        let drawing = "BT /F 12 Tf 72 700 Td (Page \(page) of the plan) Tj ET"
        add("<</Length \(drawing.utf8.count)>>stream\n\(drawing)\nendstream")
    }
    let start = text.utf8.count
    text += "xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
        let digits = "\(offset)"
        text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    text += "trailer<</Size \(offsets.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
}
