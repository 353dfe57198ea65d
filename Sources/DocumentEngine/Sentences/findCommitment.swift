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
    for at in sentence {
        let scalar = scalars[at]
        if scalar.isCommon || scalar < 0x80 && !scalar.is([.opener, .closer, .separator]) { continue }
        if scalar.is([.opener, .quote]), !scalar.is(.unquote) { depth += 1 }
        if scalar.is([.closer, .unquote]), !scalar.is(.quote) { depth = max(0, depth - 1) }
        guard depth == 0, scalar.is([.separator, .stop]), scalar != Sign.pauseMark, scalar != Sign.halfPauseMark else {
            continue
        }
        if start < at { pieces.append(start..<at) }
        start = at + 1
    }
    if start < sentence.upperBound { pieces.append(start..<sentence.upperBound) }
    return pieces
}
