// SPDX-License-Identifier: Apache-2.0
import Domain

/// Which two characters stand beside each other in a document, and how often: a pair that it prints nowhere else, where
/// a character of like shape would make two that it does print, is perhaps misread.
final class SignStatistics {
    private let scalars: Scalars
    /// Saturating counts by the hash of the pair.
    private var counts: ContiguousArray<UInt8>
    private static let bits = 18
    /// Longer texts are no plans; in them, pairs of every kind meet by chance.
    static let longest = 200_000

    init(_ scalars: Scalars) {
        self.scalars = scalars
        counts = ContiguousArray(repeating: 0, count: 1 << Self.bits)
        for at in scalars.indices.dropLast() where isWord(scalars[at]) && isWord(scalars[at + 1]) {
            let place = Self.place(scalars[at], scalars[at + 1])
            if counts[place] < 255 { counts[place] += 1 }
        }
    }

    private func isWord(_ scalar: UInt32) -> Bool { scalar >= 0x4E00 && scalar <= 0x9FFF }

    private static func place(_ first: UInt32, _ second: UInt32) -> Int {
        Int(truncatingIfNeeded: ((UInt64(first) << 32 | UInt64(second)) &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
    }

    private func count(_ first: UInt32, _ second: UInt32) -> UInt8 { counts[Self.place(first, second)] }

    /// Where a character of a range is perhaps misread, and what it may have been.
    func misread(in range: Range<Int>) -> [(at: Int, expected: UInt32)] {
        var found: [(Int, UInt32)] = []
        for at in range where isWord(scalars[at]) {
            let alike = SignGrammar.alike(scalars[at])
            guard !alike.isEmpty, let expected = alike.first(where: { fits($0, at) }) else { continue }
            found.append((at, expected))
        }
        return found
    }

    /// Does the document print a character beside both neighbours elsewhere, and the one that stands here beside none?
    private func fits(_ other: UInt32, _ at: Int) -> Bool {
        let before = at > 0 && isWord(scalars[at - 1]) ? scalars[at - 1] : nil
        let after = at + 1 < scalars.count && isWord(scalars[at + 1]) ? scalars[at + 1] : nil
        let (own, others) = (
            [before.map { count($0, scalars[at]) }, after.map { count(scalars[at], $0) }].compactMap(\.self),
            [before.map { count($0, other) }, after.map { count(other, $0) }].compactMap(\.self)
        )
        guard own.allSatisfy({ $0 <= 1 }), !others.isEmpty else { return false }
        if others.count == 2 { return others.allSatisfy { $0 >= 1 } }
        return others[0] >= 3
    }

    /// Where a character of a title or a unit stands beside its neighbours as nowhere else: neither in the document nor
    /// in the words that the reader knows, while the characters around it are known together.
    func strange(in range: Range<Int>) -> [Int] {
        guard range.count >= 4 else { return [] }
        return range.filter { at in
            guard isWord(scalars[at]) else { return false }
            let before = at > range.lowerBound && isWord(scalars[at - 1])
            let after = at + 1 < range.upperBound && isWord(scalars[at + 1])
            guard before || after else { return false }
            if before, isKnown(at - 1) { return false }
            if after, isKnown(at) { return false }
            // Of a row of unknown characters, a name perhaps, none is singled out.
            let farBefore = at - 1 > range.lowerBound && isWord(scalars[at - 2]) && before ? isKnown(at - 2) : true
            let farAfter = at + 2 < range.upperBound && isWord(scalars[at + 2]) && after ? isKnown(at + 1) : true
            return farBefore && farAfter
        }
    }

    /// Are a character and the next one known together?
    private func isKnown(_ at: Int) -> Bool {
        count(scalars[at], scalars[at + 1]) > 1 || Self.known.contains(Self.key(scalars[at], scalars[at + 1]))
    }

    private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(first) << 32 | UInt64(second) }

    /// The pairs in the words of the grammar.
    private static let known: Set<UInt64> = {
        let sets: [WordSet] = [
            UnitGrammar.labels, UnitGrammar.verbs, UnitGrammar.offices, UnitGrammar.bodies, UnitGrammar.institutions,
            UnitGrammar.everywhere, VerbGrammar.commitments, VerbGrammar.adverbs, NameGrammar.ends, NameGrammar.makers,
            NameGrammar.workEnds, NameGrammar.agreedWork, HeadingGrammar.overall, HeadingGrammar.tasks,
            HeadingGrammar.safeguards, ObligationGrammar.words, DoubtGrammar.likeOffices, DoubtGrammar.commonWords,
            TopicGrammar.words,
        ]
        let themes = AreaGrammar.themes.flatMap { $0.split(whereSeparator: \.isWhitespace) }
            .map { Scalars(text: String($0)) }
        var known: Set<UInt64> = []
        for word in sets.flatMap(\.words) + themes {
            for at in word.indices.dropLast() { known.insert(key(word[at], word[at + 1])) }
        }
        return known
    }()
}
