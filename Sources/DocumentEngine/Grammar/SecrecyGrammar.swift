// SPDX-License-Identifier: Apache-2.0

/// How the level of secrecy is marked (GB/T 9704-2012, 7.2.2): a word of two characters and a star.
enum SecrecyGrammar {
    private static let levels = ScalarSet("秘机绝")
    private static let secret = Scalars(text: "密")[0]
    /// The star, and what typists and scanners put for it.
    private static let stars = ScalarSet("★☆✩✭⭐﹡＊*")
    /// Beyond the head of a document a mark counts only on a line of its own.
    static let head = 3000
    static let longestLine = 14

    /// The mark that begins at a position, white space inside it notwithstanding.
    static func mark(_ scalars: Scalars, at start: Int) -> (text: String, end: Int)? {
        guard levels.contains(scalars[start]) else { return nil }
        guard let middle = next(scalars, start + 1), scalars[middle] == secret,
            let star = next(scalars, middle + 1), stars.contains(scalars[star])
        else { return nil }
        return (scalars.text(start..<(start + 1)) + scalars.text(middle..<(middle + 1)) + String(stars: 1), star + 1)
    }

    /// The next scalar that is not white space; marks are set with no more than a few.
    private static func next(_ scalars: Scalars, _ start: Int) -> Int? {
        (start..<min(scalars.count, start + 4)).first { !scalars[$0].is(.space) }
    }
}

extension String {
    fileprivate init(stars count: Int) { self = String(repeating: "★", count: count) }
}
