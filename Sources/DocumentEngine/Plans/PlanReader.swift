// SPDX-License-Identifier: Apache-2.0
import Domain

/// Makes areas, tasks and safeguards of the headings of a plan.
struct PlanReader {
    let text: RepairedText
    let paragraphs: ContiguousArray<Paragraph>
    let outline: Outline
    let expander: UnitExpander
    /// Where the text of the plan begins.
    let start: Int
    /// Where the text of the plan ends.
    let end: Int
    private let bindings = Bindings()

    /// How the topmost headings divide the plan.
    struct Chapters {
        var loose = LooseHeadings()
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
        if let area = readLooseArea(chapters.loose.tasks, from: start, levels) { draft.areas.append(area) }
        draft.areas += chapters.loose.areas.map { readArea($0, prefix: "", levels) }
        for chapter in (chapters.containers + chapters.areas).sorted() {
            if chapters.containers.contains(chapter) {
                draft.areas += readContainer(chapter, levels)
            } else {
                draft.areas.append(readArea(chapter, prefix: "", levels))
            }
        }
        draft.safeguards = chapters.safeguards.flatMap(readSafeguards)
    }

    /// Whether a list of units stands anywhere below the title of a heading.
    func bindsUnits(_ index: Int) -> Bool {
        if let known = bindings.first[index] { return known < .max }
        let first = findUnitLists(text.scalars, wholeText(index), atMost: 1).first?.range.lowerBound ?? .max
        bindings.first[index] = first
        return first < .max
    }

    /// Where the first list below the title of a heading begins, if somebody has looked; no list stands before it.
    func firstList(_ index: Int) -> Int? { bindings.first[index] }

    /// Whether any chapter binds units.
    var bindsAnyUnits: Bool {
        if let known = bindings.any { return known }
        let found = outline.children(of: nil).contains { bindsUnits($0) }
        bindings.any = found
        return found
    }

    func node(_ index: Int) -> OutlineNode { outline.nodes[index] }

    func title(_ index: Int) -> Range<Int>? { node(index).title.map(text.trim) }

    func titleText(_ index: Int) -> String { title(index).map(text.text) ?? "" }

    /// The number as it is quoted alone.
    func ordinal(_ index: Int) -> String {
        let marker = node(index).marker
        if let mended = marker.mended { return String(text: mended.ordinal) }
        guard marker.scheme == .parenthesis || marker.scheme == .pointParenthesis else {
            return text.text(marker.ordinal)
        }
        return String(text: MarkerForm.withoutBraces(text.scalars[marker.ordinal]))
    }

    /// The number as it stands before the number of a section.
    func prefix(_ index: Int) -> String {
        let marker = node(index).marker
        guard marker.scheme == .enumeration else {
            return marker.mended.map { String(text: $0.prefix) } ?? ordinal(index)
                + text.text(text.trim(marker.ordinal.upperBound..<marker.range.upperBound))
        }
        return ordinal(index) + outline.closing
    }

    /// The heading's own text, above the headings below it.
    func ownText(_ index: Int) -> Range<Int> {
        let start = node(index).bodyStart
        return text.trim(start..<max(start, outline.ownEnd(index)))
    }

    func hasSentences(_ range: Range<Int>) -> Bool { range.contains { text[$0].is(.stop) } }

    /// Everything below the heading's title.
    func wholeText(_ index: Int) -> Range<Int> {
        let start = node(index).bodyStart
        return text.trim(start..<max(start, node(index).end))
    }
}

/// Which headings are known to bind units. Several rules ask, and each answer takes a walk through a chapter.
private final class Bindings {
    /// Where the first list of a heading begins; the largest number where it has none.
    var first: [Int: Int] = [:]
    var any: Bool?
}
