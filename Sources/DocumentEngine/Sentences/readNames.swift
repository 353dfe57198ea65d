// SPDX-License-Identifier: Apache-2.0
import Domain

/// The named things of a text: for each clause what its verb acts on, where that ends in the word for a thing.
func readNames(_ text: RepairedText, _ body: Body) -> [DraftNamedThing] {
    var things: [DraftNamedThing] = []
    for clauses in body.clauses {
        for clause in clauses {
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

/// What a clause makes, holds or joins. Behind a verb that makes, whatever is made is a thing; behind another verb only
/// what ends in the word for one.
private func findName(_ text: RepairedText, _ clause: Range<Int>) -> FoundName? {
    let scalars = text.scalars
    guard clause.count >= NameGrammar.shortest else { return nil }
    let stop = scalars[clause.upperBound - 1].is([.stop, .separator]) ? clause.upperBound - 1 : clause.upperBound
    let end = nameEnd(scalars, clause.lowerBound..<stop)
    guard end - clause.lowerBound >= NameGrammar.shortest else { return nil }
    let verb = lastVerb(scalars, clause.lowerBound..<end)
    if verb == nil, NameGrammar.frames.prefix(of: scalars, clause) != nil { return nil }
    var start = verb?.upperBound ?? clause.lowerBound
    while let next = nameHead(scalars, start..<end) { start = next }
    let isMade =
        verb.map { NameGrammar.makers.contains(scalars, $0) && !NameGrammar.weakMakers.contains(scalars, $0) } ?? false
    guard let kind = nameKind(scalars, start..<end, isMade: isMade) else { return nil }
    if end - start > NameGrammar.longest, let cut = cut(scalars, (end - NameGrammar.longest)..<end) { start = cut }
    return end - start >= 2 ? FoundName(range: start..<end, kind: kind, verb: verb) : nil
}

/// The kind of a thing by the word in which its name ends; nil where it is none, or only work.
private func nameKind(_ scalars: Scalars, _ name: Range<Int>, isMade: Bool) -> String? {
    guard !name.isEmpty else { return nil }
    if scalars[name.upperBound - 1].is(.unquote) { return NameGrammar.kind(0) }
    let known = NameGrammar.ends.suffix(of: scalars, name).map { NameGrammar.kind($0.index) }
    if let known, known != NameGrammar.work || NameGrammar.agreedWork.suffix(of: scalars, name) != nil { return known }
    guard isMade, NameGrammar.workEnds.suffix(of: scalars, name) == nil,
        name.count <= NameGrammar.longest,
        !name.contains(where: { NameGrammar.particles.contains(scalars[$0]) })
            || known != nil
    else { return nil }
    return known ?? NameGrammar.other
}

/// Where the name at the end of a clause ends: before an amount, and before words for what is done with the thing.
private func nameEnd(_ scalars: Scalars, _ clause: Range<Int>) -> Int {
    var end = clause.upperBound
    if let digit = clause.last(where: {
        !scalars[$0].is(.digit) && scalars[$0].folded != Sign.dot && !isCounter(scalars, $0, end)
    }),
        digit + 1 < end, scalars[digit + 1].is(.digit), digit > clause.lowerBound
    {
        end = digit + 1
    }
    guard let tail = NameGrammar.tails.suffix(of: scalars, clause.lowerBound..<end) else { return end }
    let rest = clause.lowerBound..<tail.range.lowerBound
    guard !rest.isEmpty else { return end }
    let isName = NameGrammar.ends.suffix(of: scalars, rest) != nil || scalars[rest.upperBound - 1].is(.unquote)
    return isName ? rest.upperBound : end
}

/// Does a scalar belong to the word for what is counted, which stands at the end?
private func isCounter(_ scalars: Scalars, _ at: Int, _ end: Int) -> Bool {
    guard let unit = TargetGrammar.counters.suffix(of: scalars, max(0, end - 4)..<end) else { return false }
    return unit.range.contains(at)
}

/// Where a name goes on behind a word, an amount or a comma that is no part of it; nil where it begins.
private func nameHead(_ scalars: Scalars, _ name: Range<Int>) -> Int? {
    guard name.count > 2 else { return nil }
    if scalars[name.lowerBound].is(.separator) { return name.lowerBound + 1 }
    if let head = NameGrammar.heads.prefix(of: scalars, name) { return head.range.upperBound }
    var at = name.lowerBound
    while at < name.upperBound, scalars[at].is([.digit, .numeral]) { at += 1 }
    guard at > name.lowerBound, let unit = TargetGrammar.counters.match(in: scalars, at: at, before: name.upperBound)
    else { return nil }
    return unit.range.upperBound < name.upperBound ? unit.range.upperBound : nil
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
