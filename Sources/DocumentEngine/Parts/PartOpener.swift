// SPDX-License-Identifier: Apache-2.0
import Domain

/// Says which parts of a file hold clauses to be carried out, and opens each with what it says about itself.
struct PartOpener {
    let text: RepairedText
    let paragraphs: ContiguousArray<Paragraph>
    let spans: [PartSpan]
    let tables: [TaskTable]
    /// The numbers with which a file goes on that begins inside a document.
    let resumed: [Marker.Scheme: Int]
    /// nil where the text is too long to be looked through for misread characters.
    private let signs: SignStatistics?
    private let issued: IssuedTitles
    private let names = NameStore()
    /// Whether the file holds one document, whatever stands before it.
    private let isAlone: Bool
    /// Fewer numbered headings are a letter, no plan.
    private static let fewestHeadings = 3

    /// The part whose title and dates are the document's: the first that is a plan, else the first that is numbered,
    /// else the longest.
    private(set) var main: PartSpan

    init(
        text: RepairedText, paragraphs: ContiguousArray<Paragraph>, spans: [PartSpan], tables: [TaskTable],
        resumed: [Marker.Scheme: Int]
    ) {
        (self.text, self.paragraphs, self.spans, self.tables) = (text, paragraphs, spans, tables)
        self.resumed = resumed
        signs = text.scalars.count <= SignStatistics.longest ? SignStatistics(text.scalars) : nil
        issued = IssuedTitles(text.scalars)
        isAlone = spans.count { $0.kind != .cover } == 1
        main = spans[0]
        main = findMain()
    }

    private func findMain() -> PartSpan {
        let candidates = spans.filter { $0.kind != .cover }
        return candidates.first { isPlan($0) && $0.kind != .opinion } ?? candidates.first(where: isPlan)
            ?? candidates.first { headings($0) >= Self.fewestHeadings && ![.reading, .meeting].contains($0.kind) }
            ?? candidates.max { $0.paragraphs.count < $1.paragraphs.count }
            ?? spans[0]
    }

    /// Plans and opinions have clauses; what a part reports, explains or forwards is none.
    func isPlan(_ span: PartSpan) -> Bool {
        [.workPlan, .plan, .opinion].contains(span.kind) && headings(span) >= Self.fewestHeadings
    }

    /// Whether a part is read: of several, those with clauses; a document by itself, whatever it calls itself.
    func isRead(_ span: PartSpan) -> Bool {
        if span.paragraphs == main.paragraphs { return isAlone || ![.reading, .meeting, .notice].contains(span.kind) }
        return isPlan(span)
    }

    private func headings(_ span: PartSpan) -> Int {
        let numbered = paragraphs[span.paragraphs].reduce(0) { $0 + ($1.marker == nil ? 0 : 1) }
        return numbered + tables(of: span).reduce(0) { $0 + $1.lines.count }
    }

    private func tables(of span: PartSpan) -> [TaskTable] {
        let start = span.paragraphs.lowerBound == 0 ? 0 : paragraphs[span.paragraphs.lowerBound].range.lowerBound
        let isLast = span.paragraphs.upperBound >= paragraphs.count
        let end = isLast ? Int.max : paragraphs[span.paragraphs.upperBound].range.lowerBound
        return tables.filter { (start < $0.position || start == 0) && $0.position <= end }
    }

    func open(_ span: PartSpan) -> (plan: PlanReader, document: DraftDocument) {
        let foot = findFoot(text, paragraphs, span.paragraphs)
        let outline = readOutline(
            text, paragraphs, span.paragraphs, end: foot.offset,
            resumed: span.paragraphs.lowerBound == 0 ? resumed : [:])
        let firstHeading = outline.nodes.first?.paragraph ?? min(foot.paragraph, span.paragraphs.upperBound)
        let head = DocumentHead(
            text: text, paragraphs: paragraphs, part: span.paragraphs, firstHeading: firstHeading, foot: foot.offset,
            issued: issued)
        var document = DraftDocument()
        head.readMetadata(into: &document)
        if span.title.isEmpty == false, spans.count > 1, document.title == nil {
            document.title = span.title.map(text.text).joined()
        }
        let context = readContext(head, &document)
        let lines = paragraphs[span.paragraphs]
        let start = paragraphs[span.paragraphs.lowerBound].range.lowerBound
        let part = isAlone ? text.all : start..<(lines.last?.range.upperBound ?? start)
        let plan = PlanReader(
            text: text, paragraphs: paragraphs, outline: outline,
            expander: UnitExpander(text, context, part: part, names: names), start: start, end: foot.offset,
            part: span.paragraphs, tables: tables(of: span), title: document.title, signs: signs)
        doubtDocument(&document, title: span.title, plan)
        return (plan, document)
    }
}
