// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

extension SourceWriter {
    /// Every page as an image with its clauses outlined and its badly recognised words marked. The outlines are SVG with
    /// coordinates in percent, because the policy of the pages allows no style attribute. Where no program draws pages of
    /// the format (.ofd), the page is drawn of its words.
    mutating func writePages(_ source: SourceText, of document: Document) {
        let outlines = Dictionary(grouping: outlines(of: source.boxes), by: \.page)
        let boxes = Dictionary(grouping: source.boxes, by: \.page)
        let words = WeakWords(source)
        for page in source.pages {
            let number = String(page.number)
            html.markup("<figure class=\"page\" id=\"page-")
            html.text(number)
            let hasPicture = source.format != .ofd
            html.markup(hasPicture ? "\"><div class=\"sheet\">" : "\"><div class=\"sheet sheet-drawn\">")
            if hasPicture { writePicture(number, of: document) } else { draw(boxes[page.number] ?? []) }
            html.markup("<svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\">")
            for outline in outlines[page.number] ?? [] { write(outline) }
            for box in boxes[page.number] ?? [] where box.isDoubtful { writeMark(of: box) }
            html.markup("</svg></div><figcaption>")
            html.text(phrases("draft.page", ["page": number]))
            html.markup("</figcaption>")
            if boxes[page.number]?.contains(where: \.isDoubtful) == true { writeRecognised(page, words) }
            html.markup("</figure>\n")
        }
    }

    private mutating func writePicture(_ number: String, of document: Document) {
        html.markup("<img loading=\"lazy\" width=\"1200\" height=\"1697\" src=\"")
        html.text(Address.pageImage.path(document.id.text, number + ".png"))
        html.markup("\" alt=\"")
        html.text(phrases("draft.pageImage", ["page": number]))
        html.markup("\">")
    }

    /// The words of a page where the file says that they stand, on a sheet of A4.
    private mutating func draw(_ boxes: [SourceBox]) {
        html.markup("<svg viewBox=\"0 0 1000 1414\">")
        for box in boxes where box.range.from < box.range.to && box.range.to <= scalars.count {
            html.markup("<text x=\"")
            html.number(Int(box.left * 1000))
            html.markup("\" y=\"")
            html.number(Int((box.bottom - (box.bottom - box.top) * 0.14) * 1414))
            html.markup("\" font-size=\"")
            html.number(max(8, Int((box.bottom - box.top) * 1414)))
            html.markup("\" textLength=\"")
            html.number(max(1, Int((box.right - box.left) * 1000)))
            html.markup("\" lengthAdjust=\"spacingAndGlyphs\">")
            html.text(String(String.UnicodeScalarView(scalars[box.range.from..<box.range.to])))
            html.markup("</text>")
        }
        html.markup("</svg>")
    }

    /// The frame round a word of which the recognition was unsure.
    private mutating func writeMark(of box: SourceBox) {
        html.markup("<rect class=\"weak-box\" x=\"")
        html.text(percent(box.left))
        html.markup("\" y=\"")
        html.text(percent(box.top))
        html.markup("\" width=\"")
        html.text(percent(box.right - box.left))
        html.markup("\" height=\"")
        html.text(percent(box.bottom - box.top))
        html.markup("\"/>")
    }

    /// What was recognised on a page, to be read beside its picture.
    private mutating func writeRecognised(_ page: SourcePage, _ words: WeakWords) {
        html.markup("<details class=\"page-text\"><summary>")
        html.text(phrases("draft.pageText"))
        html.markup("</summary><p>")
        html.append(words.html(of: page.range, phrases))
        html.markup("</p></details>")
    }

    private mutating func write(_ outline: Outline) {
        html.markup("<a href=\"#")
        html.text(outline.place.key)
        html.markup("\" class=\"outline\" data-place=\"")
        html.text(outline.place.key)
        if begun.insert(outline.place).inserted {
            html.markup("\" id=\"source-")
            html.text(outline.place.key)
        }
        html.markup("\" aria-label=\"")
        html.text(phrases("draft.toTree"))
        html.markup("\"><path")
        if let start = outline.textStart {
            html.markup(" id=\"at-")
            html.number(start)
            html.markup("\"")
        }
        html.markup(" d=\"")
        html.text(outline.path)
        html.markup("\"/></a>")
    }

