// SPDX-License-Identifier: Apache-2.0

/// The wording that two texts share, as runs of each in reading order.
///
/// A run is shared where the other text has it too, in half or full width: two characters or more in a row, without
/// the common words at its ends. Signs belong to no shared run.
package struct SharedWording: Hashable, Sendable {
    /// A stretch of one text that the other has or lacks as a whole.
    package struct Run: Hashable, Sendable {
        package let text: String
        package let isShared: Bool

        package init(text: String, isShared: Bool) { (self.text, self.isShared) = (text, isShared) }
    }
    package let first: [Run]
    package let second: [Run]

    /// So many characters in a row are shared wording and no accident.
    package static let least = 2
    /// Further characters of a text are compared with nothing: a clause is one sentence, and the work grows with the
    /// product of both lengths.
    package static let longest = 8_000

    package init(_ first: String, _ second: String) {
        let (left, right) = (Self.characters(first), Self.characters(second))
        var marks = (
            left: [Bool](repeating: false, count: left.count), right: [Bool](repeating: false, count: right.count)
        )
        // The longest run that ends at each place of the right text, for one place of the left after the other.
        var above = [Int](repeating: 0, count: right.count + 1)
        for at in left.indices {
            var row = [Int](repeating: 0, count: right.count + 1)
            for other in right.indices where left[at] == right[other] && left[at] != Self.sign {
                row[other + 1] = above[other] + 1
                let goesOn =
                    at + 1 < left.count && other + 1 < right.count && left[at + 1] == right[other + 1]
                    && left[at + 1] != Self.sign
                guard !goesOn, row[other + 1] >= Self.least else { continue }
                let run = Self.trimmed(left, (at + 1 - row[other + 1])..<(at + 1))
                guard run.count >= Self.least else { continue }
                for place in run {
                    marks.left[place] = true
                    marks.right[place - at + other] = true
                }
            }
            above = row
        }
        self.first = Self.runs(first, marks.left)
        self.second = Self.runs(second, marks.right)
    }

    /// Stands for every character that is no letter and no digit.
    private static let sign: UInt32 = 0

    private static func characters(_ text: String) -> Scalars {
        Scalars(
            text.unicodeScalars.prefix(longest).map { scalar in
                let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                return isWord ? scalar.value.folded : sign
            })
    }

    /// The run without the common words at its ends.
    private static func trimmed(_ text: Scalars, _ run: Range<Int>) -> Range<Int> {
        var run = run
        while let word = CommonWordGrammar.words.match(in: text, at: run.lowerBound, before: run.upperBound) {
            run = word.range.upperBound..<run.upperBound
        }
        while let word = ending(text, run) { run = run.lowerBound..<word }
        return run
    }

    /// Where the longest common word begins that ends the run; nil where none does.
    private static func ending(_ text: Scalars, _ run: Range<Int>) -> Int? {
        run.first { start in
            CommonWordGrammar.words.match(in: text, at: start, before: run.upperBound)?.range.upperBound
                == run.upperBound
        }
    }

    private static func runs(_ text: String, _ marks: [Bool]) -> [Run] {
        var runs: [Run] = []
        var run = String.UnicodeScalarView()
        var isShared = false
        for (place, scalar) in text.unicodeScalars.enumerated() {
            let mark = place < marks.count && marks[place]
            if mark != isShared, !run.isEmpty {
                runs.append(Run(text: String(run), isShared: isShared))
                run = String.UnicodeScalarView()
            }
            isShared = mark
            run.append(scalar)
        }
        if !run.isEmpty { runs.append(Run(text: String(run), isShared: isShared)) }
        return runs
    }
}
