// SPDX-License-Identifier: Apache-2.0
import Definitions
import Domain
import Foundation
import Logging
import Testing

@testable import Web

@Suite("Templates")
struct TemplateTests {
    let messages: MessageCatalogue
    let templates: Templates

    init() throws {
        messages = try MessageCatalogue()
        templates = try Templates(messages: messages, assets: try Assets(logger: Logger(label: "test")))
    }

    @Test("Every page renders with each of its samples in both languages and leaves no mark unfilled")
    func rendersEverySample() throws {
        for page in everyPage {
            for language in Language.allCases { try check(page, language) }
        }
    }

    private func check<Page: PageModel>(_ page: Page.Type, _ language: Language) throws {
        for sample in page.samples {
            let html = try templates.render(sample, in: .sample(language))
            #expect(html.contains("<h1"), "\(page) has no heading")
            #expect(html.hasSuffix("</html>\n"), "\(page) is cut")
            #expect(!html.contains("{{") && !html.contains("[[") && !html.contains("Optional("), "\(page)")
        }
    }

    @Test("Every template belongs to a page or is a part of one")
    func knowsEveryTemplate() throws {
        let sources = try Templates.sources()
        var known = Set(everyPage.map { $0.template })
        for source in sources.values {
            for part in source.matches(of: #/\{\{[<>]([a-z-]+)\}\}/#) { known.insert(String(part.1)) }
        }
        #expect(known.symmetricDifference(sources.keys).isEmpty)
    }

    @Test("No template holds a sentence of its own, a script or a style")
    func holdsNoSentences() throws {
        for (name, source) in try Templates.sources() {
            let page = source.replacing(#/\{\{\$frame\}\}.*?\{\{/frame\}\}/#, with: "")
            var text = page.replacing(#/\{\{\{?.*?\}?\}\}/#, with: "").replacing(#/\[\[.*?\]\]/#, with: "")
            #expect(!text.contains(#/<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=/#), "\(name)")
            text = text.replacing(#/<kbd>.*?</kbd>/#, with: "").replacing(#/<[^>]*>/#, with: "")
            text = text.replacing(#/&[a-z]+;/#, with: "")
            let words = text.filter { $0.isLetter }
            #expect(words.isEmpty, "\(name) says \(words)")
        }
    }
}
