// SPDX-License-Identifier: Apache-2.0

/// The tree of the headings in a run of paragraphs; `end` is where the text of the last one ends.
func readOutline(
    _ text: RepairedText, _ paragraphs: ContiguousArray<Paragraph>, _ part: Range<Int>, end: Int,
    resumed: [Marker.Scheme: Int]
) -> Outline {
    var outline = Outline()
    outline.beginsInside = !resumed.isEmpty
    var scan = OutlineScan(resumed: resumed)
    for index in part {
        guard let marker = paragraphs[index].marker, paragraphs[index].range.lowerBound < end,
            !isRunningList(text, paragraphs[index], marker), let place = scan.place(marker, .complete)
        else { continue }
        let (title, bodyStart, rule) = readTitle(text, paragraphs[index], marker)
        outline.nodes.append(
            OutlineNode(
                paragraph: index, marker: marker, level: place.level, title: title, titleRule: rule,
                bodyStart: bodyStart, doubt: place.doubt))
        if let inner = innerHeading(text, paragraphs[index], marker, title, bodyStart),
            let place = scan.place(inner, .complete)
        {
            let (title, bodyStart, rule) = readTitle(text, paragraphs[index], inner)
            outline.nodes.append(
                OutlineNode(
                    paragraph: index, marker: inner, level: place.level, title: title, titleRule: rule,
                    bodyStart: bodyStart, doubt: place.doubt))
        }
    }
    mendTitles(text, paragraphs, &outline)
    closeNodes(&outline, end: end)
    outline.closing = closing(text, outline)
    return outline
}

/// Whether the number is the first of a list that runs on within its paragraph: such items are sentences of one text,
/// not headings.
private func isRunningList(_ text: RepairedText, _ paragraph: Paragraph, _ marker: Marker) -> Bool {
    guard marker.scheme >= .pointParenthesis, marker.scheme <= .circle, marker.number == 1 else { return false }
    let rest = marker.range.upperBound..<paragraph.range.upperBound
    return rest.dropFirst().contains { at in
        guard text[at - 1].is([.stop, .separator, .terminal]) else { return false }
        let next = readMarker(text.scalars, at..<rest.upperBound)
        return next?.scheme == marker.scheme && next?.number == 2
    }
}

/// Where nearly all headings of a scheme are short sentences before their text, one whose stop is damaged ends at what
/// scanning made of it.
private func mendTitles(_ text: RepairedText, _ paragraphs: ContiguousArray<Paragraph>, _ outline: inout Outline) {
    func isRunIn(_ node: OutlineNode) -> Bool {
        guard let title = node.title, title.upperBound < node.bodyStart, text[title.upperBound].is(.stop) else {
            return false
        }
        return node.bodyStart < paragraphs[node.paragraph].range.upperBound
    }
    // Headings are told by their scheme and the heading above them.
    var open: [Int] = []
    var families: [Int] = []
    var tally: [Int: (runIn: Int, all: Int)] = [:]
    for (index, node) in outline.nodes.enumerated() {
        while let last = open.last, outline.nodes[last].level >= node.level { open.removeLast() }
        let family = (open.last ?? -1) * 16 + Int(node.marker.scheme.rawValue)
        open.append(index)
        families.append(family)
        for key in [family, -100 - Int(node.marker.scheme.rawValue)] {
            tally[key, default: (0, 0)].all += 1
            tally[key, default: (0, 0)].runIn += isRunIn(node) ? 1 : 0
        }
    }
    for index in outline.nodes.indices {
        let node = outline.nodes[index]
        let isMostlyRunIn = [families[index], -100 - Int(node.marker.scheme.rawValue)].contains { key in
            tally[key].map { $0.runIn >= 2 && $0.runIn * 3 >= $0.all * 2 } ?? false
        }
        let rest = node.marker.range.upperBound..<paragraphs[node.paragraph].range.upperBound
        guard isMostlyRunIn, rest.count > 24, !isRunIn(node) || (node.title?.count ?? 0) > longestPlainTitle,
            let stop = damagedStop(text, rest, before: node.title)
        else { continue }
        outline.nodes[index].title = rest.lowerBound..<stop
        outline.nodes[index].bodyStart = stop + 1
    }
}

/// A longer title of one sentence may be two.
private let longestPlainTitle = 20

/// What scanning made of the stop behind a title: a sign no sentence has there, else the first comma.
private func damagedStop(_ text: RepairedText, _ rest: Range<Int>, before title: Range<Int>?) -> Int? {
    var (depth, comma): (Int, Int?) = (0, nil)
    let isRunIn = title.map { $0.upperBound < rest.upperBound && text[$0.upperBound].is(.stop) } ?? false
    for at in rest.prefix(HeadingGrammar.longestTitle).dropFirst(4) {
        let scalar = text[at]
        if scalar.is([.opener, .quote]), !scalar.is(.unquote) { depth += 1 }
        if scalar.is([.closer, .unquote]), !scalar.is(.quote) { depth = max(0, depth - 1) }
        guard depth == 0, at + 1 < rest.upperBound, text[at + 1].is([.han, .quote]), text[at - 1].is([.han, .unquote])
        else { continue }
        if HeadingGrammar.damagedStops.contains(scalar) || scalar == Sign.comma && !isRunIn { return at }
        if HeadingGrammar.damagedCommas.contains(scalar), scalar != Sign.pauseMark, comma == nil { comma = at }
    }
    return isRunIn || title?.upperBound == rest.upperBound ? nil : comma
}

/// What most of the headings of the top scheme print behind the number: where one differs, it is damaged.
private func closing(_ text: RepairedText, _ outline: Outline) -> String {
    var tally: [String: Int] = [:]
    for node in outline.nodes where node.marker.scheme == .enumeration && node.marker.mended == nil {
        tally[text.text(text.trim(node.marker.ordinal.upperBound..<node.marker.range.upperBound)), default: 0] += 1
    }
    return tally.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? String(text: [Sign.pauseMark])
}

/// The number of a first section that stands in the same line as the title of its chapter.
private func innerHeading(
    _ text: RepairedText, _ paragraph: Paragraph, _ outer: Marker, _ title: Range<Int>?, _ bodyStart: Int
) -> Marker? {
    guard title != nil, bodyStart < paragraph.range.upperBound, outer.scheme <= .parenthesis,
        text[bodyStart - 1].is(.stop),
        let inner = readMarker(text.scalars, bodyStart..<paragraph.range.upperBound), inner.scheme > outer.scheme,
        inner.scheme <= .pointParenthesis
    else { return nil }
    let opening = paragraph.range.upperBound - inner.range.upperBound > HeadingGrammar.longestTitle
    return opening ? inner : nil
}

/// Says of every node where it ends.
private func closeNodes(_ outline: inout Outline, end: Int) {
    var open: [Int] = []
    for index in outline.nodes.indices {
        while let last = open.last, outline.nodes[last].level >= outline.nodes[index].level {
            outline.nodes[last].end = outline.nodes[index].marker.range.lowerBound
            outline.nodes[last].next = index
            open.removeLast()
        }
        open.append(index)
    }
    for index in open {
        outline.nodes[index].end = end
        outline.nodes[index].next = outline.nodes.count
    }
}
