// SPDX-License-Identifier: Apache-2.0

/// How a paragraph ends that the next line may continue.
extension ParagraphJoiner {
    /// The number of a heading whose title stands on the next line.
    func isBareNumber(_ paragraph: Paragraph) -> Bool {
        paragraph.marker.map { $0.range.upperBound >= paragraph.range.upperBound } ?? false
    }

    /// Does the paragraph end with a parenthesis that stands behind a sentence or is labelled as a list of units?
    func endsWithList(_ paragraph: Paragraph) -> Bool {
        guard text.scalars[paragraph.range.upperBound - 1].is(.closer) else { return false }
        var (at, depth) = (paragraph.range.upperBound, 0)
        while at > paragraph.range.lowerBound {
            at -= 1
            if text.scalars[at].is(.closer) { depth += 1 }
            guard text.scalars[at].is(.opener) else { continue }
            depth -= 1
            if UnitGrammar.labels.match(in: text.scalars, at: at + 1, before: paragraph.range.upperBound) != nil {
                return true
            }
            if depth == 0 { return at > paragraph.range.lowerBound && text.scalars[at - 1].is(.stop) }
        }
        return false
    }

    /// Does the paragraph end behind an opening bracket and digits: inside the year of a document's number?
    func endsInsideYear(_ paragraph: Paragraph) -> Bool {
        let end = paragraph.range.suffix(5).reversed().drop { text.scalars[$0].is(.digit) }
        return end.count < min(5, paragraph.range.count) && end.first.map { text.scalars[$0].is(.opener) } ?? false
    }

    /// Does the paragraph end inside the bracket of a labelled list of units, right behind a comma or colon?
    func opensList(_ paragraph: Paragraph) -> Bool {
        let last = text.scalars[paragraph.range.upperBound - 1]
        return (last.folded == Sign.colon || last.is(.separator)) && endsInsideList(paragraph)
    }

    /// Does the paragraph end inside the bracket of a labelled list of units?
    func endsInsideList(_ paragraph: Paragraph) -> Bool {
        var depth = 0
        for at in paragraph.range.suffix(200).reversed() {
            let scalar = text.scalars[at]
            if scalar.is(.stop) { return false }
            if scalar.is(.closer) { depth += 1 }
            guard scalar.is(.opener) else { continue }
            depth -= 1
            if depth >= 0 { continue }
            let end = paragraph.range.upperBound
            return UnitGrammar.label(in: text.scalars, at: at + 1, before: end, inBracket: true) != nil
        }
        return false
    }

    /// A list of units without brackets.
    func isBareList(_ paragraph: Paragraph) -> Bool {
        guard let label = UnitGrammar.labels.prefix(of: text.scalars, paragraph.range) else { return false }
        return label.range.upperBound < paragraph.range.upperBound
            && text.scalars[label.range.upperBound].folded == Sign.colon
    }

    /// Is every bracket and quotation mark of a short paragraph closed? Longer ones are not looked at.
    func hasEvenBrackets(_ paragraph: Paragraph) -> Bool {
        guard paragraph.range.count <= 100 else { return true }
        var depth = 0
        for at in paragraph.range {
            let scalar = text.scalars[at]
            if scalar.is([.opener, .quote]), !scalar.is(.unquote) { depth += 1 }
            if scalar.is([.closer, .unquote]), !scalar.is(.quote) { depth -= 1 }
        }
        return depth <= 0
    }

    func endsSentence(_ line: SourceLine) -> Bool {
        var at = Int(line.end) - 1
        while at > Int(line.start), source[at].is([.closer, .unquote]) { at -= 1 }
        return source[at].is(.terminal) || at < Int(line.end) - 1
    }

    func endsSentence(_ paragraph: Paragraph) -> Bool {
        var at = paragraph.range.upperBound - 1
        while at > paragraph.range.lowerBound, text.scalars[at].is([.closer, .unquote]) { at -= 1 }
        return text.scalars[at].is(.terminal)
    }
}
