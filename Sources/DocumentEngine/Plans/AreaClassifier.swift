// SPDX-License-Identifier: Apache-2.0

/// Tells by the likeness of character pairs which key task of the national work plan an area carries out.
enum AreaClassifier {
    /// One number for each theme.
    private typealias Scores = SIMD8<Double>

    /// For every pair of characters of the themes, how much it speaks for each.
    private static let weights: [UInt64: Scores] = {
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
    }()
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
        let pairs = pairs(scalars, range)
        guard !pairs.isEmpty else { return .zero }
        return pairs.reduce(Scores.zero) { $0 + (weights[$1] ?? .zero) } / Double(pairs.count).squareRoot()
    }

    private static func pairs(_ scalars: Scalars, _ range: Range<Int>) -> [UInt64] {
        range.dropLast().compactMap { at in
            scalars[at].is(.han) && scalars[at + 1].is(.han) ? UInt64(scalars[at]) << 32 | UInt64(scalars[at + 1]) : nil
        }
    }
}
