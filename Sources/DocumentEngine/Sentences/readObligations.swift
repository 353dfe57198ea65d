// SPDX-License-Identifier: Apache-2.0
import Domain

/// The obligations of a safeguard: for each sentence and kind the first clause that binds somebody, and further ones
/// of the kind with another frequency. Besides, the sentences that perhaps bind somebody all the same.
func readObligations(
    _ text: RepairedText, _ body: Body
) -> (obligations: [DraftObligation], overlooked: [Range<Int>]) {
    var obligations: [DraftObligation] = []
    var overlooked: [Range<Int>] = []
    for (sentence, clauses) in zip(body.sentences, body.clauses) {
        var seen: [(kind: DraftObligation.Kind, every: Frequency?)] = []
        for clause in clauses {
            let kinds = Set(
                ObligationGrammar.words.all(in: text.scalars, clause).map { ObligationGrammar.kind($0.index) })
            let all = findObligations(text.scalars, clause)
            if all.count < kinds.count { overlooked.append(text.trim(clause)) }
            for found in all {
                guard
                    !seen.contains(where: { $0.kind == found.kind && (found.every == nil || $0.every == found.every) })
                else { continue }
                if let first = seen.firstIndex(where: { $0.kind == found.kind && $0.every == nil }),
                    let place = obligations.lastIndex(where: { $0.kind == found.kind && $0.every == nil })
                {
                    // A further clause says how often.
                    seen[first].every = found.every
                    obligations[place].every = found.every
                    continue
                }
                seen.append((found.kind, found.every))
                let whole = text.trim(clauseWithoutStop(text.scalars, clause))
                let range = bindingPart(text.scalars, whole, before: found.at)
                var obligation = DraftObligation(
                    kind: found.kind, every: found.every, text: text.text(range), source: text.source(range))
                if kinds.count > 1 {
                    obligation.doubts = [DoubtCode.obligationGuessed.at(obligation.source.range)]
                }
                obligations.append(obligation)
            }
        }
        if seen.isEmpty { overlooked.append(sentence) }
    }
    return (obligations, overlooked)
}

private func clauseWithoutStop(_ scalars: Scalars, _ clause: Range<Int>) -> Range<Int> {
    scalars[clause.upperBound - 1].is([.stop, .separator]) ? clause.lowerBound..<(clause.upperBound - 1) : clause
}

/// Of a long clause, the part from the verb that binds; of a row of clauses without commas, the one with the word.
private func bindingPart(_ scalars: Scalars, _ clause: Range<Int>, before word: Int) -> Range<Int> {
    let items = UnitListReader(scalars: scalars).split(clause, at: { $0 == Sign.pauseMark })
    if items.count > 1, items.allSatisfy({ VerbGrammar.commitments.prefix(of: scalars, $0) != nil }),
        let item = items.first(where: { $0.contains(word) })
    {
        return item
    }
    guard clause.count > ObligationGrammar.longestClause else { return clause }
    let verb = ObligationGrammar.bindingVerbs.all(in: scalars, clause.lowerBound..<max(clause.lowerBound, word)).last
    guard let verb, verb.range.lowerBound - clause.lowerBound >= 8 else { return clause }
    return verb.range.lowerBound..<clause.upperBound
}

private struct FoundObligation {
    let kind: DraftObligation.Kind
    let every: Frequency?
    /// Where the word stands that tells.
    let at: Int
}

/// The kinds of a clause with their frequencies.
private func findObligations(_ scalars: Scalars, _ clause: Range<Int>) -> [FoundObligation] {
    if ObligationGrammar.foreign.prefix(of: scalars, clause) != nil,
        ObligationGrammar.lawful.prefix(of: scalars, clause) == nil
    {
        return []
    }
    var found: [FoundObligation] = []
    let hidden = ObligationGrammar.notObligations.all(in: scalars, clause).map(\.range)
    let frequency = TargetGrammar.frequencies.first(in: scalars, clause).flatMap { found in
        hidden.contains { $0.overlaps(found.range) } ? nil : found
    }
    let season: Frequency? = TargetGrammar.yearly.prefix(of: scalars, clause) == nil ? nil : .year
    let words = ObligationGrammar.words.all(in: scalars, clause).filter { word in
        !hidden.contains { $0.overlaps(word.range) }
    }
    for match in words {
        let kind = ObligationGrammar.kind(match.index)
        guard !found.contains(where: { $0.kind == kind }), !isOutranked(kind, found.map(\.kind)) else { continue }
        // Who goes and that they go are two words of one visit.
        let last = words.last { ObligationGrammar.kind($0.index) == kind } ?? match
        let binds =
            frequency.map { found in
                found.range.lowerBound < last.range.upperBound
                    || ObligationGrammar.held.match(in: scalars, at: found.range.upperBound, before: clause.upperBound)
                        != nil
            } ?? false
        let every = binds ? frequency.map { TargetGrammar.frequency($0.index) } : season
        found.append(FoundObligation(kind: kind, every: kind == .yearPlan ? .year : every, at: match.range.lowerBound))
    }
    if found.isEmpty, ObligationGrammar.specials.prefix(of: scalars, clause) != nil,
        ObligationGrammar.plans.occurs(in: scalars, clause)
    {
        found.append(FoundObligation(kind: .specialPlan, every: nil, at: clause.lowerBound))
    }
    if found.isEmpty, let frame = frame(scalars, clause, hidden) {
        let binds = frequency.map { $0.range.lowerBound < frame.object } ?? false
        let every = frame.kind == .yearPlan ? .year : binds ? frequency.map { TargetGrammar.frequency($0.index) } : nil
        found.append(FoundObligation(kind: frame.kind, every: every, at: frame.verb))
    }
    // What is filed or reported is not made there.
    if let filed = found.first(where: { $0.kind == .filing }) { return [filed] }
    // What is delivered to somebody was made before.
    if let sent = ObligationGrammar.delivered.first(in: scalars, clause),
        let report = found.first(where: { $0.kind == .evaluation })
    {
        return [FoundObligation(kind: .report, every: report.every, at: sent.range.lowerBound)]
    }
    // What is praised or mended is assessed only to that end.
    if let first = found.first, [.evaluation, .report].contains(first.kind),
        let end = found.first(where: { $0.kind == .rectification || $0.kind == .commendation })
    {
        return [end]
    }
    // Visits and meetings, plans of both kinds stand side by side; of others the clause has one.
    guard let first = found.first else { return [] }
    return found.filter { $0.kind == first.kind || isSideBySide(first.kind) && isSideBySide($0.kind) }
}

/// The first frame of which a verb stands in a clause and an object behind it.
private func frame(
    _ scalars: Scalars, _ clause: Range<Int>, _ hidden: [Range<Int>]
) -> (kind: DraftObligation.Kind, verb: Int, object: Int)? {
    for frame in ObligationGrammar.frames {
        guard let verb = frame.verbs.first(in: scalars, clause),
            let object = frame.objects.first(in: scalars, verb.range.upperBound..<clause.upperBound),
            !hidden.contains(where: { $0.overlaps(object.range) })
        else { continue }
        return (frame.kind, verb.range.lowerBound, object.range.upperBound)
    }
    return nil
}

private func isSideBySide(_ kind: DraftObligation.Kind) -> Bool {
    [.visit, .meeting, .yearPlan, .specialPlan].contains(kind)
}

/// What is praised or mended is not also reported or assessed.
private func isOutranked(_ kind: DraftObligation.Kind, _ found: [DraftObligation.Kind]) -> Bool {
    switch kind {
    case .report, .evaluation: found.contains(.commendation) || found.contains(.rectification)
    default: false
    }
}
