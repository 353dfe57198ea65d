// SPDX-License-Identifier: Apache-2.0

/// Tells by the likeness of character pairs which key task of the national work plan an area carries out.
enum AreaClassifier {
    private typealias Vector = [UInt64: Double]

    private static let themes: [Vector] = AreaGrammar.themes.map { theme in
        var vector: Vector = [:]
        for word in theme.split(whereSeparator: \.isWhitespace) {
            let scalars = Scalars(text: String(word))
            add(scalars, scalars.startIndex..<scalars.endIndex, weight: 1, to: &vector)
        }
        return vector
    }
    /// How telling a pair is: one that several themes use tells little.
    private static let rarity: Vector = {
        var themesWith: [UInt64: Int] = [:]
        for theme in themes { for pair in theme.keys { themesWith[pair, default: 0] += 1 } }
        return themesWith.mapValues { 1 / Double($0 * $0) }
    }()
    private static let weighted: [Vector] = themes.map { theme in
        Dictionary(uniqueKeysWithValues: theme.map { ($0.key, $0.value.squareRoot() * (rarity[$0.key] ?? 1)) })
    }

    /// 1 to 5, or nil where the area is like none of them. The title counts for more than the text.
    static func classify(_ scalars: Scalars, title: Range<Int>, body: Range<Int>) -> Int? {
        var (inTitle, inBody): (Vector, Vector) = ([:], [:])
        add(scalars, title, weight: 1, to: &inTitle)
        add(scalars, body.lowerBound..<min(body.upperBound, body.lowerBound + 1200), weight: 1, to: &inBody)
        var best: (theme: Int, score: Double) = (0, 0)
        for (index, theme) in weighted.enumerated() {
            let score = 0.75 * likeness(inTitle, theme) + 0.25 * likeness(inBody, theme)
            if score > best.score { best = (index + 1, score) }
        }
        return best.score >= AreaGrammar.least ? best.theme : nil
    }

    private static func add(_ scalars: Scalars, _ range: Range<Int>, weight: Double, to vector: inout Vector) {
        guard range.count >= 2 else { return }
        for at in range.dropLast() where scalars[at].is(.han) && scalars[at + 1].is(.han) {
            vector[UInt64(scalars[at]) << 32 | UInt64(scalars[at + 1]), default: 0] += weight
        }
    }

    private static func likeness(_ text: Vector, _ theme: Vector) -> Double {
        guard !text.isEmpty else { return 0 }
        var (product, length) = (0.0, 0.0)
        for (pair, count) in text {
            product += count * (theme[pair] ?? 0)
            length += count * count
        }
        let size = theme.values.reduce(0) { $0 + $1 * $1 }
        return product / (length.squareRoot() * size.squareRoot())
    }
}
