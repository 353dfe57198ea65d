// SPDX-License-Identifier: Apache-2.0
import Domain

/// The obligations of a safeguard: for each sentence and kind the first clause that binds somebody, and further ones
/// of the kind with another frequency.
func readObligations(_ text: RepairedText, _ body: Body) -> [DraftObligation] {
    var obligations: [DraftObligation] = []
    for clauses in body.clauses {
        var seen: [(kind: DraftObligation.Kind, every: Frequency?)] = []
        for clause in clauses {
            for found in findObligations(text.scalars, clause) {
                guard
                    !seen.contains(where: { $0.kind == found.kind && (found.every == nil || $0.every == found.every) })
                else { continue }
                seen.append((found.kind, found.every))
                let whole = text.trim(clauseWithoutStop(text.scalars, clause))
                let range = bindingPart(text.scalars, whole, before: found.at)
                obligations.append(
                    DraftObligation(
                        kind: found.kind, every: found.every, text: text.text(range), source: text.source(range)))
            }
        }
    }
    return obligations
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
    let frequency = TargetGrammar.frequencies.first(in: scalars, clause)
    let hidden = ObligationGrammar.notObligations.all(in: scalars, clause).map(\.range)
    for match in ObligationGrammar.words.all(in: scalars, clause)
    where !hidden.contains(where: { $0.overlaps(match.range) }) {
        let kind = ObligationGrammar.kind(match.index)
        guard !found.contains(where: { $0.kind == kind }), !isOutranked(kind, found.map(\.kind)) else { continue }
        let binds = frequency.map { $0.range.lowerBound < match.range.upperBound } ?? false
        let every = binds ? frequency.map { TargetGrammar.frequency($0.index) } : nil
        found.append(FoundObligation(kind: kind, every: kind == .yearPlan ? .year : every, at: match.range.lowerBound))
    }
    if found.isEmpty, ObligationGrammar.specials.prefix(of: scalars, clause) != nil,
        ObligationGrammar.plans.occurs(in: scalars, clause)
    {
        found.append(FoundObligation(kind: .specialPlan, every: nil, at: clause.lowerBound))
    }
    // What is filed or reported is not made there.
    if let filed = found.first(where: { $0.kind == .filing }) { return [filed] }
    // Visits and meetings, plans of both kinds stand side by side; of others the clause has one.
    guard let first = found.first else { return [] }
    return found.filter { $0.kind == first.kind || isSideBySide(first.kind) && isSideBySide($0.kind) }
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
