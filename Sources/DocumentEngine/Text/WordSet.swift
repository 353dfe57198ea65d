// SPDX-License-Identifier: Apache-2.0

/// Words to look for in a text, compared in half width (`UInt32.folded`). A look-up that fails costs one look into a
/// table.
struct WordSet: Sendable {
    /// The words whose first scalars end in the same twelve bits, longest first; place 0 is empty.
    private var heads: [[Entry]] = [[]]
    /// The same by the last scalars.
    private var tails: [[Entry]] = [[]]
    private var headPlaces = [UInt16](repeating: 0, count: 4096)
    private var tailPlaces = [UInt16](repeating: 0, count: 4096)

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
            Self.add(entry, under: word[0], to: &heads, &headPlaces)
            Self.add(entry, under: word[word.count - 1], to: &tails, &tailPlaces)
        }
        for place in heads.indices { heads[place].sort { $0.word.count > $1.word.count } }
        for place in tails.indices { tails[place].sort { $0.word.count > $1.word.count } }
    }

    private static func add(_ entry: Entry, under scalar: UInt32, to lists: inout [[Entry]], _ places: inout [UInt16]) {
        let key = Int(scalar & 0xFFF)
        if places[key] == 0 {
            places[key] = UInt16(lists.count)
            lists.append([])
        }
        lists[Int(places[key])].append(entry)
    }

    /// The words of a list printed with spaces between them.
    init(_ words: String) { self.init(words.split(whereSeparator: \.isWhitespace).map(String.init)) }

    /// The words themselves, in half width.
    var words: [Scalars] { heads.flatMap { $0.map(\.word) } }

    /// The longest word that begins at a position and ends inside the range's end.
    func match(in scalars: Scalars, at start: Int, before end: Int) -> Match? {
        guard start < end else { return nil }
        let place = headPlaces[Int(scalars[start].folded & 0xFFF)]
        guard place != 0 else { return nil }
        for entry in heads[Int(place)] where start + entry.word.count <= end {
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
        guard !range.isEmpty else { return nil }
        let place = tailPlaces[Int(scalars[range.upperBound - 1].folded & 0xFFF)]
        for entry in tails[Int(place)] where entry.word.count <= range.count {
            let start = range.upperBound - entry.word.count
            if Self.equal(scalars, start, entry.word) {
                return Match(range: start..<range.upperBound, index: entry.index)
            }
        }
        return nil
    }

    /// Is the whole range one of the words?
    func contains(_ scalars: Scalars, _ range: Range<Int>) -> Bool { suffix(of: scalars, range)?.range == range }

    /// Is the whole range one of the words, of at least four scalars, with one of them changed?
    func nearlyContains(_ scalars: Scalars, _ range: Range<Int>) -> Bool {
        guard range.count >= 4 else { return false }
        return heads.contains { list in
            list.contains { entry in
                entry.word.count == range.count
                    && zip(range, entry.word).reduce(0) { $0 + (scalars[$1.0].folded == $1.1 ? 0 : 1) } == 1
            }
        }
    }

    private static func equal(_ scalars: Scalars, _ start: Int, _ word: Scalars) -> Bool {
        for offset in word.indices where scalars[start + offset].folded != word[offset] { return false }
        return true
    }
}
