// SPDX-License-Identifier: Apache-2.0
import Domain

extension DocumentHead {
    /// The documents that the preamble cites, and those that a chapter before the tasks says it follows.
    func readBasis(except own: [Range<Int>]) -> [Citation] {
        var citations: [Citation] = []
        var seen = Set(own.map { key($0) })
        let preamble = head.filter { !isBlock($0) && !isForwarding($0) }
        let prefaces = (firstHeading..<part.upperBound).prefix(80)
        for (isPreamble, index) in preamble.map({ (true, $0) }) + prefaces.map({ (false, $0) })
        where range(index).lowerBound < foot {
            for title in titlesCited(range(index)) {
                guard isPreamble || followsCitingWord(title, range(index)), seen.insert(key(title)).inserted else {
                    continue
                }
                guard MetadataGrammar.kind(scalars, title) != nil else { continue }
                citations.append(Citation(title: text.text(title), number: number(after: title)))
            }
        }
        return citations
    }

    /// The sentence of a notice that hands over the document cites only what it carries.
    private func isForwarding(_ index: Int) -> Bool {
        MetadataGrammar.forwarded.prefix(of: scalars, range(index)) != nil
    }

    private func key(_ range: Range<Int>) -> [UInt32] {
        range.compactMap {
            scalars[$0].is([.space, .quote, .unquote]) ? nil : scalars[$0].is(.dash) ? 0x2D : scalars[$0].folded
        }
    }

    /// Titles between the outer title marks.
    private func titlesCited(_ range: Range<Int>) -> [Range<Int>] {
        var (titles, open, depth): ([Range<Int>], Int, Int) = ([], -1, 0)
        for at in range {
            if scalars[at] == Sign.titleOpen {
                depth += 1
                if depth == 1 { open = at + 1 }
            } else if scalars[at] == Sign.titleClose, depth > 0 {
                depth -= 1
                if depth == 0, open < at { titles.append(open..<at) }
            }
        }
        return titles
    }

    private func followsCitingWord(_ title: Range<Int>, _ paragraph: Range<Int>) -> Bool {
        var start = title.lowerBound - 1
        while start > paragraph.lowerBound, title.lowerBound - start < 30,
            !scalars[start - 1].is([.separator, .stop]) || scalars[start - 1] == Sign.pauseMark
        {
            start -= 1
        }
        return MetadataGrammar.citingStrict.occurs(in: scalars, start..<title.lowerBound)
    }

    /// The number in the bracket right behind a title.
    private func number(after title: Range<Int>) -> String? {
        let at = title.upperBound + 1
        guard at < scalars.count, scalars[at].is(.opener) else { return nil }
        let window = (at + 1)..<min(scalars.count, at + 40)
        guard let number = readDocumentNumber(scalars, window), number.range.lowerBound == at + 1 else { return nil }
        return number.text
    }
}
