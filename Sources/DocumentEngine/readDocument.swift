// SPDX-License-Identifier: Apache-2.0
import Domain

/// The pipeline of the engine, each stage with the type it hands to the next:
///
/// text → `SourceLine`s (Repair) → `RepairedText` and `Paragraph`s (Repair, Outline) → `PartSpan`s (Parts) →
/// `Outline` of the part that is a plan → `DraftDocument` (Metadata) → areas, tasks, safeguards (Plans, with Units and Sentences).
func readDocument(_ source: SourceText) -> PlanDraft {
    var draft = PlanDraft()
    guard let opened = openDocument(source) else {
        draft.warnings = [Diagnostic(code: "noText")]
        return draft
    }
    let plan = opened.plan
    draft.document = opened.document
    draft.parts = parts(opened.spans, plan.text, plan.paragraphs, source)
    plan.read(into: &draft)
    addWarnings(to: &draft, plan.outline, plan.text)
    if let doubt = recognitionDoubt(source) { draft.warnings.insert(doubt, at: 0) }
    return draft
}

/// Says that the text was recognised in pictures, and how much of it is uncertain; nil where the file holds the text.
private func recognitionDoubt(_ source: SourceText) -> Diagnostic? {
    let pieces = source.boxes.compactMap(\.confidence)
    guard !pieces.isEmpty else { return nil }
    let doubtful = pieces.count { $0 < DoubtGrammar.leastRecognition }
    return Diagnostic(
        code: "recognisedText", arguments: ["doubtful": String(doubtful), "pieces": String(pieces.count)])
}

/// A document before its tasks are read: its parts, what it says about itself, and the reader of its plan.
struct OpenDocument {
    let spans: [PartSpan]
    let document: DraftDocument
    let plan: PlanReader
}

/// Takes a document apart as far as each of its clauses needs; nil where nothing is printed.
func openDocument(_ source: SourceText) -> OpenDocument? {
    let (text, paragraphs, resumed) = repair(source)
    guard !paragraphs.isEmpty else { return nil }
    let spans = PartReader(text, paragraphs).read()
    let main = choosePlan(spans, paragraphs)
    let foot = findFoot(text, paragraphs, main.paragraphs)
    let outline = readOutline(text, paragraphs, main.paragraphs, end: foot.offset, resumed: resumed)
    let firstHeading = outline.nodes.first?.paragraph ?? min(foot.paragraph, main.paragraphs.upperBound)
    let head = DocumentHead(
        text: text, paragraphs: paragraphs, part: main.paragraphs, firstHeading: firstHeading, foot: foot.offset)
    var document = DraftDocument()
    head.readMetadata(into: &document)
    if main.title.isEmpty == false, spans.count > 1, document.title == nil {
        document.title = main.title.map(text.text).joined()
    }
    let context = readContext(head, &document)
    let plan = PlanReader(
        text: text, paragraphs: paragraphs, outline: outline, expander: UnitExpander(text, context),
        start: paragraphs[main.paragraphs.lowerBound].range.lowerBound, end: foot.offset)
    return OpenDocument(spans: spans, document: document, plan: plan)
}

/// Takes out what layout put into the text.
private func repair(_ source: SourceText) -> (
    text: RepairedText, paragraphs: ContiguousArray<Paragraph>, resumed: [Marker.Scheme: Int]
) {
    let scalars = Scalars(text: source.text)
    var lines = readLines(scalars)
    dropFurniture(&lines, in: scalars)
    let resumed = resumedNumbers(scalars, lines)
    var (text, paragraphs) = readParagraphs(scalars, lines, resumed: resumed)
    text.pages = source.pages
    return (text, paragraphs, resumed)
}

/// The part to read: the first that is a plan, else the first that is numbered, else the longest.
private func choosePlan(_ spans: [PartSpan], _ paragraphs: ContiguousArray<Paragraph>) -> PartSpan {
    func headings(_ span: PartSpan) -> Int { paragraphs[span.paragraphs].reduce(0) { $0 + ($1.marker == nil ? 0 : 1) } }
    let candidates = spans.filter { $0.kind != .cover }
    return candidates.first { [.workPlan, .plan, .opinion].contains($0.kind) && headings($0) >= 3 }
        ?? candidates.first { headings($0) >= 3 && ![.reading, .meeting].contains($0.kind) }
        ?? candidates.max { $0.paragraphs.count < $1.paragraphs.count }
        ?? spans[0]
}

/// The parts of a compilation with their ranges, which leave nothing out; none for a single document.
private func parts(
    _ spans: [PartSpan], _ text: RepairedText, _ paragraphs: ContiguousArray<Paragraph>, _ source: SourceText
) -> [DraftPart] {
    guard spans.filter({ $0.kind != .cover }).count >= 2 else { return [] }
    let length = source.text.unicodeScalars.count
    let starts = spans.map { paragraphs[$0.paragraphs.lowerBound].range.lowerBound }
    let space = String(Unicode.Scalar(UInt8(Sign.space)))
    return spans.indices.map { index in
        let from = index == 0 ? 0 : text.origin(starts[index])
        let to = index + 1 < spans.count ? text.origin(starts[index + 1]) : length
        let title = spans[index].title.map(text.text).joined(separator: spans[index].kind == .cover ? space : "")
        return DraftPart(
            kind: spans[index].kind, title: title.isEmpty ? nil : title,
            source: DraftSource(
                range: TextRange(from: from, to: to), page: text.source(starts[index]..<starts[index]).page))
    }
}
