// SPDX-License-Identifier: Apache-2.0
import Domain

/// The named things of a text: for each clause what its verb acts on, where that ends in the word for a thing.
func readNames(_ text: RepairedText, _ body: Body) -> [DraftNamedThing] {
    var things: [DraftNamedThing] = []
    for sentence in body.sentences(text) {
        for clause in clauses(text.scalars, sentence) where !body.lists.contains(where: { $0.range.overlaps(clause) }) {
            for name in findName(text, clause).map({ splitNames(text, $0) }) ?? [] {
                let range = text.trim(name.range)
                guard range.count >= NameGrammar.shortest else { continue }
                things.append(
                    DraftNamedThing(
                        name: text.text(range), kind: name.kind, verb: name.verb.map(text.text),
                        source: text.source(range)))
            }
        }
    }
    return things
}

private struct FoundName {
    let range: Range<Int>
    let kind: String
    let verb: Range<Int>?
}

/// The things of an enumeration one by one where each can be built; else the whole.
private func splitNames(_ text: RepairedText, _ name: FoundName) -> [FoundName] {
    let items = UnitListReader(scalars: text.scalars).split(name.range, at: { $0 == Sign.pauseMark })
    guard items.count > 1 else { return [name] }
    let named = items.compactMap { item -> FoundName? in
        if text[item.upperBound - 1].is(.unquote) { return FoundName(range: item, kind: name.kind, verb: name.verb) }
        guard item.count >= NameGrammar.shortest, let end = NameGrammar.ends.suffix(of: text.scalars, item) else {
            return nil
        }
        return FoundName(range: item, kind: NameGrammar.kind(end.index), verb: name.verb)
    }
    let isSolid = named.allSatisfy { NameGrammar.solidKinds.contains($0.kind) }
    return named.count == items.count && isSolid ? named : [name]
}

private func findName(_ text: RepairedText, _ clause: Range<Int>) -> FoundName? {
    let scalars = text.scalars
    guard clause.count >= NameGrammar.shortest else { return nil }
    let stop = scalars[clause.upperBound - 1].is([.stop, .separator]) ? clause.upperBound - 1 : clause.upperBound
    var end = stop
    if let tail = NameGrammar.tails.suffix(of: scalars, clause.lowerBound..<end),
        NameGrammar.ends.suffix(of: scalars, clause.lowerBound..<tail.range.lowerBound) != nil
            || scalars[tail.range.lowerBound - 1].is(.unquote)
    {
        end = tail.range.lowerBound
    }
    var kind: String?
    if let thing = NameGrammar.ends.suffix(of: scalars, clause.lowerBound..<end) {
        kind = NameGrammar.kind(thing.index)
    }
    if kind == nil, end > clause.lowerBound, scalars[end - 1].is(.unquote) { kind = NameGrammar.kind(0) }
    guard let kind else { return nil }
    let verb = lastVerb(scalars, clause.lowerBound..<end)
    if verb == nil, NameGrammar.frames.prefix(of: scalars, clause) != nil { return nil }
    var start = verb?.upperBound ?? clause.lowerBound
    while let head = NameGrammar.heads.match(in: scalars, at: start, before: end) { start = head.range.upperBound }
    if end - start > NameGrammar.longest, let cut = cut(scalars, (end - NameGrammar.longest)..<end) { start = cut }
    return end - start >= 2 ? FoundName(range: start..<end, kind: kind, verb: verb) : nil
}

/// Where a long phrase may be cut: behind a comma or the particle that joins an attribute.
private func cut(_ scalars: Scalars, _ range: Range<Int>) -> Int? {
    range.dropLast(NameGrammar.shortest).first {
        scalars[$0] == Sign.pauseMark || NameGrammar.particles.contains(scalars[$0])
    }.map { $0 + 1 }
}

/// The verb before a thing: those with which the clause begins, then one that builds or holds behind their subject. A
/// verb that would leave too little is part of the name.
private func lastVerb(_ scalars: Scalars, _ clause: Range<Int>) -> Range<Int>? {
    var found: Range<Int>?
    var at = clause.lowerBound
    let limit = clause.upperBound - NameGrammar.shortest
    while let word = VerbGrammar.commitments.match(in: scalars, at: at, before: clause.upperBound)
        ?? VerbGrammar.adverbs.match(in: scalars, at: at, before: clause.upperBound), word.range.upperBound <= limit
    {
        if VerbGrammar.commitments.contains(scalars, word.range) { found = word.range }
        at = word.range.upperBound
    }
    let inner = NameGrammar.makers.all(in: scalars, at..<max(at, limit)).last {
        scalars[$0.range.upperBound] != NameGrammar.particle
    }
    return inner?.range ?? found
}
