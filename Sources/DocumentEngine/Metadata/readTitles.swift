// SPDX-License-Identifier: Apache-2.0

/// The titles of a document: its own, and that of the notice that carries it.
struct DocumentTitles {
    /// As printed, in pieces that stand one after the other.
    var title: [Range<Int>] = []
    /// The title inside the title of the notice; stands for the title where that is not printed by itself.
    var carried: Range<Int>?
    var notice: [Range<Int>] = []
    /// Who issues, as the title of the notice begins.
    var issuers: [Range<Int>] = []
    /// The first paragraph after the titles of the notice.
    var noticeEnd: Int?
    /// The first paragraph after the title of the document.
    var titleEnd: Int?
}

extension DocumentHead {
    func readTitles() -> DocumentTitles {
        var titles = DocumentTitles()
        readNotice(&titles)
        if let carried = titles.carried { findPrinted(carried, &titles) }
        if titles.title.isEmpty, titles.carried == nil { findTitle(&titles) }
        return titles
    }

    /// The title of a notice: lines that together say who forwards what, and end with the word for notice.
    private func readNotice(_ titles: inout DocumentTitles) {
        for index in head where isBlock(index) {
            guard let forward = MetadataGrammar.forwarding.first(in: scalars, range(index)) else { continue }
            var last = index
            while last < head.upperBound, last < index + 5, isBlock(last),
                MetadataGrammar.notice.suffix(of: scalars, range(last)) == nil
            {
                last += 1
            }
            guard last < head.upperBound, MetadataGrammar.notice.suffix(of: scalars, range(last)) != nil else {
                continue
            }
            titles.notice = (index...last).map(range)
            titles.noticeEnd = last + 1
            titles.issuers = names(range(index).lowerBound..<forward.range.lowerBound)
            if titles.issuers.isEmpty { takeIssuerLines(before: index, &titles) }
            titles.carried = carried(from: forward.range.upperBound, to: range(last).upperBound)
            return
        }
    }

    /// The issuers stand on lines of their own above the title.
    private func takeIssuerLines(before index: Int, _ titles: inout DocumentTitles) {
        var at = index - 1
        while at >= head.lowerBound, isBlock(at), MetadataGrammar.issuerEnds.suffix(of: scalars, range(at)) != nil,
            readDocumentNumber(scalars, range(at)) == nil
        {
            titles.issuers = names(range(at)) + titles.issuers
            titles.notice.insert(range(at), at: 0)
            at -= 1
        }
    }

    /// What the notice forwards: between title marks, or up to the word for notice.
    private func carried(from start: Int, to end: Int) -> Range<Int>? {
        if let open = (start..<end).first(where: { scalars[$0] == Sign.titleOpen }),
            let close = (start..<end).last(where: { scalars[$0] == Sign.titleClose }), open < close
        {
            return (open + 1)..<close
        }
        guard let notice = MetadataGrammar.noticeEnd.first(in: scalars, start..<end) else { return nil }
        return text.trim(start..<notice.range.lowerBound)
    }

    /// Lines below the notice that together are the title it forwards.
    private func findPrinted(_ carried: Range<Int>, _ titles: inout DocumentTitles) {
        let wanted = folded([carried])
        for first in (titles.noticeEnd ?? head.lowerBound)..<max(titles.noticeEnd ?? 0, head.upperBound)
        where isBlock(first) {
            var pieces: [Range<Int>] = []
            for index in first..<min(head.upperBound, first + 5) where isBlock(index) {
                pieces.append(range(index))
                let printed = folded(pieces)
                if printed == wanted {
                    (titles.title, titles.titleEnd) = (pieces, index + 1)
                    return
                }
                if printed.count >= wanted.count { break }
            }
        }
    }

    private func folded(_ ranges: [Range<Int>]) -> [UInt32] {
        ranges.joined().compactMap { at in
            let scalar = scalars[at]
            return scalar.is([.space, .quote, .unquote]) ? nil : scalar.is(.dash) ? 0x2D : scalar.folded
        }
    }

    /// The title of a document without a notice: the first lines that end as titles do.
    private func findTitle(_ titles: inout DocumentTitles) {
        for index in head where isBlock(index) && range(index).count >= 4 {
            guard MetadataGrammar.kind(scalars, range(index)) != nil, readDocumentNumber(scalars, range(index)) == nil,
                !isLetterhead(index)
            else { continue }
            var first = index
            while first > head.lowerBound, isTitleLine(first - 1) { first -= 1 }
            // An agreement is titled by those who agree.
            if first == index, first > head.lowerBound, isIssuerLine(first - 1), !paragraphs[first].followsBlank,
                PlaceGrammar.titleTopic.prefix(of: scalars, range(index)) != nil
            {
                first -= 1
            }
            var last = index
            if last + 1 < head.upperBound, isBlock(last + 1), isBracketed(last + 1),
                DateReader(scalars: scalars).lone(range(last + 1)) == nil
            {
                last += 1
            }
            (titles.title, titles.titleEnd) = ((first...last).map(range), last + 1)
            if let about = MetadataGrammar.about.first(in: scalars, range(first)) {
                titles.issuers = names(range(first).lowerBound..<about.range.lowerBound)
            }
            return
        }
        for index in head where isBlock(index) && range(index).count >= 6 && paragraphs[index].marker == nil {
            guard !isIssuerLine(index), DateReader(scalars: scalars).lone(range(index)) == nil,
                readDocumentNumber(scalars, range(index)) == nil
            else { continue }
            (titles.title, titles.titleEnd) = ([range(index)], index + 1)
            return
        }
    }

    /// Does a line hold nothing but the word for a kind of document, while the title of one stands below it?
    private func isLetterhead(_ index: Int) -> Bool {
        MetadataGrammar.kinds.contains(scalars, range(index))
            && (index + 1..<head.upperBound).contains { below in
                isBlock(below) && range(below).count > range(index).count + 4
                    && MetadataGrammar.kind(scalars, range(below)) != nil
            }
    }

    /// Does a line belong to the title below it? Names of places, and lines that a title breaks.
    private func isTitleLine(_ index: Int) -> Bool {
        guard isBlock(index), paragraphs[index].marker == nil, !isIssuerLine(index),
            readDocumentNumber(scalars, range(index)) == nil,
            DateReader(scalars: scalars).lone(range(index)) == nil
        else { return false }
        let isPlace = PlaceGrammar.cities.suffix(of: scalars, range(index)) != nil
        let breaksTitle = MetadataGrammar.about.occurs(in: scalars, range(index)) && !paragraphs[index + 1].followsBlank
        return isPlace || breaksTitle || (!paragraphs[index + 1].followsBlank && range(index).count >= 6)
    }

    private func isBracketed(_ index: Int) -> Bool {
        scalars[range(index).lowerBound].is(.opener) && scalars[range(index).upperBound - 1].is(.closer)
            && MetadataGrammar.publicity.first(in: scalars, range(index)) == nil
    }

    func isIssuerLine(_ index: Int) -> Bool {
        var line = range(index)
        if let word = MetadataGrammar.documentWord.suffix(of: scalars, line) {
            line = line.lowerBound..<word.range.lowerBound
        }
        return isBlock(index) && MetadataGrammar.issuerEnds.suffix(of: scalars, line) != nil
    }
}
