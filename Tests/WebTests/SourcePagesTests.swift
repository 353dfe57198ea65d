// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Testing

@testable import Web

@Suite("Pages of a source with their marks")
struct SourcePagesTests {
    private let text = "支持甲县建设数据库\n推动乙县"
    private let phrases: Phrases

    init() throws {
        phrases = Phrases(messages: try MessageCatalogue(), directory: try NationalDirectory(), language: .english)
    }

    private func source(_ format: FileFormat, confidence: (Double?, Double?)) -> SourceText {
        func box(_ from: Int, _ to: Int, _ top: Double, _ confidence: Double?) -> SourceBox {
            SourceBox(
                range: TextRange(from: from, to: to), page: 1, left: 0.1, top: top, right: 0.6, bottom: top + 0.02,
                confidence: confidence)
        }
        return SourceText(
            text: text, format: format, pages: [SourcePage(number: 1, range: TextRange(from: 0, to: 14))],
            boxes: [box(0, 9, 0.1, confidence.0), box(10, 14, 0.2, confidence.1)])
    }

    private func html(_ source: SourceText) throws -> String {
        let document = Document(
            id: try #require(Identifier("01890a5d-ac96-774b-bcce-b302099a8057")), fileName: "a",
            format: source.format, size: 1, hash: "h",
            pairing: try #require(Identifier("01890a5d-ac96-774b-bcce-b302099a8058")), title: nil,
            documentNumber: nil, uploadedAt: Instant(milliseconds: 0), uploadedBy: nil)
        return renderSource(source, of: document, plan: PlanDraft(), phrases).string
    }

    @Test("A badly recognised word is framed in the picture and underlined in the text, a good one is not")
    func marks() throws {
        let html = try html(source(.image, confidence: (0.95, 0.43)))
        #expect(html.contains("/pages/1.png"))
        #expect(html.split(separator: "<rect class=\"weak-box\"").count == 2)
        #expect(html.contains("<rect class=\"weak-box\" x=\"10.00\" y=\"20.00\" width=\"50.00\" height=\"2.00\"/>"))
        #expect(html.contains(">推动乙县</span>") && !html.contains(">支持甲县建设数据库</span>"))
    }

    @Test("A page of which all was recognised well, or nothing had to be, has no mark")
    func noMarks() throws {
        for confidence in [(0.95, 0.81), (nil, nil)] as [(Double?, Double?)] {
            let html = try html(source(.pdf, confidence: confidence))
            #expect(!html.contains("weak"))
            #expect(html.contains("<img"))
        }
    }

    @Test("A page that no program draws is drawn of its words")
    func drawn() throws {
        let html = try html(source(.ofd, confidence: (nil, nil)))
        #expect(!html.contains("<img") && html.contains("sheet-drawn"))
        #expect(html.contains(">支持甲县建设数据库</text>"))
    }

    @Test("Words are underlined in a text that layout broke in the source")
    func underlined() throws {
        let words = WeakWords(source(.image, confidence: (0.95, 0.43)))
        let whole = TextRange(from: 0, to: 14)
        let html = words.html(of: "支持甲县建设数据库推动乙县", in: whole, phrases)
        #expect(html.hasPrefix("支持甲县建设数据库<span class=\"weak\"") && html.hasSuffix(">推动乙县</span>"))
        #expect(words.html(of: "<b>", in: whole, phrases) == "&lt;b&gt;")
    }
}
