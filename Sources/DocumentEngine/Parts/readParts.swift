// SPDX-License-Identifier: Apache-2.0
import Domain

/// The documents that one file holds, in order; a single document is one part.
struct PartReader {
    let text: RepairedText
    let paragraphs: ContiguousArray<Paragraph>
    private let contents: Contents?

    init(_ text: RepairedText, _ paragraphs: ContiguousArray<Paragraph>) {
        (self.text, self.paragraphs) = (text, paragraphs)
        contents = Contents(text, paragraphs)
    }

    func read() -> [PartSpan] {
        var starts = findStarts()
        if let contents, !starts.contains(contents.mainTitle) { starts.insert(contents.mainTitle, at: 0) }
        starts = starts.filter { $0 > 0 }
        let hasCover = contents != nil && starts.first == contents?.mainTitle
        var spans: [PartSpan] = []
        for (index, start) in ([0] + starts).enumerated() {
            let end = index < starts.count ? starts[index] : paragraphs.count
            let isCover = index == 0 && hasCover
            spans.append(
                PartSpan(
                    kind: isCover ? .cover : kind(start, end),
                    title: isCover ? coverTitle(end) : titleLines(start, end),
                    paragraphs: start..<end))
        }
        return spans
    }

    // MARK: Where parts begin

    /// Titles in the middle of the text, each of a document that begins there.
    private func findStarts() -> [Int] {
        var starts: [Int] = []
        // Before its first heading, a plan may have a notice of its own in front; a report or an explanation is none.
        guard let firstHeading = startsWithReport ? 0 : paragraphs.firstIndex(where: { $0.marker != nil }) else {
            return []
        }
        let nextMarkers = markersBehind()
        for index in paragraphs.indices.dropFirst() where index > firstHeading && isTitleLine(index) {
            guard endsText(index - 1) || contents?.range.contains(index - 1) == true, startsText(index) else {
                continue
            }
            guard contents.map({ index >= $0.range.upperBound }) ?? true else { continue }
            guard restartsNumbers(nextMarkers[index]) else { continue }
            let lines = titleLines(index, paragraphs.count)
            let isKnown =
                MetadataGrammar.kind(text.scalars, paragraphs[index].range) != nil && paragraphs[index].range.count >= 8
            if lines.count > 1 && isSubtitle(index + 1) || isKnown
                || contents?.lists(text, paragraphs[index].range) == true
            {
                starts.append(index)
            }
        }
        return starts
    }

    /// Does the file begin with a document that carries no other?
    private var startsWithReport: Bool {
        for paragraph in paragraphs.prefix(3) where paragraph.isBlock {
            // A letterhead that says no more than minutes is of the document whose title stands below it.
            guard let kind = MetadataGrammar.kind(text.scalars, paragraph.range),
                !MetadataGrammar.kinds.contains(text.scalars, paragraph.range)
            else { continue }
            return [.reading, .meeting].contains(kind)
                || kind == .notice && MetadataGrammar.forwarding.first(in: text.scalars, paragraph.range) == nil
                    && MetadataGrammar.about.first(in: text.scalars, paragraph.range) != nil
        }
        return false
    }

    /// For every paragraph, the next one with a number.
    private func markersBehind() -> [Int?] {
        var behind = [Int?](repeating: nil, count: paragraphs.count)
        var next: Int?
        for index in paragraphs.indices.reversed() {
            behind[index] = next
            if paragraphs[index].marker != nil { next = index }
        }
        return behind
    }

    /// The numbers of a new document begin at one, in a scheme that stands on top.
    private func restartsNumbers(_ next: Int?) -> Bool {
        guard let marker = next.flatMap({ paragraphs[$0].marker }) else { return true }
        return marker.number == 1 && marker.scheme <= .enumeration
    }

    private func isTitleLine(_ index: Int) -> Bool {
        let paragraph = paragraphs[index]
        guard paragraph.marker == nil, paragraph.isBlock, paragraph.pauses == 0,
            (6...60).contains(paragraph.range.count)
        else { return false }
        return text[paragraph.range.lowerBound].is([.han, .quote])
            && MetadataGrammar.imprintStarts.prefix(of: text.scalars, paragraph.range) == nil
    }

