// SPDX-License-Identifier: Apache-2.0
import Domain

extension DocumentHead {
    /// What the document says about itself; pairs and basis come from `readPairs` and `readBasis`.
    func readMetadata(into document: inout DraftDocument) {
        let titles = readTitles()
        let carried = titles.carried.map { [$0] } ?? []
        let printed = titles.title.isEmpty ? carried : titles.title
        document.title = printed.isEmpty ? nil : printed.map(text.text).joined()
        document.noticeTitle = titles.notice.isEmpty ? nil : noticeTitle(titles)
        document.documentNumber = readNumber()
        document.issuers = readIssuers(titles)
        document.addressees = readAddressees(titles)
        document.period = readPeriod(printed)
        readDates(titles, into: &document)
        readImprint(into: &document)
        document.basedOn = readBasis(except: printed + carried)
    }

    private func noticeTitle(_ titles: DocumentTitles) -> String { titles.notice.map(spaced).joined() }

    /// The number on a line of its own in the head.
    private func readNumber() -> String? {
        for index in head where isBlock(index) {
            var line = range(index)
            // A label without a colon stands in a cell of its own.
            if let label = MetadataGrammar.numberLabels.prefix(of: scalars, line),
                label.range.upperBound < line.upperBound
            {
                let hasColon = scalars[label.range.upperBound].folded == Sign.colon
                line = text.trim((label.range.upperBound + (hasColon ? 1 : 0))..<line.upperBound)
            }
            guard let number = readDocumentNumber(scalars, line) else { continue }
            let before = line.lowerBound..<number.range.lowerBound
            let after = number.range.upperBound..<line.upperBound
            let isLabelled = before.isEmpty || MetadataGrammar.numberLabels.occurs(in: scalars, before)
            if isLabelled, after.isEmpty || MetadataGrammar.signers.occurs(in: scalars, after) { return number.text }
        }
        return nil
    }

    private func readIssuers(_ titles: DocumentTitles) -> [String] {
        let named = titles.issuers.filter { MetadataGrammar.issuerEnds.suffix(of: scalars, $0) != nil }
        if !named.isEmpty { return named.map(text.text) }
        for index in head where isIssuerLine(index) {
            let words = MetadataGrammar.documentWord.all(in: scalars, range(index)).map(\.range)
            var (start, lines): (Int, [Range<Int>]) = (range(index).lowerBound, [])
            for word in words {
                lines.append(start..<word.lowerBound)
                start = word.upperBound
            }
            lines.append(start..<range(index).upperBound)
            return lines.flatMap(names).map(text.text)
        }
        if let signer = signers().first { return signer.map(text.text) }
        for index in head { if let masthead = masthead(index) { return names(masthead.issuer).map(text.text) } }
        return readNamedIssuer(titles)
    }

    /// A line of the head that holds a body and, behind a gap, a date.
    private func masthead(_ index: Int) -> (issuer: Range<Int>, date: CalendarDate)? {
        guard isBlock(index), range(index).count <= 40,
            let gap = range(index).first(where: { scalars[$0].is([.digit, .numeral]) && text.hasGap(before: $0) }),
            let date = DateReader(scalars: scalars).lone(gap..<range(index).upperBound),
            MetadataGrammar.issuerEnds.suffix(of: scalars, text.trim(range(index).lowerBound..<gap)) != nil
        else { return nil }
        return (text.trim(range(index).lowerBound..<gap), date)
    }

    /// Lines of bodies before a date at the end of the text.
    private func signers() -> [[Range<Int>]] {
        var blocks: [[Range<Int>]] = []
        for index in part where DateReader(scalars: scalars).lone(range(index)) != nil {
            var (lines, at): ([Range<Int>], Int) = ([], index - 1)
            while at >= part.lowerBound, isIssuerLine(at), paragraphs[at].marker == nil {
                lines = names(range(at)) + lines
                at -= 1
            }
            if !lines.isEmpty { blocks.append(lines) }
        }
        return blocks
    }

