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
    draft.document = opened.document
    draft.parts = parts(opened.spans, opened.text, opened.paragraphs)
    for plan in opened.plans { plan.read(into: &draft) }
    if opened.plans.count > 1 {
        draft.warnings.append(Diagnostic(code: "severalPlans", arguments: ["count": String(opened.plans.count)]))
    }
    opened.plans.first?.noteMisreadUnits(&draft)
    dropStrangeSigns(&draft, isRecognised: source.boxes.contains { $0.confidence != nil })
    addWarnings(to: &draft, opened.plans.map(\.outline), opened.text)
    if let doubt = recognitionDoubt(source) { draft.warnings.insert(doubt, at: 0) }
    return draft
}

/// Says that the text was recognised in pictures, and how much of it is uncertain; nil where the file holds the text.
private func recognitionDoubt(_ source: SourceText) -> Diagnostic? {
    let pieces = source.boxes.count { $0.confidence != nil }
    guard pieces > 0 else { return nil }
    let doubtful = source.boxes.count(where: \.isDoubtful)
    return Diagnostic(code: "recognisedText", arguments: ["doubtful": String(doubtful), "pieces": String(pieces)])
}

/// A document before its tasks are read: its parts, what it says about itself, and a reader of each plan in it.
struct OpenDocument {
    let text: RepairedText
    let paragraphs: ContiguousArray<Paragraph>
    let spans: [PartSpan]
    let document: DraftDocument
    let plans: [PlanReader]
}

/// Takes a document apart as far as each of its clauses needs; nil where nothing is printed.
func openDocument(_ source: SourceText) -> OpenDocument? {
    let (text, paragraphs, tables, resumed) = repair(source)
    guard !paragraphs.isEmpty else { return nil }
    let spans = PartReader(text, paragraphs).read()
    let opener = PartOpener(text: text, paragraphs: paragraphs, spans: spans, tables: tables, resumed: resumed)
    let main = opener.main
    var document = DraftDocument()
    var plans: [PlanReader] = []
    for span in spans {
        let isMain = span.paragraphs == main.paragraphs
        guard isMain || opener.isRead(span) else { continue }
        let (plan, own) = opener.open(span)
        if opener.isRead(span) { plans.append(plan) }
        let pairs = (document.pairs + own.pairs, document.districtPairs + own.districtPairs)
        if isMain { document = own }
        document.pairs = distinct(isMain ? own.pairs + pairs.0 : pairs.0)
        document.districtPairs = distinct(isMain ? own.districtPairs + pairs.1 : pairs.1)
    }
    return OpenDocument(text: text, paragraphs: paragraphs, spans: spans, document: document, plans: plans)
}

private func distinct(_ pairs: [DraftPair]) -> [DraftPair] {
    pairs.enumerated().filter { !pairs[..<$0.offset].contains($0.element) }.map(\.element)
}

/// Takes out what layout put into the text.
private func repair(
    _ source: SourceText
) -> (
    text: RepairedText, paragraphs: ContiguousArray<Paragraph>, tables: [TaskTable], resumed: [Marker.Scheme: Int]
) {
    let scalars = Scalars(text: source.text)
    var lines = readLines(scalars)
    dropFurniture(&lines, in: scalars)
    splitParticulars(&lines, source.blocks, in: scalars)
    if source.format == .html { dropControls(&lines, in: scalars) }
    let found = withoutTables(&lines, findTaskTables(source, scalars))
    let resumed = resumedNumbers(scalars, lines)
    var (text, paragraphs) = readParagraphs(scalars, lines, resumed: resumed)
    (text.pages, text.sourceCount) = (source.pages, scalars.count)
    text.weak = source.boxes.filter(\.isDoubtful).map(\.range).sorted { $0.from < $1.from }
    let tables = found.isEmpty ? [] : placeTables(found, in: &text, scalars)
    return (text, paragraphs, tables, resumed)
}

/// The parts of a compilation with their ranges, which leave nothing out; none for a single document.
private func parts(
    _ spans: [PartSpan], _ text: RepairedText, _ paragraphs: ContiguousArray<Paragraph>
) -> [DraftPart] {
    guard spans.filter({ $0.kind != .cover }).count >= 2 else { return [] }
    let starts = spans.map { paragraphs[$0.paragraphs.lowerBound].range.lowerBound }
    let space = String(Unicode.Scalar(UInt8(Sign.space)))
    return spans.indices.map { index in
        let from = index == 0 ? 0 : text.origin(starts[index])
        let to = index + 1 < spans.count ? text.origin(starts[index + 1]) : text.sourceCount
        let title = spans[index].title.map(text.text).joined(separator: spans[index].kind == .cover ? space : "")
        return DraftPart(
            kind: spans[index].kind, title: title.isEmpty ? nil : title,
            source: DraftSource(
                range: TextRange(from: from, to: to), page: text.source(starts[index]..<starts[index]).page))
    }
}