    private func isSubtitle(_ index: Int) -> Bool {
        index < paragraphs.count && paragraphs[index].isBlock && text[paragraphs[index].range.lowerBound].is(.dash)
    }

    private func endsText(_ index: Int) -> Bool {
        text[paragraphs[index].range.upperBound - 1].is([.terminal, .closer, .unquote]) || paragraphs[index].isBlock
    }

    /// A sentence or the first chapter follows within a few lines.
    private func startsText(_ index: Int) -> Bool {
        for next in (index + 1)..<min(paragraphs.count, index + 5) {
            if paragraphs[next].stops > 0 || paragraphs[next].marker?.number == 1 { return true }
            if !paragraphs[next].isBlock { return false }
        }
        return false
    }

    // MARK: What parts are

    private func titleLines(_ start: Int, _ end: Int) -> [Range<Int>] {
        guard start < end, isTitleLine(start) else { return [] }
        var lines = [paragraphs[start].range]
        if start + 1 < end, isSubtitle(start + 1) { lines.append(paragraphs[start + 1].range) }
        return lines
    }

    private func coverTitle(_ end: Int) -> [Range<Int>] {
        paragraphs[..<end].prefix(4).filter { $0.isBlock && DateReader(scalars: text.scalars).lone($0.range) == nil }
            .map(\.range)
    }

    private func kind(_ start: Int, _ end: Int) -> DraftPart.Kind {
        for line in titleLines(start, end).reversed() {
            if let kind = MetadataGrammar.kind(text.scalars, line) { return kind }
        }
        for index in start..<min(end, start + 12) where paragraphs[index].isBlock {
            if let kind = MetadataGrammar.kind(text.scalars, paragraphs[index].range), kind != .other { return kind }
        }
        return .other
    }
}

/// A list of contents near the head of a file.
private struct Contents {
    /// From the word for contents to the last entry.
    let range: Range<Int>
    /// The title of the document that begins behind it.
    let mainTitle: Int
    private let entries: [Range<Int>]

    init?(_ text: RepairedText, _ paragraphs: ContiguousArray<Paragraph>) {
        guard
            let word = paragraphs.prefix(40).firstIndex(where: {
                HeadingGrammar.contents.contains(text.scalars, $0.range)
            }),
            let body = paragraphs[(word + 1)...].firstIndex(where: { $0.stops > 0 }), body > word + 2
        else { return nil }
        let lines = (word + 1)..<body
        guard let last = lines.last(where: { paragraphs[$0].marker == nil && paragraphs[$0].range.count >= 4 }) else {
            return nil
        }
        var title = last
        while title - 1 > word, paragraphs[title - 1].marker == nil, paragraphs[title - 1].range.count >= 2,
            PlaceGrammar.cities.suffix(of: text.scalars, paragraphs[title - 1].range) != nil
        {
            title -= 1
        }
        (range, mainTitle) = (word..<title, title)
        entries = (word + 1..<title).map {
            paragraphs[$0].marker.map { $0.range.upperBound } ?? paragraphs[$0].range.lowerBound
        }
        .enumerated().map { $0.element..<paragraphs[word + 1 + $0.offset].range.upperBound }
    }

    /// Does an entry name a document of this title? Its wording may be shortened.
    func lists(_ text: RepairedText, _ title: Range<Int>) -> Bool {
        let pairs = characterPairs(text, title)
        return entries.contains { entry in
            let shared = pairs.intersection(characterPairs(text, entry)).count
            return shared * 2 >= min(pairs.count, entry.count) && shared >= 4
        }
    }

    private func characterPairs(_ text: RepairedText, _ range: Range<Int>) -> Set<UInt64> {
        Set(range.dropLast().map { UInt64(text[$0]) << 32 | UInt64(text[$0 + 1]) })
    }
}
