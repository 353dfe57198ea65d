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
    }
    /// One bit for each value of a scalar's last twelve bits: whether a word has it. The look that nearly always fails
    /// stays within half a kilobyte.
    private let filter: [UInt64]
    /// For each such value its place.
    private let places: [UInt16]
    /// Where the words of each place begin; those of one place stand longest first.
    private let starts: [UInt16]
    let words: [Word]
    private let letters: Scalars

    init(_ list: [Scalars], key: (Scalars) -> UInt32?) {
        var filter = [UInt64](repeating: 0, count: 64)
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
            groups[Int(places[key])].append(Word(start: letters.count, length: word.count, index: index))
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
        let key = Int(scalar & 0xFFF)
        return filter[key >> 6] & 1 << (key & 63) == 0 ? nil : Int(places[key])
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
