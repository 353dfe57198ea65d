// SPDX-License-Identifier: Apache-2.0
import Domain

extension PlanReader {
    /// The doubts about the signs of a range: words that a picture shows badly, characters of which the document has the
    /// like elsewhere.
    /// Titles and units (`isName`) are also looked through for characters that fit nowhere.
    func signDoubts(_ range: Range<Int>, isName: Bool = false) -> [Diagnostic] {
        var doubts = weakWords(range)
        guard let signs else { return doubts }
        let misread = signs.misread(in: range)
        for (at, expected) in misread {
            doubts.append(signDoubt(.signMisread, at, range, String(text: [expected])))
        }
        guard isName, misread.isEmpty else { return doubts }
        return doubts + signs.strange(in: range).prefix(1).map { signDoubt(.signStrange, $0, range) }
    }

    private func signDoubt(_ code: DoubtCode, _ at: Int, _ range: Range<Int>, _ expected: String? = nil) -> Diagnostic {
        let around = max(range.lowerBound, at - 2)..<min(range.upperBound, at + 3)
        var words: DiagnosticArguments = ["word": text.text(around), "printed": text.text(at..<(at + 1))]
        words["expected"] = expected
        return code.at(text.source(at..<(at + 1)).range, words)
    }

    /// The words of a range that were recognised in a picture, and not surely: one doubt for all of them.
    private func weakWords(_ range: Range<Int>) -> [Diagnostic] {
        guard !text.weak.isEmpty, !range.isEmpty else { return [] }
        let source = text.source(range).range
        var (low, high) = (0, text.weak.count)
        while low < high {
            let middle = (low + high) / 2
            if text.weak[middle].to <= source.from { low = middle + 1 } else { high = middle }
        }
        let words = text.weak[low...].prefix { $0.from < source.to }
        guard let first = words.first, let last = words.last else { return [] }
        let shown = words.prefix(6).map { word in
            text.text(text.trim(text.repaired(word).clamped(to: range)))
        }.filter { !$0.isEmpty }
        guard !shown.isEmpty else { return [] }
        let place = TextRange(from: max(first.from, source.from), to: min(last.to, source.to))
        return [DoubtCode.recognisedWeakly.at(place, ["words": shown.joined(separator: " ")])]
    }
}
