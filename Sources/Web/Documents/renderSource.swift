// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The source of a draft as HTML with every clause marked: pages as images, blocks in order, or numbered paragraphs.
func renderSource(_ source: SourceText, of document: Document, plan: PlanDraft, _ phrases: Phrases) -> HTML {
    let scalars = Array(source.text.unicodeScalars)
    let marks = sourceMarks(of: plan, in: scalars).sorted { $0.range.from < $1.range.from }
    var writer = SourceWriter(scalars: scalars, marks: marks, phrases: phrases)
    if !source.boxes.isEmpty {
        writer.writePages(source, of: document)
    } else if !source.blocks.isEmpty {
        for (index, block) in source.blocks.enumerated() { writer.write(block, number: index + 1) }
    } else {
        writer.writeParagraphs()
    }
    return writer.html
}

/// Writes the text of a source with its marks.
struct SourceWriter {
    let scalars: [Unicode.Scalar]
    /// In order, none overlapping another.
    let marks: [SourceMark]
    let phrases: Phrases
    var html = HTML()
    private var paragraph = 0
    /// The places whose first piece has been written: that one bears the identity to which links lead.
    var begun: Set<DraftPlace> = []

    init(scalars: [Unicode.Scalar], marks: [SourceMark], phrases: Phrases) {
        (self.scalars, self.marks, self.phrases) = (scalars, marks, phrases)
    }

    /// Every line of a plain text, numbered as the task's page numbers them.
    mutating func writeParagraphs() {
        var from = 0
        while from < scalars.count {
            let to = scalars[from...].firstIndex(of: "\n") ?? scalars.count
            let range = TextRange(from: from, to: to)
            if !isBlank(range) { writeParagraph(range, level: nil) }
            from = to + 1
        }
    }

    /// A block under its number in the document, blank ones counted, as a task's page names it.
    mutating func write(_ block: SourceBlock, number: Int) {
        paragraph = number - 1
        switch block.kind {
        case .paragraph: if !isBlank(block.range) { writeParagraph(block.range, level: nil) }
        case .heading(let level): if !isBlank(block.range) { writeParagraph(block.range, level: level) }
        case .table(let rows): writeTable(rows)
        }
    }

    private mutating func writeParagraph(_ range: TextRange, level: Int?) {
        paragraph += 1
        html.markup("<p class=\"para")
        if level != nil { html.markup(" para-heading") }
        html.markup("\" id=\"p")
        html.number(paragraph)
        html.markup("\">")
        writeNumber(for: range)
        writeText(range)
        html.markup("</p>\n")
    }

    /// The paragraph's number, a link to what was read out of it: the way across for a keyboard and without scripts.
    private mutating func writeNumber(for range: TextRange) {
        guard let mark = marks(in: range).first else {
            html.markup("<span class=\"para-number\">")
            html.number(paragraph)
            html.markup("</span>")
            return
        }
        html.markup("<a class=\"para-number\" href=\"#")
        html.text(mark.place.key)
        html.markup("\" title=\"")
        html.text(phrases("draft.toTree"))
        html.markup("\">")
        html.number(paragraph)
        html.markup("</a>")
    }

    private mutating func writeTable(_ rows: [[TableCell]]) {
        paragraph += 1
        html.markup("<div class=\"source-table\" id=\"p")
        html.number(paragraph)
        html.markup("\"><table>")
        for row in rows {
            html.markup("<tr>")
            for cell in row {
                html.markup("<td")
                writeSpan(" colspan=\"", cell.columns)
                writeSpan(" rowspan=\"", cell.rows)
                html.markup(">")
                writeText(cell.range)
                html.markup("</td>")
            }
            html.markup("</tr>")
        }
        html.markup("</table></div>\n")
    }

    private mutating func writeSpan(_ attribute: StaticString, _ count: Int) {
        guard count > 1 else { return }
        html.markup(attribute)
        html.number(count)
        html.markup("\"")
    }

    private mutating func writeText(_ range: TextRange) {
        var from = range.from
        for mark in marks(in: range) {
            write(from, max(from, mark.range.from))
            from = min(range.to, mark.range.to)
            writeMark(mark, TextRange(from: max(range.from, mark.range.from), to: from))
        }
        write(from, range.to)
    }

    private mutating func writeMark(_ mark: SourceMark, _ range: TextRange) {
        html.markup("<span class=\"src src-")
        switch mark.part {
        case .title: html.markup("title")
        case .text: html.markup("text")
        case .units: html.markup("units")
        }
        html.markup("\" data-place=\"")
        html.text(mark.place.key)
        if begun.insert(mark.place).inserted {
            html.markup("\" id=\"source-")
            html.text(mark.place.key)
        }
        html.markup("\">")
        if mark.part == .text && range.from == mark.range.from {
            html.markup("<span id=\"at-")
            html.number(range.from)
            html.markup("\"></span>")
        }
        write(range.from, range.to)
        html.markup("</span>")
    }

    private mutating func write(_ from: Int, _ to: Int) {
        guard from < to, to <= scalars.count else { return }
        html.text(String(String.UnicodeScalarView(scalars[from..<to])))
    }

    /// The marks that touch `range`.
    func marks(in range: TextRange) -> ArraySlice<SourceMark> {
        let first = marks.partitioningIndex { $0.range.to > range.from }
        let last = marks.partitioningIndex { $0.range.from >= range.to }
        return first < last ? marks[first..<last] : []
    }

    private func isBlank(_ range: TextRange) -> Bool {
        guard range.from < range.to, range.to <= scalars.count else { return true }
        return scalars[range.from..<range.to].allSatisfy { $0.properties.isWhitespace }
    }
}
