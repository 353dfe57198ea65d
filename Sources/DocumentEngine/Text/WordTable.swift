// SPDX-License-Identifier: Apache-2.0

/// Words in places by one of their scalars, the first or the last. All of it lies in a few arrays, so that looking
/// something up moves no reference; a class, so that a table that is handed on is one reference itself.
final class WordTable: Sendable {
    struct Word {
        /// Where it begins in the letters.
        let start: Int
        let length: Int
        /// Its place in the list.
        let index: Int
        /// Its first two letters, 0 where it has one: nearly every comparison ends here.
        let first, second: UInt32
    }
    /// One bit for each value of a scalar's last twelve bits: whether a word has it. The look that nearly always fails
    /// stays within half a kilobyte.
    private let filter: InlineArray<64, UInt64>
    /// For each such value its place.
    private let places: [UInt16]
    /// Where the words of each place begin; those of one place stand longest first.
    private let starts: [UInt16]
    let words: [Word]
    private let letters: Scalars

    init(_ list: [Scalars], key: (Scalars) -> UInt32?) {
        var filter = InlineArray<64, UInt64>(repeating: 0)
        var places = [UInt16](repeating: 0, count: 4096)
        var groups: [[Word]] = []
        var letters = Scalars()
        for (index, word) in list.enumerated() {
            guard let key = key(word).map({ Int($0 & 0xFFF) }) else { continue }
            if filter[key >> 6] & 1 << (key & 63) == 0 {
                filter[key >> 6] |= 1 << (key & 63)
                places[key] = UInt16(groups.count)
                groups.append([])
            }
            groups[Int(places[key])].append(
                Word(
                    start: letters.count, length: word.count, index: index, first: word[0],
                    second: word.count > 1 ? word[1] : 0))
            letters += word
        }
        for place in groups.indices { groups[place].sort { $0.length > $1.length } }
        var starts: [UInt16] = [0]
        for group in groups { starts.append(starts[starts.count - 1] + UInt16(group.count)) }
        (self.filter, self.places, self.starts) = (filter, places, starts)
        (words, self.letters) = (groups.flatMap(\.self), letters)
    }

    /// The place of the words with a scalar; nil where there is none.
    @inline(__always)
    func place(of scalar: UInt32) -> Int? {
        mayHold(scalar) ? Int(places[Int(scalar & 0xFFF)]) : nil
    }

    /// Whether there may be words with a scalar.
    @inline(__always)
    func mayHold(_ scalar: UInt32) -> Bool { filter[Int(scalar >> 6 & 63)] & 1 << UInt64(scalar & 63) != 0 }

    /// The first position of a range at whose scalar one of the words may begin; the range's end where there is none.
    /// Most of a text is looked through here, so the range is checked once and not at every scalar.
    func nextStart(in scalars: Scalars, _ range: Range<Int>) -> Int {
        precondition(range.lowerBound >= 0 && range.upperBound <= scalars.count)
        return scalars.withUnsafeBufferPointer { scalars in
            var at = range.lowerBound
            while at < range.upperBound, !mayHold(scalars[at].folded) { at &+= 1 }
            return at
        }
    }

    /// Where the words of a place stand in `words`.
    @inline(__always)
    func range(of place: Int) -> Range<Int> { Int(starts[place])..<Int(starts[place + 1]) }

    /// A word itself.
    func letters(of word: Word) -> Scalars.SubSequence { letters[word.start..<(word.start + word.length)] }

    /// Whether a word stands at a position.
    @inline(__always)
    func isWord(_ word: Word, in scalars: Scalars, at start: Int) -> Bool {
        for offset in 0..<word.length where scalars[start + offset].folded != letters[word.start + offset] {
            return false
        }
        return true
    }
}
