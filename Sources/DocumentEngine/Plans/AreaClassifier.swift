// SPDX-License-Identifier: Apache-2.0

/// Tells by the likeness of character pairs which key task of the national work plan an area carries out.
enum AreaClassifier {
    /// One number for each theme.
    private typealias Scores = SIMD8<Double>

    /// For every pair of characters of the themes, how much it speaks for each.
    private static let weights = WeightTable(countPairs())

    private static func countPairs() -> [UInt64: Scores] {
        var weights: [UInt64: Scores] = [:]
        for (theme, words) in AreaGrammar.themes.enumerated() {
            for word in words.split(whereSeparator: \.isWhitespace) {
                let scalars = Scalars(text: String(word))
                for pair in pairs(scalars, scalars.startIndex..<scalars.endIndex) {
                    weights[pair, default: .zero][theme] += 1
                }
            }
        }
        // A pair that several themes use tells little.
        for (pair, counts) in weights {
            let themes = AreaGrammar.themes.indices.filter { counts[$0] > 0 }.count
            weights[pair] = counts.squareRoot() / Double(themes * themes)
        }
        let sizes = weights.values.reduce(Scores.zero) { $0 + $1 * $1 }.squareRoot()
        return weights.mapValues { $0 / sizes.replacing(with: 1, where: sizes .== 0) }
    }
    /// The beginning of an area's text says what it is about.
    private static let sample = 600

    /// 1 to 5, or nil where the area is like none of them. The title counts for more than the text.
    static func classify(_ scalars: Scalars, title: Range<Int>, body: Range<Int>) -> Int? {
        let start = body.lowerBound..<min(body.upperBound, body.lowerBound + sample)
        let scores = 0.75 * likeness(scalars, title) + 0.25 * likeness(scalars, start)
        let best = AreaGrammar.themes.indices.max { scores[$0] < scores[$1] } ?? 0
        return scores[best] >= AreaGrammar.least && best < AreaGrammar.areas ? best + 1 : nil
    }

    private static func likeness(_ scalars: Scalars, _ range: Range<Int>) -> Scores {
        let weights = weights
        var (sum, count) = (Scores.zero, 0)
        for at in range.dropLast() where scalars[at].is(.han) && scalars[at + 1].is(.han) {
            if let weight = weights[UInt64(scalars[at]) << 32 | UInt64(scalars[at + 1])] { sum += weight }
            count += 1
        }
        return count == 0 ? .zero : sum / Double(count).squareRoot()
    }

    private static func pairs(_ scalars: Scalars, _ range: Range<Int>) -> [UInt64] {
        range.dropLast().compactMap { at in
            scalars[at].is(.han) && scalars[at + 1].is(.han) ? UInt64(scalars[at]) << 32 | UInt64(scalars[at + 1]) : nil
        }
    }
}

/// The weights of pairs, found in one step: nearly every pair of a text has none.
private final class WeightTable: Sendable {
    private let keys: [UInt64]
    private let scores: [SIMD8<Double>]

    init(_ weights: [UInt64: SIMD8<Double>]) {
        var keys = [UInt64](repeating: 0, count: Self.size)
        var scores = [SIMD8<Double>](repeating: .zero, count: Self.size)
        for (pair, score) in weights.sorted(by: { $0.key < $1.key }) {
            var place = Self.place(pair)
            while keys[place] != 0 { place = (place + 1) % Self.size }
            (keys[place], scores[place]) = (pair, score)
        }
        (self.keys, self.scores) = (keys, scores)
    }

    /// More than twice as many as there are pairs.
    private static let size = 2048

    private static func place(_ pair: UInt64) -> Int { Int((pair &* 0x9E37_79B9_7F4A_7C15) >> 53) }

    subscript(_ pair: UInt64) -> SIMD8<Double>? {
        var place = Self.place(pair)
        while keys[place] != 0 {
            if keys[place] == pair { return scores[place] }
            place = (place + 1) % Self.size
        }
        return nil
    }
}
