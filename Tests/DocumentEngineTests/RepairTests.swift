// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Foundation
import Testing

@Suite("Repairs of a text") struct RepairTests {
    private func check(_ text: String, _ name: String) {
        let source = SourceText(text: text, format: .text)
        let repairs = DocumentReader().repairs(source)
        let scalars = Array(text.unicodeScalars)
        let repaired = DocumentReader().repairedText(source)
        #expect(apply(repairs, to: text) == repaired, "\(name)")
        var at = 0
        for repair in repairs {
            let slice = String(String.UnicodeScalarView(scalars[repair.range.from..<repair.range.to]))
            #expect(slice == repair.before && repair.before != repair.after, "\(name): \(repair)")
            guard repair.kind.isApplied else { continue }
            #expect(at <= repair.range.from, "\(name): \(repair)")
            at = repair.range.to
        }
        // What is repaired once needs no more.
        #expect(validate(DocumentReader().read(source), against: source) == [], "\(name)")
    }

    @Test("Its repairs make of every labelled document the text that is read", arguments: LabelledDocument.all)
    func labelled(_ document: LabelledDocument) throws {
        check(try String(contentsOf: document.text, encoding: .utf8), document.name)
    }

    @Test("So they do of documents that layout has broken", arguments: GeneralisationTests.noises)
    func noisy(_ noise: LayoutNoise) {
        for seed in UInt64(201)...206 { check(noise.apply(to: InventedPlan(seed: seed).text), "\(seed) \(noise)") }
    }

    @Test("A text that needs no repair passes through byte for byte", arguments: UInt64(1)...40)
    func untouched(_ seed: UInt64) {
        // What a repair leaves needs none: one line for each paragraph, nothing between them.
        let plan = InventedPlan(seed: seed)
        let once = DocumentReader().repairedText(SourceText(text: plan.text, format: .text))
        let source = SourceText(text: once, format: .text)
        #expect(DocumentReader().repairs(source).filter(\.kind.isApplied) == [])
        #expect(DocumentReader().repairedText(source) == once)
    }

    @Test("Each kind of repair is found where it is")
    func kinds() throws {
        let text = """
            　　一、重 点 任 务

            （一）红色文化
            1.共建平台。支持甲县 and 乙县建设红色资源数
            据库，推动两地学校共同使用数据库中的

            — 1 —

            资料,开展培训。（责任单位：两市教育局)
            """
        let repairs = DocumentReader().repairs(SourceText(text: text, format: .text))
        let kinds = Set(repairs.map(\.kind))
        for kind in [TextRepair.Kind.indent, .space, .pageNumber, .strayWord, .bracket, .width] {
            #expect(kinds.contains(kind), "\(kind)")
        }
        let word = try #require(repairs.first { $0.kind == .strayWord })
        #expect(word.before == "and" && word.after == "和" && !word.kind.isApplied)
        let bracket = try #require(repairs.first { $0.kind == .bracket })
        #expect(bracket.before == ")" && bracket.after == "）")
        #expect(repairs.first { $0.kind == .pageNumber }?.before.contains("— 1 —") == true)
    }
}
