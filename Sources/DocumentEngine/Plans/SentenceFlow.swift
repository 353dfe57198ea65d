// SPDX-License-Identifier: Apache-2.0

/// Which sentences of old tasks stand in which new ones, so that it shows where a task was split and what was merged.
///
/// Every sentence is used once: first those that are the same, then those that are alike, best first.
struct SentenceFlow {
    /// What of one old task stands in one new one.
    struct Stream {
        let old: Int
        let new: Int
        /// Characters of the old and of the new task; signs and white space don't count.
        var ofOld = 0
        var ofNew = 0
        /// Where the first of these sentences stands in the old task and in the new one.
        var firstOld = Int.max
        var firstNew = Int.max
    }
    private struct Sentence {
        let task: Int
        let place: Int
        let scalars: [UInt32]
    }
    private struct Pair: Hashable {
        let old: Int
        let new: Int
    }
    private(set) var streams: [Stream] = []
    let oldLengths: [Int]
    let newLengths: [Int]
    private var places: [Pair: Int] = [:]

    /// Sentences that share less than this of their pairs of characters are two sentences.
    private static let least = 0.6
    /// What counts between equals: that the tasks share other sentences.
    private static let affinity = 0.05
    /// Beyond so many pairs of equal sentences they are paired in their order.
    private static let mostEquals = 250_000

    init(old: [String], new: [String]) {
        let (oldSentences, newSentences) = (Self.sentences(old), Self.sentences(new))
        oldLengths = Self.lengths(oldSentences, old.count)
        newLengths = Self.lengths(newSentences, new.count)
        var (oldLeft, newLeft) = (Set(oldSentences.indices), Set(newSentences.indices))
        func take(_ old: Int, _ new: Int) {
            oldLeft.remove(old)
            newLeft.remove(new)
            add(oldSentences[old], newSentences[new])
        }
        for (old, new) in Self.equals(oldSentences, newSentences, are: { $0 == 1 && $1 == 1 }) { take(old, new) }
        let repeated = Self.equals(oldSentences, newSentences, are: { $0 > 1 || $1 > 1 })
        let likelier = repeated.enumerated().sorted { left, right in
            let (leftShare, rightShare) = (
                shared(oldSentences[left.element.0], newSentences[left.element.1]),
                shared(oldSentences[right.element.0], newSentences[right.element.1])
            )
            return (leftShare, -left.offset) > (rightShare, -right.offset)
        }
        for (old, new) in likelier.map(\.element) where oldLeft.contains(old) && newLeft.contains(new) {
            take(old, new)
        }
        for (old, new) in alike(oldSentences, oldLeft.sorted(), newSentences, newLeft.sorted())
        where oldLeft.contains(old) && newLeft.contains(new) {
            take(old, new)
        }
    }

    private mutating func add(_ old: Sentence, _ new: Sentence) {
        let pair = Pair(old: old.task, new: new.task)
        let place = places[pair] ?? streams.count
        if place == streams.count {
            places[pair] = place
            streams.append(Stream(old: old.task, new: new.task))
        }
        streams[place].ofOld += old.scalars.count
        streams[place].ofNew += new.scalars.count
        streams[place].firstOld = min(streams[place].firstOld, old.place)
        streams[place].firstNew = min(streams[place].firstNew, new.place)
    }

    private func shared(_ old: Sentence, _ new: Sentence) -> Int {
        places[Pair(old: old.task, new: new.task)].map { streams[$0].ofNew } ?? 0
    }

    private static func sentences(_ texts: [String]) -> [Sentence] {
        texts.enumerated().flatMap { task, text in
            var (found, place): ([Sentence], Int) = ([], 0)
            var scalars: [UInt32] = []
            func end() {
                if !scalars.isEmpty { found.append(Sentence(task: task, place: place, scalars: scalars)) }
                place += 1
                scalars = []
            }
            for scalar in text.unicodeScalars {
                let value = scalar.value.folded
                if Sign.endsMeasure(value) || value == Sign.semicolon {
                    end()
                } else if !value.is([.space, .separator, .stop]) {
                    scalars.append(value)
                }
            }
            end()
            return found
        }
    }

    private static func lengths(_ sentences: [Sentence], _ tasks: Int) -> [Int] {
        var lengths = [Int](repeating: 0, count: tasks)
        for sentence in sentences { lengths[sentence.task] += sentence.scalars.count }
        return lengths
    }

    /// The pairs of sentences that say the same, of those that are said so often in the old and the new text.
    private static func equals(
        _ old: [Sentence], _ new: [Sentence], are isWanted: (Int, Int) -> Bool
    ) -> [(Int, Int)] {
        let oldByWords = Dictionary(grouping: old.indices) { old[$0].scalars }
        let newByWords = Dictionary(grouping: new.indices) { new[$0].scalars }
        var pairs: [(Int, Int)] = []
        for place in new.indices {
            let words = new[place].scalars
            guard let olds = oldByWords[words], let news = newByWords[words], news[0] == place,
                isWanted(olds.count, news.count)
            else { continue }
            if olds.count * news.count > mostEquals {
                pairs += zip(olds, news)
            } else {
                for new in news { pairs += olds.map { ($0, new) } }
            }
        }
        return pairs
    }

    /// The pairs of other sentences that are alike, best first.
    private func alike(_ old: [Sentence], _ olds: [Int], _ new: [Sentence], _ news: [Int]) -> [(Int, Int)] {
        let index = PairIndex(olds.map { old[$0].scalars })
        var found: [(old: Int, new: Int, score: Double)] = []
        for place in news {
            for (candidate, likeness) in index.alike(new[place].scalars, atLeast: Self.least) {
                let isRelated = shared(old[olds[candidate]], new[place]) > 0
                found.append((olds[candidate], place, likeness + (isRelated ? Self.affinity : 0)))
            }
        }
        found.sort { ($0.score, -$0.new, -$0.old) > ($1.score, -$1.new, -$1.old) }
        return found.map { ($0.old, $0.new) }
    }
}
