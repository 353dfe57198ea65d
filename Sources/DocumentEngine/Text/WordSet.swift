// SPDX-License-Identifier: Apache-2.0

/// Words to look for in a text, compared in half width (`UInt32.folded`). A look-up that fails costs one look into a
/// table.
struct WordSet: Sendable {
    private let heads: WordTable
    private let tails: WordTable

    /// A word that was found.
    struct Match: Equatable {
        let range: Range<Int>
        /// The word's place in the list.
        let index: Int
    }

    init(_ words: [String]) {
        let words = words.map { Scalars($0.unicodeScalars.map { $0.value.folded }) }
        (heads, tails) = (WordTable(words, key: \.first), WordTable(words, key: \.last))
    }

    /// The words of a list printed with spaces between them.
    init(_ words: String) { self.init(words.split(whereSeparator: \.isWhitespace).map(String.init)) }

    /// The words themselves, in half width.
    var words: [Scalars] { heads.words.map { Scalars(heads.letters(of: $0)) } }

    /// The longest word that begins at a position and ends inside the range's end.
    @inline(__always)
    func match(in scalars: Scalars, at start: Int, before end: Int) -> Match? {
        guard start < end, let place = heads.place(of: scalars[start].folded) else { return nil }
        return match(place, in: scalars, at: start, before: end)
    }

    @inline(never)
    private func match(_ place: Int, in scalars: Scalars, at start: Int, before end: Int) -> Match? {
        let (first, second) = (scalars[start].folded, start + 1 < end ? scalars[start + 1].folded : 0)
        for index in heads.range(of: place) {
            let word = heads.words[index]
            if word.first == first, word.second == second || word.length == 1, start + word.length <= end,
                heads.isWord(word, in: scalars, at: start)
            {
                return Match(range: start..<(start + word.length), index: word.index)
            }
        }
        return nil
    }

    /// The first word inside a range.
    func first(in scalars: Scalars, _ range: Range<Int>) -> Match? {
        var at = heads.nextStart(in: scalars, range)
        while at < range.upperBound {
            if let match = match(in: scalars, at: at, before: range.upperBound) { return match }
            at = heads.nextStart(in: scalars, (at + 1)..<range.upperBound)
        }
        return nil
    }

    /// All words inside a range that do not overlap.
    func all(in scalars: Scalars, _ range: Range<Int>) -> [Match] {
        var (matches, at): ([Match], Int) = ([], heads.nextStart(in: scalars, range))
        while at < range.upperBound {
            let match = match(in: scalars, at: at, before: range.upperBound)
            if let match { matches.append(match) }
            at = heads.nextStart(in: scalars, (match?.range.upperBound ?? at + 1)..<range.upperBound)
        }
        return matches
    }

    func occurs(in scalars: Scalars, _ range: Range<Int>) -> Bool { first(in: scalars, range) != nil }

    /// The longest word with which a range begins.
    func prefix(of scalars: Scalars, _ range: Range<Int>) -> Match? {
        match(in: scalars, at: range.lowerBound, before: range.upperBound)
    }

    /// The longest word with which a range ends.
    @inline(__always)
    func suffix(of scalars: Scalars, _ range: Range<Int>) -> Match? {
        guard !range.isEmpty, let place = tails.place(of: scalars[range.upperBound - 1].folded) else { return nil }
        return suffix(place, of: scalars, range)
    }

    @inline(never)
    private func suffix(_ place: Int, of scalars: Scalars, _ range: Range<Int>) -> Match? {
        for index in tails.range(of: place) {
            let word = tails.words[index]
            let start = range.upperBound - word.length
            if start >= range.lowerBound, tails.isWord(word, in: scalars, at: start) {
                return Match(range: start..<range.upperBound, index: word.index)
            }
        }
        return nil
    }

    /// Is the whole range one of the words?
    func contains(_ scalars: Scalars, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty, let place = heads.place(of: scalars[range.lowerBound].folded) else { return false }
        return heads.range(of: place).contains { index in
            heads.words[index].length == range.count
                && heads.isWord(heads.words[index], in: scalars, at: range.lowerBound)
        }
    }

    /// Is the whole range one of the words, of at least four scalars, with one of them changed?
    func nearlyContains(_ scalars: Scalars, _ range: Range<Int>) -> Bool {
        guard range.count >= 4 else { return false }
        return heads.words.contains { word in
            guard word.length == range.count else { return false }
            var changed = 0
            for (at, letter) in zip(range, heads.letters(of: word)) where scalars[at].folded != letter {
                changed += 1
                if changed > 1 { return false }
            }
            return changed == 1
        }
    }
}
