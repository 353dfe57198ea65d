// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Texts by their pairs of neighbouring characters, to find those that are like another text by Dice's coefficient
/// (Dice, Measures of the Amount of Ecologic Association Between Species, 1945). Pairs that few texts have count more,
/// so that the phrases that all tasks of a plan share make no two of them alike.
struct PairIndex {
    private struct Posting {
        let text: Int
        let count: Int32
    }
    private var postings: [UInt64: (weight: Double, texts: [Posting])] = [:]
    private var sizes: [Double]
    /// What a pair counts that no text has.
    private let unknown: Double

    init(_ texts: [[UInt32]]) {
        let pairs = texts.map(Self.pairs)
        sizes = [Double](repeating: 0, count: texts.count)
        let count = Double(max(1, texts.count))
        unknown = 1 + log(count)
        for (text, pairs) in pairs.enumerated() {
            for (pair, count) in pairs {
                postings[pair, default: (0, [])].texts.append(Posting(text: text, count: count))
            }
        }
        for pair in postings.keys {
            let weight = 1 + log(count / Double(postings[pair]?.texts.count ?? 1))
            postings[pair]?.weight = weight
        }
        // Added in one order, so that the same texts give the same figures in every run.
        for (text, pairs) in pairs.enumerated() {
            for (pair, count) in pairs.sorted(by: { $0.key < $1.key }) {
                sizes[text] += Double(count) * (postings[pair]?.weight ?? unknown)
            }
        }
    }

    /// The texts that share anything with `text`, each with its likeness from 0 to 1, in their order.
    func alike(_ text: [UInt32], atLeast least: Double = 0) -> [(text: Int, likeness: Double)] {
        var shared = [Double](repeating: 0, count: sizes.count)
        var size = 0.0
        for (pair, count) in Self.pairs(text).sorted(by: { $0.key < $1.key }) {
            guard let (weight, texts) = postings[pair] else {
                size += Double(count) * unknown
                continue
            }
            size += Double(count) * weight
            for posting in texts { shared[posting.text] += weight * Double(min(count, posting.count)) }
        }
        return shared.indices.compactMap { text in
            guard shared[text] > 0 else { return nil }
            let likeness = 2 * shared[text] / (size + sizes[text])
            return likeness >= least ? (text, likeness) : nil
        }
    }

    private static func pairs(_ scalars: [UInt32]) -> [UInt64: Int32] {
        var pairs: [UInt64: Int32] = [:]
        for (one, next) in zip(scalars, scalars.dropFirst()) {
            pairs[UInt64(one) << 32 | UInt64(next), default: 0] += 1
        }
        return pairs
    }

    /// What of a text counts: its signs in half width, without white space and marks.
    static func scalars(_ text: String) -> [UInt32] {
        text.unicodeScalars.compactMap {
            let value = $0.value.folded
            return value.is([.space, .separator, .stop]) ? nil : value
        }
    }
}
