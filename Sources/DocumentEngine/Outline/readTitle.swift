// SPDX-License-Identifier: Apache-2.0

/// The title of a heading and where the text after it begins.
///
/// A block heading is its whole paragraph. A run-in heading is the first short sentence, or what stands before a
/// colon, a wide gap or a list of units. A number before a long sentence has no title.
func readTitle(
    _ text: RepairedText, _ paragraph: Paragraph, _ marker: Marker
) -> (title: Range<Int>?, bodyStart: Int, rule: TitleRule) {
    let range = marker.range.upperBound..<paragraph.range.upperBound
    guard !range.isEmpty else { return (nil, range.upperBound, .none) }
    let ends = findTitleEnds(text, range)
    if let early = ends.early { return (range.lowerBound..<early.end, early.next, .point) }
    if let colon = ends.colon, let stop = ends.stop, stop - colon > 2 || stop + 1 < range.upperBound {
        return (range.lowerBound..<colon, colon + 1, .colon)
    }
    if let stop = ends.stop {
        let title = range.lowerBound..<stop
        if marker.scheme == .article, isProvision(text, title, range) { return (nil, range.lowerBound, .none) }
        return (title, stop + 1, .sentence)
    }
    if let list = ends.list { return (range.lowerBound..<list, list, .list) }
    if let colon = ends.colon, colon + 1 < range.upperBound { return (range.lowerBound..<colon, colon + 1, .colon) }
    if paragraph.stops == 0, range.count <= longestBlockTitle {
        let isOpen = text[range.upperBound - 1].is(.terminal)
        return (range.lowerBound..<(range.upperBound - (isOpen ? 1 : 0)), range.upperBound, .paragraph)
    }
    if let gap = ends.gap { return (range.lowerBound..<gap, gap, .gap) }
    let line = range.lowerBound..<max(range.lowerBound, min(paragraph.firstLineEnd, range.upperBound))
    if line.count <= HeadingGrammar.longestTitle, line.count >= 4, line.upperBound < range.upperBound,
        !line.contains(where: { text[$0].is([.separator, .terminal]) })
    {
        return (line, line.upperBound, .line)
    }
    return (nil, range.lowerBound, .none)
}

/// Is the first sentence of an article what it provides, and no title: it is all of it, has commas, or says who does it?
private func isProvision(_ text: RepairedText, _ sentence: Range<Int>, _ article: Range<Int>) -> Bool {
    text.trim((sentence.upperBound + 1)..<max(sentence.upperBound + 1, article.upperBound)).isEmpty
        || sentence.count > longestLabel || sentence.contains { text[$0].folded == 0x2C }
        || HeadingGrammar.parties.prefix(of: text.scalars, sentence) != nil
}

/// By what a title was told from the text behind it.
enum TitleRule: String {
    /// It is the whole paragraph.
    case paragraph
    /// It is the first short sentence.
    case sentence
    /// It stands before a colon, a list of units, a point or a wide gap, a narrow gap.
    case colon, list, point, gap
    /// It is the first line of the paragraph.
    case line
    /// There is none.
    case none

    /// Whether another reader might have ended it elsewhere.
    var isGuess: Bool { self == .gap || self == .line }
}

/// A heading that fills its paragraph may be longer than one that a sentence follows.
private let longestBlockTitle = 60
/// What stands before a colon is a title only where it is short.
private let longestLabel = 16

private struct TitleEnds {
    var stop: Int?
    var list: Int?
    var colon: Int?
    var gap: Int?
    /// A wide gap or a Latin point right behind a short title, before anything that separates parts of a sentence.
    var early: (end: Int, next: Int)?
}

private func findTitleEnds(_ text: RepairedText, _ range: Range<Int>) -> TitleEnds {
    var ends = TitleEnds()
    var (depth, pauses) = (0, 0)
    for at in range.prefix(HeadingGrammar.longestTitle + 20) {
        let scalar = text[at]
        let length = at - range.lowerBound
        if scalar.is(.opener) {
            if depth == 0, length >= 2, ends.list == nil, opensUnitList(text, at, range) {
                ends.list = at
                return ends
            }
            depth += 1
        } else if scalar.is(.closer) {
            depth = max(0, depth - 1)
        } else if scalar.is(.quote), !scalar.is(.unquote) {
            depth += 1
        } else if scalar.is(.unquote) && !scalar.is(.quote) || scalar.folded == 0x3E {
            depth = max(0, depth - 1)
        } else if depth == 0, scalar.is(.stop), length > 1 {
            if length <= HeadingGrammar.longestTitle { ends.stop = at }
            return ends
        } else if depth == 0, scalar.folded == Sign.colon, length <= longestLabel, length > 1, pauses == 0 {
            ends.colon = ends.colon ?? at
        } else if depth == 0, pauses == 0, ends.early == nil, (4...20).contains(length), isPoint(text, at, range) {
            ends.early = (at, at + 1)
        } else if scalar.is(.separator) {
            if scalar != Sign.pauseMark { pauses += 1 }
        } else if depth == 0, ends.gap == nil, pauses == 0, length >= 4, length <= 30, text.hasGap(before: at),
            text[at - 1].is(.han), scalar.is(.han)
        {
            ends.gap = at
            if ends.early == nil, ends.colon == nil, text.hasWideGap(before: at) { ends.early = (at, at) }
        }
    }
    return ends
}

/// A point between Chinese characters, as a keyboard in another mode prints a stop.
private func isPoint(_ text: RepairedText, _ at: Int, _ range: Range<Int>) -> Bool {
    text[at].folded == Sign.dot && at + 1 < range.upperBound && text[at - 1].is(.han) && text[at + 1].is(.han)
}

private func opensUnitList(_ text: RepairedText, _ at: Int, _ range: Range<Int>) -> Bool {
    findUnitLists(text.scalars, at..<min(range.upperBound, at + 400)).first?.range.lowerBound == at
}
