// SPDX-License-Identifier: Apache-2.0

/// The largest one-to-one matching of drafted elements with labelled ones, as drafted index → labelled index.
func matchElements(_ labelled: Int, _ drafted: Int, _ isSame: (_ label: Int, _ draft: Int) -> Bool) -> [Int: Int] {
    var taken: [Int: Int] = [:]
    let fits = (0..<labelled).map { label in (0..<drafted).filter { isSame(label, $0) } }
    func seat(_ label: Int, _ seen: inout Set<Int>) -> Bool {
        for draft in fits[label] where seen.insert(draft).inserted {
            if let other = taken[draft], !seat(other, &seen) { continue }
            taken[draft] = label
            return true
        }
        return false
    }
    for label in 0..<labelled {
        var seen: Set<Int> = []
        _ = seat(label, &seen)
    }
    return taken
}

/// Whether one wording holds the other, or both share most of the longer; never a whole paragraph for a phrase.
func isSameQuote(_ quote: FoldedText, _ text: FoldedText) -> Bool {
    guard text.count >= 2, text.count <= 2 * quote.count + 6 else { return false }
    if quote.contains(text) || text.contains(quote) { return true }
    return Double(quote.longestRun(sharedWith: text)) >= 0.6 * Double(max(quote.count, text.count))
}

/// Whether two sentences are equal but for what scanning does to a few signs.
func isSameSentence(_ one: FoldedText, _ other: FoldedText) -> Bool {
    one == other || one.isWithin(max(1, Int(ScoreLimits.noise * Double(one.count))), of: other)
}

/// How much two texts may differ and still be the same.
enum ScoreLimits {
    /// Of the length of a body.
    static let body = 0.02
    /// Of a sentence, and of a slice in which the label knows of noise by scanning.
    static let noise = 0.03
    /// Of a part's extent that both must cover.
    static let part = 0.98
    /// A draft can't win by naming every clause.
    static let clauses = 4
}
