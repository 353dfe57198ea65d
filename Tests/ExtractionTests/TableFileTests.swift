// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Extraction
import FileTesting
import Testing

/// The samples were written by LibreOffice and pandoc from the same plan.
@Suite("Tables of tasks in files") struct TableFileTests {
    static let office = Program(path: "/usr/bin/soffice")
    static let poppler = Program(path: "/usr/bin/pdftotext")

    private func draft(_ name: String) async throws -> PlanDraft {
        let source = try await Extractor().extract(file: fixture(name, of: "ExtractionTests"), named: name)
        let draft = DocumentReader().read(source)
        #expect(validate(draft, against: source) == [])
        return draft
    }

    /// What a draft says, without where it says it.
    private func words(_ draft: PlanDraft) -> [String] {
        var words: [String] = []
        for area in draft.areas {
            words.append("\(area.ordinal) \(area.title) \(area.nationalArea ?? 0)")
            for task in area.tasks {
                words.append("\(task.path) \(task.title ?? "") \(task.group ?? "")")
                words += task.measures.map(\.text)
                words += task.responsible.printed
                for unit in task.responsible.expanded {
                    words.append("\(unit.bearer) \(unit.unit) \(unit.role?.rawValue ?? "")")
                }
            }
        }
        return words
    }

    private func check(_ name: String) async throws {
        let (table, prose) = (try await draft(name), try await draft("table-prose.txt"))
        #expect(words(table) == words(prose))
        #expect(table.document.title == prose.document.title)
        #expect(table.document.pairs == prose.document.pairs)
        // The table has a column of terms; one of its seven tasks has none.
        #expect(table.areas.flatMap(\.tasks).flatMap(\.targets).filter { $0.by != nil }.count == 6)
    }

    @Test(
        "A plan is the same draft as a Word table and as prose",
        arguments: ["spans", "column", "two-lines", "several", "merged", "run-in", "merged-pandoc"])
    func word(_ form: String) async throws { try await check("table-\(form).docx") }

    @Test(
        "A plan is the same draft as a table of a web page and as prose", .enabled(if: Program.pandoc.isThere),
        arguments: ["spans", "column", "two-lines", "several", "merged", "run-in"])
    func page(_ form: String) async throws { try await check("table-\(form).html") }

    @Test(
        "A plan is the same draft as a printed table over several pages and as prose", .enabled(if: poppler.isThere),
        arguments: ["spans", "two-lines", "merged"])
    func print(_ form: String) async throws { try await check("table-\(form).pdf") }

    @Test("Other office formats keep their tables", .enabled(if: office.isThere), arguments: ["odt", "rtf"])
    func others(_ suffix: String) async throws { try await check("table-two-lines.\(suffix)") }

    @Test("The cells of a printed table hold its words, each with its box", .enabled(if: poppler.isThere))
    func boxes() async throws {
        let name = "table-spans.pdf"
        let source = try await Extractor().extract(file: fixture(name, of: "ExtractionTests"), named: name)
        let tables = source.blocks.filter { if case .table = $0.kind { true } else { false } }
        #expect(!tables.isEmpty)
        #expect(source.boxes.map { source.text($0.range) }.joined() == source.text.filter { !$0.isWhitespace })
        for (block, table) in zip(source.blocks, tables) {
            guard case .table(let rows) = table.kind else { continue }
            #expect(rows.allSatisfy { $0.allSatisfy { block.range.contains($0.range) } })
        }
    }
}
