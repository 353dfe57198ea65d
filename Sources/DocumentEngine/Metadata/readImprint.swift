// SPDX-License-Identifier: Apache-2.0
import Domain

extension DocumentHead {
    /// Who receives copies, how many were printed, whether the document is public.
    func readImprint(into document: inout DraftDocument) {
        for index in part where index < head.upperBound || range(index).lowerBound >= foot {
            let line = range(index)
            if let choice = MetadataGrammar.publicity.first(in: scalars, line),
                document.publicity == nil, line.count <= 30
            {
                document.publicity = text.text(choice.range)
            }
            if document.copiedTo.isEmpty, MetadataGrammar.copyLabel.prefix(of: scalars, line) != nil {
                document.copiedTo = readCopies(from: index)
            }
            if document.copies == nil, line.lowerBound >= foot { document.copies = readCount(line) }
        }
    }

    /// The list goes on over the lines that end as sentences do.
    private func readCopies(from first: Int) -> [String] {
        guard let label = MetadataGrammar.copyLabel.prefix(of: scalars, range(first)) else { return [] }
        var start = label.range.upperBound
        if start < range(first).upperBound, scalars[start].folded == Sign.colon { start += 1 }
        var names: [String] = []
        let reader = UnitListReader(scalars: scalars)
        for index in first..<part.upperBound {
            let line = (index == first ? start : range(index).lowerBound)..<range(index).upperBound
            guard !line.isEmpty, index == first || scalars[line.upperBound - 1].is([.stop, .separator]) else { break }
            names += reader.split(line, at: { $0.is([.separator, .stop]) }).map(text.text)
        }
        return names
    }

    private func readCount(_ line: Range<Int>) -> Int? {
        guard line.count <= 20, let lead = MetadataGrammar.copiesLead.prefix(of: scalars, line) else { return nil }
        var (at, count) = (lead.range.upperBound, 0)
        while at < line.upperBound, scalars[at].folded == Sign.colon || scalars[at].is(.space) { at += 1 }
        let digits = at
        while at < line.upperBound, scalars[at].is(.digit), at - digits < 6 {
            count = count * 10 + Int(scalars[at].folded) - 0x30
            at += 1
        }
        guard at > digits, MetadataGrammar.copiesUnit.prefix(of: scalars, at..<line.upperBound) != nil else {
            return nil
        }
        return count
    }
}
