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
    /// The paragraphs of the part that is read.
    let part: Range<Int>
    let tables: [TaskTable]
    private(set) var tableRuns: [TableRun] = []
    /// The title of the part.
    let documentTitle: String?
    /// nil where the text is too long to be looked through for misread characters.
    let signs: SignStatistics?
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

    init(
        text: RepairedText, paragraphs: ContiguousArray<Paragraph>, outline: Outline, expander: UnitExpander,
        start: Int, end: Int, part: Range<Int>, tables: [TaskTable], title: String?,
        signs: SignStatistics?
    ) {
        (self.text, self.paragraphs, self.outline) = (text, paragraphs, outline)
        (self.expander, self.part, self.tables) = (expander, part, tables)
        (self.start, self.end, self.signs) = (start, end, signs)
        documentTitle = title
        tableRuns = readTableRuns()
    }

    /// Adds what the plan states to the draft of its document, behind what other plans of a compilation state.
    func read(into draft: inout PlanDraft) {
        let chapters = assignChapters()
        draft.overall += chapters.overall.flatMap(readOverall)
        let levels = TaskLevels(self)
        var areas: [DraftArea] = []
        if let area = readLooseArea(chapters.loose.tasks, from: start, levels) { areas.append(area) }
        areas += chapters.loose.areas.flatMap { readArea($0, prefix: "", levels) }
        for chapter in (chapters.containers + chapters.areas).sorted() {
            areas +=
                chapters.containers.contains(chapter)
                ? readContainer(chapter, levels) : readArea(chapter, prefix: "", levels)
        }
        shareLists(ofAreas: &areas)
        readSubjects(ofTasks: &areas)
        draft.safeguards += chapters.safeguards.flatMap(readSafeguards)
        let tables = readLooseTables(except: Set(chapters.containers + chapters.areas))
        draft.safeguards += tables.safeguards
        fold(tables.areas, into: &areas, &draft.warnings)
        if dividesTasks {
            fold(areas, into: &draft.areas, &draft.warnings)
        } else {
            draft.areas += areas
        }
    }

    /// Is the whole part a list that divides the tasks of a plan among units?
    private var dividesTasks: Bool {
        documentTitle.map { title in
            let title = Scalars(text: title)
            return MetadataGrammar.divisions.suffix(of: title, 0..<title.count) != nil
        } ?? false
    }

    /// Whether a list of units stands anywhere below the title of a heading.
    func bindsUnits(_ index: Int) -> Bool {
        if let known = bindings.first[index] { return known != nil }
        let first = findUnitLists(text.scalars, below(index), atMost: 1).first
        bindings.first.updateValue(first, forKey: index)
        return first != nil
    }

    /// The first list below the title of a heading, or that there is none; nil where nobody has looked. It is asked for
    /// once, when the text is read, and then let go.
    func takeFirstList(_ index: Int) -> UnitList?? { bindings.first.removeValue(forKey: index) }

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

    /// The path of a heading below a prefix: a decimal number says itself what it stands below.
    func path(_ index: Int, below prefix: String) -> String {
        let own = ordinal(index)
        guard node(index).marker.scheme >= .decimal2, let point = own.lastIndex(of: ".") else { return prefix + own }
        let above = own[..<point]
        for printed in [String(above), above + "."] where prefix.hasSuffix(printed) {
            return prefix.dropLast(printed.count) + own
        }
        return prefix + own
    }

    /// The heading's own text, above the headings below it.
    func ownText(_ index: Int) -> Range<Int> {
        let start = node(index).bodyStart
        return text.trim(start..<max(start, outline.ownEnd(index)))
    }

    func hasSentences(_ range: Range<Int>) -> Bool { range.contains { text[$0].is(.stop) } }

    /// Everything below the heading's title.
    func wholeText(_ index: Int) -> Range<Int> { text.trim(below(index)) }

    /// The same with the white space at its ends.
    func below(_ index: Int) -> Range<Int> {
        let start = node(index).bodyStart
        return start..<max(start, node(index).end)
    }
}

/// Which headings are known to bind units. Several rules ask, and each answer takes a walk through a chapter.
private final class Bindings {
    /// The first list of a heading, or that it has none.
    var first: [Int: UnitList?] = [:]
    var any: Bool?
}
