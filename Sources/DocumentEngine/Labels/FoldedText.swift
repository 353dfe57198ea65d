// SPDX-License-Identifier: Apache-2.0

/// A wording without what layout changes: white space, the width of signs, the kind of brackets.
struct FoldedText: Hashable {
    private(set) var scalars: [UInt32]

    init(_ scalars: some Sequence<UInt32>) {
        self.scalars = scalars.compactMap { scalar in
            scalar.isWhiteSpace ? nil : LabelGrammar.folds[scalar] ?? scalar
        }
    }

    init(_ text: String?) { self.init((text ?? "").unicodeScalars.map(\.value)) }

    private init(folded: some Sequence<UInt32>) { scalars = Array(folded) }

    var text: String { String(text: Scalars(scalars)) }

    var count: Int { scalars.count }
    var isEmpty: Bool { scalars.isEmpty }

    /// Without the signs around a title.
    var asTitle: FoldedText {
        var rest = scalars[...]
        while let first = rest.first, LabelGrammar.titleSigns.contains(first) { rest.removeFirst() }
        while let last = rest.last, LabelGrammar.titleSigns.contains(last) { rest.removeLast() }
        return FoldedText(folded: rest)
    }

    /// Without the sign behind an ordinal.
    var asPlace: FoldedText {
        var rest = scalars[...]
        while let last = rest.last, LabelGrammar.ordinalSigns.contains(last) { rest.removeLast() }
        return FoldedText(folded: rest)
    }

    /// Without the word that leaves a list open.
    var asUnit: FoldedText {
        ends(with: FoldedText(folded: LabelGrammar.etCetera))
            ? FoldedText(folded: scalars.dropLast(LabelGrammar.etCetera.count)) : self
    }

    func begins(with other: FoldedText) -> Bool { scalars.starts(with: other.scalars) }

    func ends(with other: FoldedText) -> Bool {
        count >= other.count && scalars.suffix(other.count).elementsEqual(other.scalars)
    }

    func contains(_ other: FoldedText) -> Bool { end(of: other, from: 0) != nil }

    /// Where `other` ends, at its first occurrence at or after `start`.
    func end(of other: FoldedText, from start: Int) -> Int? {
        guard count - start >= other.count else { return nil }
        return (start...(count - other.count)).first { at in
            scalars[at..<(at + other.count)].elementsEqual(other.scalars)
        }.map { $0 + other.count }
    }

    /// Whether so few scalars at most were inserted, left out or changed between the two.
    func isWithin(_ limit: Int, of other: FoldedText) -> Bool {
        guard abs(count - other.count) <= limit else { return false }
        var row = Array(0...other.count)
        for (line, own) in scalars.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            var least = row[0]
            for (column, foreign) in other.scalars.enumerated() {
                let changed = diagonal + (own == foreign ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(diagonal + 1, row[column] + 1, changed)
                least = min(least, row[column + 1])
            }
            if least > limit { return false }
        }
        return row[other.count] <= limit
    }

    /// The length of the longest run of scalars that both hold.
    func longestRun(sharedWith other: FoldedText) -> Int {
        var row = [Int](repeating: 0, count: other.count + 1)
        var longest = 0
        for own in scalars {
            var diagonal = 0
            for (column, foreign) in other.scalars.enumerated() {
                let above = row[column + 1]
                row[column + 1] = own == foreign ? diagonal + 1 : 0
                longest = max(longest, row[column + 1])
                diagonal = above
            }
        }
        return longest
    }
}

extension UInt32 {
    /// White space of Unicode, as `\s` means it.
    var isWhiteSpace: Bool {
        switch self {
        case 0x1C...0x1F: true
        default: Unicode.Scalar(self)?.properties.isWhitespace ?? false
        }
    }
}
