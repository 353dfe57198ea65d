// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Extraction
import FileTesting
import Testing

/// One invented plan as the pages of seven sites would show it.
@Suite("Pages of government sites", .enabled(if: Program.pandoc.isThere, "pandoc is missing")) struct SitePageTests {
    static let forms = ["tables", "divs", "article", "xxgk", "list", "breaks"]

    private func read(_ name: String) async throws -> (source: SourceText, draft: PlanDraft) {
        let source = try await Extractor().extract(file: fixture(name, of: "ExtractionTests"), named: name)
        let draft = DocumentReader().read(source)
        #expect(validate(draft, against: source) == [])
        return (source, draft)
    }

    private func words(_ draft: PlanDraft) -> [String] {
        var words: [String] = []
        for area in draft.areas {
            words.append(area.ordinal + area.title)
            for task in area.tasks {
                words += [task.path, task.title ?? "", task.text]
                words += task.responsible.printed
            }
        }
        for safeguard in draft.safeguards { words += [safeguard.ordinal, safeguard.title, safeguard.text] }
        return words
    }

    @Test("The plan is read as from its text, whatever stands around it", arguments: forms)
    func plan(_ form: String) async throws {
        let (page, prose) = (try await read("site-\(form).html").draft, try await read("site-prose.txt").draft)
        #expect(words(page) == words(prose))
        #expect(page.document.title == prose.document.title)
        #expect(page.document.noticeTitle == prose.document.noticeTitle)
        #expect(page.document.issuers == prose.document.issuers)
        #expect(page.document.addressees == prose.document.addressees)
        #expect(page.document.issuedOn == prose.document.issuedOn)
    }

    @Test("Menus, buttons, related pages and feet are no part of the text", arguments: forms + ["task-table"])
    func furniture(_ form: String) async throws {
        let text = try await read("site-\(form).html").source.text
        for words in [
            "互动交流", "走进东湖", "一图读懂", "政策解读\n", "工作总结", "QQ空间", "长者模式", "隐私声明", "栏目导航\n市政府文件", "领导之窗", "热点",
            "召开对口合作推进会",
        ] {
            #expect(!text.contains(words), "\(words)")
        }
    }

    @Test("The table of particulars says what the document is", arguments: ["xxgk", "list", "breaks"])
    func particulars(_ form: String) async throws {
        let document = try await read("site-\(form).html").draft.document
        #expect(document.documentNumber == "东政办发〔2025〕8号")
        #expect(document.issuedOn == CalendarDate(year: 2025, month: 3, day: 6))
        #expect(document.publishedOn == CalendarDate(year: 2025, month: 3, day: 10))
        #expect(document.issuers == ["东湖市人民政府办公室"])
    }

    @Test("An attached file stays named, a table of tasks is read") func tables() async throws {
        #expect(try await read("site-xxgk.html").source.text.contains("重点任务分解表.docx"))
        let draft = try await read("site-task-table.html").draft
        #expect(draft.areas.map(\.title) == ["产业协作", "人才交流"])
        #expect(draft.areas.flatMap(\.tasks).map(\.title) == ["共建产业园区", "深化科技合作", "互派干部挂职"])
        #expect(draft.document.title == "青川市与东湖市对口合作2025年重点任务分解表")
    }
}
