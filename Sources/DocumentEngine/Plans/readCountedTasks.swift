// SPDX-License-Identifier: Apache-2.0
import Domain

extension PlanReader {
    /// The tasks of an area whose paragraphs count them in words: firstly, secondly. They are tasks where most of them
    /// name their own units; else they are the text of one task.
    func readCountedTasks(_ index: Int, below prefix: String) -> [DraftTask] {
        let pieces = countedPieces(below(index))
        guard pieces.count > 1 else { return [] }
        let bodies = pieces.map { piece in
            let title = countedTitle(piece)
            return (
                piece, title,
                Body(text, (title.map { $0.upperBound + 1 } ?? piece.text.lowerBound)..<piece.text.upperBound)
            )
        }
        guard bodies.count(where: { !$0.2.printed.isEmpty }) * 3 >= bodies.count * 2 else { return [] }
        return bodies.compactMap { piece, title, body in
            guard !body.range.isEmpty else { return nil }
            let ordinal = text.text(piece.ordinal)
            return readTask(body, ordinal: ordinal, path: prefix + ordinal, title: title.map(text.text), [])
        }
    }

    /// The paragraphs of a range that count in words from one on, each up to the next; none where one is missing.
    private func countedPieces(_ range: Range<Int>) -> [(ordinal: Range<Int>, text: Range<Int>)] {
        var starts: [Range<Int>] = []
        var at = range.lowerBound
        while at < range.upperBound {
            let end = text.scalars[at..<range.upperBound].firstIndex(of: Sign.newline) ?? range.upperBound
            if let ordinal = HeadingGrammar.countingWord(text.scalars, text.trim(at..<end), starts.count + 1) {
                starts.append(ordinal)
            } else if starts.isEmpty, !text.trim(at..<end).isEmpty {
                return []
            }
            at = end + 1
        }
        let ends = starts.dropFirst().map(\.lowerBound) + [range.upperBound]
        return zip(starts, ends).map { ($0, $0.upperBound..<$1) }
    }

    /// The first sentence where it is short and more follows.
    private func countedTitle(_ piece: (ordinal: Range<Int>, text: Range<Int>)) -> Range<Int>? {
        guard let stop = piece.text.prefix(20).first(where: { text[$0].is(.terminal) || text[$0].is(.separator) }),
            text[stop].is(.stop), stop > piece.text.lowerBound, stop + 1 < piece.text.upperBound
        else { return nil }
        return piece.text.lowerBound..<stop
    }
}
