// SPDX-License-Identifier: Apache-2.0

/// The verb by which a sentence commits somebody, and what it acts on up to the next comma.
func findCommitment(_ scalars: Scalars, _ sentence: Range<Int>) -> (verb: Range<Int>?, object: Range<Int>?) {
    for clause in clauses(scalars, sentence) {
        guard let verb = leadingVerb(scalars, clause) else { continue }
        let end = clause.last.map { scalars[$0].is([.stop, .separator]) ? $0 : $0 + 1 } ?? clause.upperBound
        let object = verb.upperBound..<max(verb.upperBound, end)
        return (verb, object.isEmpty ? nil : object)
    }
    return (nil, nil)
}

/// The verb with which a clause begins, behind words such as jointly.
private func leadingVerb(_ scalars: Scalars, _ clause: Range<Int>) -> Range<Int>? {
    var start = clause.lowerBound
    while let adverb = VerbGrammar.adverbs.match(in: scalars, at: start, before: clause.upperBound) {
        start = adverb.range.upperBound
    }
    return VerbGrammar.commitments.match(in: scalars, at: start, before: clause.upperBound)?.range
}

/// The clauses of a sentence, cut at commas and semicolons outside brackets and quotation marks.
func clauses(_ scalars: Scalars, _ sentence: Range<Int>) -> [Range<Int>] {
    var (pieces, start, depth): ([Range<Int>], Int, Int) = ([], sentence.lowerBound, 0)
    pieces.reserveCapacity(8)
    var next = sentence.lowerBound
    while true {
        let at = scalars.nextSign(in: next..<sentence.upperBound)
        if at == sentence.upperBound { break }
        next = at + 1
        let (scalar, kind) = (scalars[at], ScalarClass.of(scalars[at]))
        if scalar < 0x80 && kind.isDisjoint(with: [.opener, .closer, .separator]) { continue }
        if !kind.isDisjoint(with: [.opener, .quote]), !kind.contains(.unquote) { depth += 1 }
        if !kind.isDisjoint(with: [.closer, .unquote]), !kind.contains(.quote) { depth = max(0, depth - 1) }
        guard depth == 0, !kind.isDisjoint(with: [.separator, .stop]), scalar != Sign.pauseMark,
            scalar != Sign.halfPauseMark
        else { continue }
        if start < at { pieces.append(start..<at) }
        start = at + 1
    }
    if start < sentence.upperBound { pieces.append(start..<sentence.upperBound) }
    return pieces
}
