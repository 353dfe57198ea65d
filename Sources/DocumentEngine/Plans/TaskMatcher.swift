// SPDX-License-Identifier: Apache-2.0

/// Finds for every new task the old one that it continues, by the pairs of characters that their wordings share.
struct TaskMatcher {
    private typealias Pairs = [UInt64: Int32]
    private struct Candidate {
        let old: Int
        let new: Int
        let score: Double
    }
    private let old: [TaskComparison.Side]
    private let new: [TaskComparison.Side]
    /// Below this likeness two tasks are two tasks.
    private static let least = 0.42
    private static let titleShare = 0.4
    /// What an equal path adds, so that it decides between equals.
    private static let pathBonus = 0.03

    init(old: [TaskComparison.Side], new: [TaskComparison.Side]) { (self.old, self.new) = (old, new) }

    /// For every new task its old one; best matches first, each task once.
    func match() -> [Int?] {
        let texts = likeness(old.map { Self.pairs($0.text) }, new.map { Self.pairs($0.text) })
        let titles = likeness(old.map { Self.pairs($0.title ?? "") }, new.map { Self.pairs($0.title ?? "") })
        var candidates: [Candidate] = []
        for newIndex in new.indices {
            for oldIndex in old.indices {
                let hasTitles = old[oldIndex].title != nil && new[newIndex].title != nil
                let text = texts[newIndex][oldIndex]
                var score =
                    hasTitles ? Self.titleShare * titles[newIndex][oldIndex] + (1 - Self.titleShare) * text : text
                if score < Self.least { continue }
                if old[oldIndex].path == new[newIndex].path { score += Self.pathBonus }
                candidates.append(Candidate(old: oldIndex, new: newIndex, score: score))
            }
        }
        candidates.sort { ($0.score, -$0.new, -$0.old) > ($1.score, -$1.new, -$1.old) }
        var matches = [Int?](repeating: nil, count: new.count)
        var taken = Set<Int>()
        for candidate in candidates where matches[candidate.new] == nil && !taken.contains(candidate.old) {
            matches[candidate.new] = candidate.old
            taken.insert(candidate.old)
        }
        return matches
    }

    private static func pairs(_ text: String) -> Pairs {
        var pairs: Pairs = [:]
        var last: UInt32 = 0
        for scalar in text.unicodeScalars where !scalar.value.is([.space, .separator, .stop]) {
            let value = scalar.value.folded
            if last != 0 { pairs[UInt64(last) << 32 | UInt64(value), default: 0] += 1 }
            last = value
        }
        return pairs
    }

    /// Dice's coefficient of every new text with every old one, through an index of the old ones.
    private func likeness(_ old: [Pairs], _ new: [Pairs]) -> [[Double]] {
        var postings: [UInt64: [(index: Int, count: Int32)]] = [:]
        for (index, pairs) in old.enumerated() {
            for (pair, count) in pairs { postings[pair, default: []].append((index, count)) }
        }
        let sizes = old.map { $0.values.reduce(0) { $0 + Int($1) } }
        return new.map { pairs in
            var shared = [Int](repeating: 0, count: old.count)
            var size = 0
            for (pair, count) in pairs {
                size += Int(count)
                for posting in postings[pair] ?? [] { shared[posting.index] += Int(min(count, posting.count)) }
            }
            return zip(shared, sizes).map { $0 == 0 ? 0 : 2 * Double($0) / Double(size + $1) }
        }
    }
}