    /// One outline per place and page: the lines of its text, joined.
    private func outlines(of boxes: [SourceBox]) -> [Outline] {
        let boxes = boxes.sorted { $0.range.from < $1.range.from }
        var found: [Outline] = []
        var indices: [Outline.Key: Int] = [:]
        for mark in marks {
            var index = boxes.partitioningIndex { $0.range.to > mark.range.from }
            while index < boxes.count, boxes[index].range.from < mark.range.to {
                let box = boxes[index]
                index += 1
                let key = Outline.Key(page: box.page, place: mark.place)
                defer { if mark.part == .text, let known = indices[key] { found[known].begin(mark, in: box) } }
                if let known = indices[key] {
                    found[known].add(box.part(mark.range))
                } else {
                    indices[key] = found.count
                    found.append(
                        Outline(page: box.page, place: mark.place, lines: [box.part(mark.range)]))
                }
            }
        }
        return found
    }
}

/// The outline of one place on one page.
private struct Outline {
    struct Key: Hashable {
        let page: Int
        let place: DraftPlace
    }
    let page: Int
    let place: DraftPlace
    /// Where the text of the place begins; nil on a page on which it does not.
    var textStart: Int?
    var lines: [SourceBox]

    mutating func begin(_ mark: SourceMark, in box: SourceBox) {
        if textStart == nil, box.range.from <= mark.range.from { textStart = mark.range.from }
    }

    /// Adds a piece of text, to its line where it stands on the last one.
    mutating func add(_ box: SourceBox) {
        guard let last = lines.last, min(last.bottom, box.bottom) - max(last.top, box.top) > (box.bottom - box.top) / 2
        else {
            lines.append(box)
            return
        }
        lines[lines.count - 1] = last.joined(with: box)
    }

    /// The lines in percent of the page: one closed line round each run of lines that follow each other.
    var path: String {
        var runs: [[SourceBox]] = []
        for line in lines {
            if let last = runs.last?.last, line.top < last.bottom + (line.bottom - line.top) / 2, line.top > last.top {
                runs[runs.count - 1].append(line)
            } else {
                runs.append([line])
            }
        }
        return runs.map(outline).joined()
    }

    /// Down the right edges and up the left ones; two lines meet half way between them.
    private func outline(_ lines: [SourceBox]) -> String {
        guard let first = lines.first, let last = lines.last else { return "" }
        let borders = zip(lines, lines.dropFirst()).map { percent(($0.bottom + $1.top) / 2) } + [percent(last.bottom)]
        var path = "M" + percent(first.left) + " " + percent(first.top)
        for (line, border) in zip(lines, borders) { path += "H" + percent(line.right) + "V" + border }
        for (index, line) in lines.enumerated().reversed() {
            path += "H" + percent(line.left) + "V" + (index > 0 ? borders[index - 1] : percent(first.top))
        }
        return path + "Z"
    }

}

/// A share of the page in percent, with two places.
private func percent(_ share: Double) -> String {
    let hundredths = Int((min(max(share, 0), 1) * 10_000).rounded())
    let rest = hundredths % 100
    return String(hundredths / 100) + (rest < 10 ? ".0" : ".") + String(rest)
}

extension SourceBox {
    /// The part of the box that `wanted` covers, as if all its characters were equally wide.
    fileprivate func part(_ wanted: TextRange) -> SourceBox {
        guard range.count > 0 else { return self }
        let width = (right - left) / Double(range.count)
        let from = max(range.from, wanted.from)
        let to = min(range.to, wanted.to)
        return SourceBox(
            range: TextRange(from: from, to: to), page: page, left: left + width * Double(from - range.from), top: top,
            right: left + width * Double(to - range.from), bottom: bottom)
    }

    fileprivate func joined(with other: SourceBox) -> SourceBox {
        SourceBox(
            range: TextRange(from: range.from, to: other.range.to), page: page, left: min(left, other.left),
            top: min(top, other.top), right: max(right, other.right), bottom: max(bottom, other.bottom))
    }
}