    /// Elsewhere in the file, a sentence that says who issued a document of this title.
    private func readNamedIssuer(_ titles: DocumentTitles) -> [String] {
        guard let first = titles.title.first, first.count >= 6 else { return [] }
        for word in issued.words(before: titles.title.map(text.text).joined(), in: scalars) {
            let body = word.lowerBound
            let window = max(0, word.upperBound - 40)..<word.upperBound
            let start = (window.lowerBound..<body).last {
                scalars[$0].is([.separator, .stop]) || scalars[$0] == Sign.newline
            }
            let name = ((start ?? window.lowerBound - 1) + 1)..<body
            if name.count >= 3, MetadataGrammar.issuerEnds.suffix(of: scalars, name) != nil { return [text.text(name)] }
        }
        return []
    }

    /// The line that ends with a colon and names who receives the document.
    private func readAddressees(_ titles: DocumentTitles) -> [String] {
        let start = titles.noticeEnd ?? titles.titleEnd ?? head.lowerBound
        for index in start..<max(start, min(head.upperBound, start + 14)) {
            let line = range(index)
            guard scalars[line.upperBound - 1].folded == Sign.colon, paragraphs[index].stops == 0,
                MetadataGrammar.greetingWords.prefix(of: scalars, line) == nil
            else { continue }
            let reader = UnitListReader(scalars: scalars)
            return reader.split(line.lowerBound..<(line.upperBound - 1), at: { $0.is(.separator) }).map(text.text)
        }
        return []
    }

    /// The years of the title, or those that the text calls the term.
    private func readPeriod(_ title: [Range<Int>]) -> YearSpan? {
        let dates = DateReader(scalars: scalars)
        for piece in title { if let found = dates.span(piece) { return found.span } }
        for index in part where paragraphs[index].range.lowerBound < foot {
            for word in MetadataGrammar.termWords.all(in: scalars, range(index)) {
                let near =
                    max(
                        range(index).lowerBound, word.range.lowerBound - 24)..<min(
                        range(index).upperBound, word.range.upperBound + 24)
                if let found = dates.span(near) { return found.span }
            }
        }
        // What the preamble says, outside the titles of other documents.
        for index in head where !isBlock(index) {
            guard let found = dates.span(range(index)) else { continue }
            let before = range(index).lowerBound..<found.range.lowerBound
            let depth = before.reduce(0) {
                $0 + (scalars[$1] == Sign.titleOpen ? 1 : scalars[$1] == Sign.titleClose ? -1 : 0)
            }
            if depth == 0 { return found.span }
        }
        return nil
    }

    private func readDates(_ titles: DocumentTitles, into document: inout DraftDocument) {
        let dates = DateReader(scalars: scalars)
        let start = titles.noticeEnd ?? titles.titleEnd ?? head.upperBound
        for index in part {
            let line = range(index)
            let isHead = index < head.upperBound
            guard isHead || line.lowerBound >= foot, line.count <= 60 else { continue }
            if index >= start || !isHead, let date = dates.lone(line), document.issuedOn == nil {
                document.issuedOn = date
            }
            if isHead, document.issuedOn == nil { document.issuedOn = masthead(index)?.date }
            for at in line {
                guard let found = dates.date(at: at, before: line.upperBound) else { continue }
                let after = found.end..<line.upperBound
                let before = line.lowerBound..<at
                if MetadataGrammar.printed.prefix(of: scalars, after) != nil, after.count <= 4 {
                    document.printedOn = document.printedOn ?? found.date
                } else if MetadataGrammar.writtenLabels.occurs(in: scalars, before) {
                    document.issuedOn = document.issuedOn ?? found.date
                } else if MetadataGrammar.publishedLabels.occurs(in: scalars, before), before.count <= 24 {
                    document.publishedOn = document.publishedOn ?? found.date
                }
                break
            }
        }
    }
}
