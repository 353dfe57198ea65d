// SPDX-License-Identifier: Apache-2.0

/// Texts by their pairs of neighbouring characters, to find those that are like another text by Dice's coefficient
/// (Dice, Measures of the Amount of Ecologic Association Between Species, 1945).
struct PairIndex {
    private var postings: [UInt64: [(text: Int, count: Int32)]] = [:]
    private let sizes: [Int]

    init(_ texts: [[UInt32]]) {
        let pairs = texts.map(Self.pairs)
        sizes = pairs.map { $0.values.reduce(0) { $0 + Int($1) } }
        for (text, pairs) in pairs.enumerated() {
            for (pair, count) in pairs { postings[pair, default: []].append((text, count)) }
        }
    }

    /// The texts that share anything with `text`, each with its likeness from 0 to 1, in their order.
    func alike(_ text: [UInt32], atLeast least: Double = 0) -> [(text: Int, likeness: Double)] {
        var shared = [Int](repeating: 0, count: sizes.count)
        var size = 0
        for (pair, count) in Self.pairs(text) {
            size += Int(count)
            for posting in postings[pair] ?? [] { shared[posting.text] += Int(min(count, posting.count)) }
        }
        return shared.indices.compactMap { text in
            guard shared[text] > 0 else { return nil }
            let likeness = 2 * Double(shared[text]) / Double(size + sizes[text])
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
