// SPDX-License-Identifier: Apache-2.0

/// Words to look for in a text, compared in half width (`UInt32.folded`). A look-up that fails costs one test of a bit.
struct WordSet: Sendable {
    /// The words by their first scalar, longest first; each with its place in the list it was built from.
    private var heads: [UInt32: [Entry]] = [:]
    /// The words by their last scalar, longest first.
    private var tails: [UInt32: [Entry]] = [:]
    private var headFilter = [UInt64](repeating: 0, count: 64)

    private struct Entry {
        let word: Scalars
        let index: Int
    }

    /// A word that was found.
    struct Match: Equatable {
        let range: Range<Int>
        /// The word's place in the list.
        let index: Int
    }

    init(_ words: [String]) {
        for (index, text) in words.enumerated() where !text.isEmpty {
            let word = Scalars(text.unicodeScalars.map { $0.value.folded })
            let entry = Entry(word: word, index: index)
            heads[word[0], default: []].append(entry)
            tails[word[word.count - 1], default: []].append(entry)
            headFilter[Int(word[0] >> 6 & 63)] |= 1 << UInt64(word[0] & 63)
        }
        for key in heads.keys { heads[key]?.sort { $0.word.count > $1.word.count } }
        for key in tails.keys { tails[key]?.sort { $0.word.count > $1.word.count } }
    }

    /// The words of a list printed with spaces between them.
    init(_ words: String) { self.init(words.split(whereSeparator: \.isWhitespace).map(String.init)) }

    /// The longest word that begins at a position and ends inside the range's end.
    func match(in scalars: Scalars, at start: Int, before end: Int) -> Match? {
        guard start < end else { return nil }
        let first = scalars[start].folded
        guard headFilter[Int(first >> 6 & 63)] & 1 << UInt64(first & 63) != 0, let entries = heads[first] else { return nil }
        for entry in entries where start + entry.word.count <= end {
            if Self.equal(scalars, start, entry.word) {
                return Match(range: start..<(start + entry.word.count), index: entry.index)
            }
        }
        return nil
    }

    /// The first word inside a range.
    func first(in scalars: Scalars, _ range: Range<Int>) -> Match? {
        for start in range {
            if let match = match(in: scalars, at: start, before: range.upperBound) { return match }
        }
        return nil
    }

    /// All words inside a range that do not overlap.
    func all(in scalars: Scalars, _ range: Range<Int>) -> [Match] {
        var (matches, at): ([Match], Int) = ([], range.lowerBound)
        while at < range.upperBound {
            if let match = match(in: scalars, at: at, before: range.upperBound) {
                matches.append(match)
                at = match.range.upperBound
            } else {
                at += 1
            }
        }
        return matches
    }

    func occurs(in scalars: Scalars, _ range: Range<Int>) -> Bool { first(in: scalars, range) != nil }

    /// The longest word with which a range begins.
    func prefix(of scalars: Scalars, _ range: Range<Int>) -> Match? {
        match(in: scalars, at: range.lowerBound, before: range.upperBound)
    }

    /// The longest word with which a range ends.
    func suffix(of scalars: Scalars, _ range: Range<Int>) -> Match? {
        guard !range.isEmpty, let entries = tails[scalars[range.upperBound - 1].folded] else { return nil }
        for entry in entries where entry.word.count <= range.count {
            let start = range.upperBound - entry.word.count
            if Self.equal(scalars, start, entry.word) { return Match(range: start..<range.upperBound, index: entry.index) }
        }
        return nil
    }

    /// Is the whole range one of the words?
    func contains(_ scalars: Scalars, _ range: Range<Int>) -> Bool { suffix(of: scalars, range)?.range == range }

    private static func equal(_ scalars: Scalars, _ start: Int, _ word: Scalars) -> Bool {
        for offset in word.indices where scalars[start + offset].folded != word[offset] { return false }
        return true
    }
}
