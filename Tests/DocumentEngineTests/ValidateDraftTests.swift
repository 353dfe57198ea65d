// SPDX-License-Identifier: Apache-2.0
import DocumentEngine
import Domain
import Testing

@Suite("Checking a corrected draft") struct ValidateDraftTests {
    private static let source = SourceText(
        text: "青岚市海曜市对口合作实施方案\n\n一、重点任务\n\n（一）产业合作。共建\n\n— 1 —\n\n园区。联合招商。（责任单位：两市商务局）\n", format: .text)

    @Test("What the reader made is right, page numbers notwithstanding") func right() {
        #expect(validate(DocumentReader().read(Self.source), against: Self.source) == [])
    }

    @Test("A correction that breaks the draft is found", arguments: Break.allCases)
    func wrong(_ way: Break) throws {
        var draft = DocumentReader().read(Self.source)
        try #require(draft.areas.first?.tasks.first != nil)
        way.apply(to: &draft)
        #expect(validate(draft, against: Self.source).map(\.code) == [way.rawValue])
    }

    enum Break: String, CaseIterable {
        case sourceOutside, sourceDiffers, textEmpty, titleEmpty, pathDoubled, unitEmpty, confidenceOutside

        func apply(to draft: inout PlanDraft) {
            switch self {
            case .sourceOutside: draft.areas[0].tasks[0].measures[0].source.range = TextRange(from: 5, to: 9000)
            case .sourceDiffers: draft.areas[0].title = "文化合作"
            case .textEmpty: draft.areas[0].tasks[0].measures[0].text = " "
            case .titleEmpty: draft.areas[0].tasks[0].title = ""
            case .pathDoubled: draft.areas[0].tasks.append(draft.areas[0].tasks[0])
            case .unitEmpty: draft.areas[0].tasks[0].responsible.printed.append("")
            case .confidenceOutside: draft.areas[0].tasks[0].confidence = 1.5
            }
        }
    }
}
