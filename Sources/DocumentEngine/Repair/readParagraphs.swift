// SPDX-License-Identifier: Apache-2.0

/// Joins lines to paragraphs, so that a sentence that layout broke is whole again, and takes white space out of them.
func readParagraphs(
    _ source: Scalars, _ lines: ContiguousArray<SourceLine>, resumed: [Marker.Scheme: Int]
) -> (text: RepairedText, paragraphs: ContiguousArray<Paragraph>) {
    var joiner = ParagraphJoiner(source: source, lines: lines, resumed: resumed)
    joiner.text.scalars.reserveCapacity(source.count)
    for index in lines.indices where !lines[index].isFurniture { joiner.add(index) }
    return (joiner.text, joiner.paragraphs)
}

/// The paragraphs so far, and what decides whether the next line begins another.
struct ParagraphJoiner {
    let source: Scalars
    let width: LineWidth
    private let lines: ContiguousArray<SourceLine>
    var text = RepairedText()
    var paragraphs = ContiguousArray<Paragraph>()
    private var outline: OutlineScan { didSet { candidates = nil } }
    /// How the document prints its numbers.
    private var forms = SchemeTable<MarkerForm>() { didSet { candidates = nil } }
    /// The numbers that may come next, until another number is read: every line without one is held against them.
    private var candidates: [Candidate]?
    /// So many lines below a damaged number are looked at for the next.
    private static let farthest = 200

    private struct Candidate {
        let scheme: Marker.Scheme
        let number: Int
        let form: MarkerForm
        let whole: MarkerForm.Whole
    }

    init(source: Scalars, lines: ContiguousArray<SourceLine>, resumed: [Marker.Scheme: Int]) {
        (self.source, self.lines, outline) = (source, lines, OutlineScan(resumed: resumed))
        width = LineWidth(lines)
    }

    mutating func add(_ index: Int) {
        let line = lines[index]
        let marker = acceptedMarker(index)
        let joins = marker == nil && continuesParagraph(line)
        if !joins {
            if !paragraphs.isEmpty { text.scalars.append(Sign.newline) }
            let start = text.scalars.count
            paragraphs.append(Paragraph(range: start..<start, firstLineEnd: start, followsBlank: line.followsBlank))
        }
        let start = text.scalars.count
        text.append(source, line.range, joins: joins)
        close(line, from: start, joins: joins)
        if let marker {
            let range = paragraphs[paragraphs.count - 1].range
            paragraphs[paragraphs.count - 1].marker =
                (marker.mended == nil ? readMarker(text.scalars, range) : nil) ?? mended(marker, at: range.lowerBound)
        }
    }

    /// A damaged marker where it stands in the repaired text.
    private func mended(_ marker: Marker, at start: Int) -> Marker {
        let range = start..<(start + marker.range.filter { !source[$0].is(.space) }.count)
        return Marker(scheme: marker.scheme, number: marker.number, ordinal: range, range: range, mended: marker.mended)
    }

    /// The marker of a line, if the outline so far has a place for it.
    private mutating func acceptedMarker(_ index: Int) -> Marker? {
        let line = lines[index]
        guard !ContentsGrammar.isEntry(source, line.range), !(paragraphs.last.map(endsInsideYear) ?? false) else {
            return nil
        }
        let printed = readMarker(source, line.range)
        if let printed, let due = misread(printed, index), outline.place(due, .complete) != nil { return due }
        if let marker = printed, outline.place(marker, context(of: line, marker)) != nil {
            if forms[marker.scheme] == nil { forms[marker.scheme] = MarkerForm(source, marker) }
            placeInner(line, marker)
            return marker
        }
        guard let marker = damagedMarker(index), outline.place(marker, .complete) != nil else { return nil }
        return marker
    }

    /// Counts the number of a first section that stands in the line of its chapter.
    private mutating func placeInner(_ line: SourceLine, _ outer: Marker) {
        let title = (outer.range.upperBound..<Int(line.end)).prefix(HeadingGrammar.longestTitle)
        guard outer.scheme <= .parenthesis, let stop = title.first(where: { source[$0].is(.stop) }),
            stop + 1 < Int(line.end),
            let inner = readMarker(source, (stop + 1)..<Int(line.end)), inner.scheme > outer.scheme,
            inner.scheme <= .pointParenthesis, outline.place(inner, .complete) != nil
        else { return }
        if forms[inner.scheme] == nil { forms[inner.scheme] = MarkerForm(source, inner) }
    }

