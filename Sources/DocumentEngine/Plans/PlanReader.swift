// SPDX-License-Identifier: Apache-2.0
import Domain

/// Makes areas, tasks and safeguards of the headings of a plan.
struct PlanReader {
    let text: RepairedText
    let paragraphs: ContiguousArray<Paragraph>
    let outline: Outline
    let expander: UnitExpander
    /// Where the text of the plan ends.
    let end: Int

    /// How the topmost headings divide the plan.
    struct Chapters {
        var overall: [Int] = []
        /// Chapters whose sections are areas.
        var containers: [Int] = []
        /// Chapters that are areas themselves.
        var areas: [Int] = []
        var safeguards: [Int] = []
    }

    func read(into draft: inout PlanDraft) {
        let chapters = assignChapters()
        draft.overall = chapters.overall.flatMap(readOverall)
        let levels = TaskLevels(self)
        for chapter in (chapters.containers + chapters.areas).sorted() {
            if chapters.containers.contains(chapter) {
                draft.areas += readContainer(chapter, levels)
            } else {
                draft.areas.append(readArea(chapter, prefix: "", levels))
            }
        }
        draft.safeguards = chapters.safeguards.flatMap(readSafeguards)
    }

    func node(_ index: Int) -> OutlineNode { outline.nodes[index] }

    func title(_ index: Int) -> Range<Int>? { node(index).title.map(text.trim) }

    func titleText(_ index: Int) -> String { title(index).map(text.text) ?? "" }

    /// The number as it is quoted alone.
    func ordinal(_ index: Int) -> String { text.text(node(index).marker.ordinal) }

    /// The number as it stands before the number of a section.
    func prefix(_ index: Int) -> String { text.text(text.trim(node(index).marker.range)) }

    /// The heading's own text, above the headings below it.
    func ownText(_ index: Int) -> Range<Int> {
        let start = node(index).bodyStart
        return text.trim(start..<max(start, outline.ownEnd(index, in: paragraphs)))
    }

    func hasSentences(_ range: Range<Int>) -> Bool { range.contains { text[$0].is(.stop) } }

    /// Everything below the heading's title.
    func wholeText(_ index: Int) -> Range<Int> {
        let start = node(index).bodyStart
        return text.trim(start..<max(start, node(index).end))
    }
}
