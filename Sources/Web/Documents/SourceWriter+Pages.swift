// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

extension SourceWriter {
    /// Every page as an image with its clauses outlined. The outlines are SVG with coordinates in percent, because the
    /// policy of the pages allows no style attribute.
    mutating func writePages(_ source: SourceText, of document: Document) {
        let outlines = Dictionary(grouping: outlines(of: source.boxes), by: \.page)
        for page in source.pages {
            let number = String(page.number)
            html.markup("<figure class=\"page\" id=\"page-")
            html.text(number)
            html.markup("\"><div class=\"sheet\"><img loading=\"lazy\" width=\"1200\" height=\"1697\" src=\"")
            html.text(Address.pageImage.path(document.id.text, number + ".png"))
            html.markup("\" alt=\"")
            html.text(phrases("draft.pageImage", ["page": number]))
            html.markup("\"><svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\">")
            for outline in outlines[page.number] ?? [] { write(outline) }
            html.markup("</svg></div><figcaption>")
            html.text(phrases("draft.page", ["page": number]))
            html.markup("</figcaption></figure>\n")
        }
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

    private func percent(_ share: Double) -> String {
        let hundredths = Int((min(max(share, 0), 1) * 10_000).rounded())
        let rest = hundredths % 100
        return String(hundredths / 100) + (rest < 10 ? ".0" : ".") + String(rest)
    }
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