    /// A number that differs by one scalar from the one that should come next, before what reads like a title.
    private mutating func damagedMarker(_ index: Int) -> Marker? {
        let line = lines[index]
        var printed = Scalars()
        printed.reserveCapacity(min(Int(line.count), 65))
        var gap: Int?
        for at in line.range {
            if source[at].is(.space) {
                let isWide = source[at - 1].is(.space) || source[at] > 0x2000
                if isWide, gap == nil, printed.count > 6 { gap = printed.count }
                continue
            }
            printed.append(source[at])
            if printed.count > 64 { break }
        }
        guard let (candidate, length) = dueNumber(printed, gap, index) else { return nil }
        let (range, form) = (Int(line.start)..<end(of: length, line), candidate.form)
        return Marker(
            scheme: candidate.scheme, number: candidate.number, ordinal: range, range: range,
            mended: .init(ordinal: form.ordinal(candidate.number), prefix: form.prefix(candidate.number)))
    }

    /// The number that was due where another is printed and the one after the due number follows: a sign that was taken
    /// for another number's.
    private mutating func misread(_ printed: Marker, _ index: Int) -> Marker? {
        let isDue = expectedNumbers().contains { $0.scheme == printed.scheme && $0.number == printed.number }
        guard !isDue, let next = following(printed.scheme, index), next != printed.number + 1,
            let due = damagedMarker(index), due.scheme == printed.scheme, due.number + 1 == next
        else { return nil }
        return due
    }

    /// Which of the numbers that may come next a line begins with, damaged, and how many scalars that are. Where a list
    /// may go on or begin again, the next whole number of its kind says which it does.
    private mutating func dueNumber(_ printed: Scalars, _ gap: Int?, _ index: Int) -> (Candidate, Int)? {
        var found: (candidate: Candidate, length: Int)?
        for candidate in expectedNumbers() where found == nil || found?.candidate.scheme == candidate.scheme {
            guard let length = candidate.form.damagedLength(candidate.whole, in: printed[...]) else { continue }
            let hasGap = gap.map { $0 >= length + 4 && isTitle(printed[length..<$0], of: candidate.scheme) } ?? false
            guard hasGap || isTitle(printed[length...], of: candidate.scheme) else { continue }
            if let previous = paragraphs.last, endsInsideList(previous) { return nil }
            let range = Int(lines[index].start)..<end(of: length, lines[index])
            let marker = Marker(scheme: candidate.scheme, number: candidate.number, ordinal: range, range: range)
            guard case .complete = context(of: lines[index], marker) else { continue }
            if found != nil, following(candidate.scheme, index) != candidate.number + 1 { continue }
            found = (candidate, length)
        }
        return found
    }

    /// Where the first scalars of a line end, white space left out.
    private func end(of length: Int, _ line: SourceLine) -> Int {
        var (end, left) = (Int(line.start), length)
        while left > 0 {
            if !source[end].is(.space) { left -= 1 }
            end += 1
        }
        return end
    }

    /// The next number of a scheme below a line; nil where none is near.
    private func following(_ scheme: Marker.Scheme, _ index: Int) -> Int? {
        for line in lines[(index + 1)...].prefix(Self.farthest) where !line.isFurniture {
            if let marker = readMarker(source, line.range), marker.scheme == scheme { return marker.number }
        }
        return nil
    }

    private mutating func expectedNumbers() -> [Candidate] {
        if let candidates { return candidates }
        let expected = outline.expected().compactMap { scheme, number -> Candidate? in
            guard let form = forms[scheme] ?? MarkerForm.usual.first(where: { $0.scheme == scheme }) else { return nil }
            return Candidate(scheme: scheme, number: number, form: form, whole: form.whole(number))
        }
        candidates = expected
        return expected
    }

    /// A short sentence without commas, or a short line that is no sentence.
    private func isTitle(_ rest: Scalars.SubSequence, of scheme: Marker.Scheme) -> Bool {
        for (offset, scalar) in rest.enumerated() {
            // A chapter has a line to itself.
            if scalar.is(.stop) {
                return (scheme == .article || scheme > .enumeration) && offset >= 4
                    && offset <= HeadingGrammar.longestTitle
            }
            if scalar.is([.separator, .terminal]), scalar != Sign.pauseMark {
                return offset >= 4 && scalar.folded == Sign.colon
            }
        }
        return rest.count >= 3 && rest.count <= HeadingGrammar.longestTitle
    }

    private func context(of line: SourceLine, _ marker: Marker) -> OutlineScan.Context {
        guard let previous = paragraphs.last else { return .complete }
        if endsSentence(previous) || endsWithList(previous) || endsInsideList(previous)
            || isBareList(previous) && !previous.endsFull
        {
            return .complete
        }
        let isEven = hasEvenBrackets(previous)
        if previous.isBlock, isEven,
            previous.marker != nil || previous.pauses == 0 && (!previous.endsFull || line.followsBlank)
        {
            return .complete
        }
        if text.scalars[previous.range.upperBound - 1].is(.closer) {
            if isEven, !previous.endsFull || line.followsBlank { return .complete }
            return .open(isTitle: marker.scheme != .enumeration && hasTitle(line, after: marker))
        }
        let last = text.scalars[previous.range.upperBound - 1]
        if previous.stops + previous.pauses > 0, hasTitle(line, after: marker),
            HeadingGrammar.damagedStops.contains(last) || line.isIndented && last.is(.separator)
        {
            return .complete
        }
        if previous.isBlock, isEven, MetadataGrammar.kind(text.scalars, previous.range) != nil {
            return hasTitle(line, after: marker) ? .complete : .open(isTitle: false)
        }
        if isBareList(previous) { return .open(isTitle: hasTitle(line, after: marker)) }
        if previous.endsFull { return .open(isTitle: line.isIndented && hasTitle(line, after: marker)) }
        if marker.scheme == .enumeration, !line.followsBlank || line.count > 24 { return .open(isTitle: false) }
        return .open(isTitle: hasTitle(line, after: marker))
    }

