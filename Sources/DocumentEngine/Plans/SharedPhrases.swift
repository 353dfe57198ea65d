// SPDX-License-Identifier: Apache-2.0

/// A text in runs that another text has too, word for word, and runs that it alone has; wherever they stand.
package struct SharedPhrases: Hashable, Sendable {
    /// A run of text.
    package struct Run: Hashable, Sendable {
        package let text: String
        package let isShared: Bool

        package init(text: String, isShared: Bool) { (self.text, self.isShared) = (text, isShared) }
    }
    /// Together the whole text.
    package let runs: [Run]

    /// So many characters in a row are wording, fewer are chance.
    private static let shortest = 4

    /// The runs of `text` by what `other` has too. White space and the width of signs don't count.
    package init(of text: String, with other: String) {
        let scalars = Scalars(text: text)
        let words = Self.words(scalars)
        let known = Set(Self.grams(Self.words(Scalars(text: other))).map(\.letters))
        var isShared = [Bool](repeating: false, count: scalars.count)
        for gram in Self.grams(words) where known.contains(gram.letters) {
            for place in gram.from...gram.to { isShared[place] = true }
        }
        var (runs, start): ([Run], Int) = ([], 0)
        for place in 1..<max(1, scalars.count) where isShared[place] != isShared[place - 1] {
            runs.append(Run(text: scalars.text(start..<place), isShared: isShared[start]))
            start = place
        }
        if start < scalars.count {
            runs.append(Run(text: scalars.text(start..<scalars.count), isShared: isShared[start]))
        }
        self.runs = runs
    }

    /// The letters and digits of each stretch between signs, with their places.
    private static func words(_ scalars: Scalars) -> [[(letter: UInt32, place: Int)]] {
        var words: [[(letter: UInt32, place: Int)]] = [[]]
        for (place, scalar) in scalars.enumerated() where !scalar.is(.space) {
            if scalar.is([.han, .latin, .digit]) {
                words[words.count - 1].append((scalar.folded, place))
            } else if words.last?.isEmpty == false {
                words.append([])
            }
        }
        return words
    }

    private static func grams(
        _ words: [[(letter: UInt32, place: Int)]]
    ) -> [(letters: [UInt32], from: Int, to: Int)] {
        words.flatMap { word in
            word.indices.dropLast(shortest - 1).map { start in
                let gram = word[start..<(start + shortest)]
                return (gram.map(\.letter), word[start].place, word[start + shortest - 1].place)
            }
        }
    }
}