    /// Does a short sentence without commas follow the number?
    private func hasTitle(_ line: SourceLine, after marker: Marker) -> Bool {
        for at in marker.range.upperBound..<Int(line.end) {
            if source[at].is(.stop) { return true }
            if source[at].is(.separator) || at - marker.range.upperBound > HeadingGrammar.longestTitle { return false }
        }
        return true
    }

    private func continuesParagraph(_ line: SourceLine) -> Bool {
        guard let previous = paragraphs.last else { return false }
        let first = source[Int(line.start)]
        if first.is([.separator, .stop, .closer]) || text.scalars[previous.range.upperBound - 1].is(.opener) {
            return true
        }
        if opensList(previous) || endsInsideYear(previous) { return true }
        if text.scalars[previous.range.upperBound - 1].is(.closer), HeadingGrammar.counts(source, line.range) {
            return false
        }
        if HeadingGrammar.paragraphStarts.match(in: source, at: Int(line.start), before: Int(line.end)) != nil
            || UnitGrammar.label(in: source, at: Int(line.start), before: Int(line.end), inBracket: false) != nil
        {
            return false
        }
        if HeadingGrammar.particulars.match(in: source, at: Int(line.start), before: Int(line.end)) != nil
            || HeadingGrammar.particulars.prefix(of: text.scalars, previous.range) != nil
            || isDateline(previous)
        {
            return false
        }
        if isBullet(line)
            || previous.isBlock && HeadingGrammar.titleEnds.suffix(of: text.scalars, previous.range) != nil
        {
            return false
        }
        let isEnd = endsSentence(previous)
        if previous.endsFull {
            // A title that fills its line ends where an empty line follows it; a page may break a sentence.
            let isTitle = previous.isBlock && previous.pauses == 0 && hasEvenBrackets(previous)
            if isTitle, MetadataGrammar.kind(text.scalars, previous.range) != nil, first.is(.han) { return false }
            guard isEnd || isTitle && !line.startsPage else { return true }
            if !text.scalars[previous.range.upperBound - 1].is([.stop, .closer, .unquote]), !isTitle {
                return !line.isIndented && !line.followsBlank
            }
            // The last line of a paragraph ends its sentence; a short line that does not is a title.
            return !line.isIndented && !line.followsBlank && (isTitle || width.isFull(line) || endsSentence(line))
        }
        if isEnd || text.scalars[previous.range.upperBound - 1].is(.closer) && !line.startsPage { return false }
        if previous.marker != nil { return previous.stops > 0 || previous.range.count > 64 || isBareNumber(previous) }
        return previous.stops + previous.pauses > 0
    }

    /// The day on which a site published a page, with its source.
    private func isDateline(_ paragraph: Paragraph) -> Bool {
        guard paragraph.isBlock, text.scalars[paragraph.range.lowerBound].is(.digit) else { return false }
        let date = DateReader(scalars: text.scalars).date(
            at: paragraph.range.lowerBound, before: paragraph.range.upperBound)
        return date != nil && MetadataGrammar.sourceLabels.occurs(in: text.scalars, paragraph.range)
    }

    /// A dash or dot with a gap behind it.
    private func isBullet(_ line: SourceLine) -> Bool {
        let first = source[Int(line.start)]
        guard first.is(.dash) || HeadingGrammar.bullets.contains(first) else { return false }
        return line.count > 2 && (source[Int(line.start) + 1].is(.space) || !first.is(.dash))
    }

    private mutating func close(_ line: SourceLine, from start: Int, joins: Bool) {
        let index = paragraphs.count - 1
        let end = text.scalars.count
        var (stops, pauses): (Int32, Int32) = (0, 0)
        var at = text.scalars.nextSign(in: start..<end)
        while at < end {
            let scalar = text.scalars[at]
            at = text.scalars.nextSign(in: (at + 1)..<end)
            if scalar.is(.stop) { stops += 1 } else if scalar.is([.separator, .terminal]) { pauses += 1 }
        }
        paragraphs[index].range = paragraphs[index].range.lowerBound..<end
        paragraphs[index].stops += stops
        paragraphs[index].pauses += pauses
        paragraphs[index].endsFull = width.isFull(line)
        if !joins { paragraphs[index].firstLineEnd = end }
    }
}
