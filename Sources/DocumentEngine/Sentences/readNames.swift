// SPDX-License-Identifier: Apache-2.0
import Domain

/// The named things of a text: for each clause what its verb acts on, where that ends in the word for a thing; and the
/// clauses that perhaps name one all the same.
func readNames(_ text: RepairedText, _ body: Body) -> (things: [DraftNamedThing], overlooked: [Range<Int>]) {
    var things: [DraftNamedThing] = []
    var overlooked: [Range<Int>] = []
    for clauses in body.clauses {
        for clause in clauses {
            var isFound = false
            var verb: FoundVerb?
            for name in findName(text, clause, &verb).map({ splitNames(text, $0) }) ?? [] {
                let range = text.trim(name.range)
                guard range.count >= NameGrammar.shortest else { continue }
                isFound = true
                var thing = DraftNamedThing(
                    name: text.text(range), kind: name.kind, verb: name.verb.map(text.text), source: text.source(range))
                if let doubt = nameDoubt(text.scalars, name, range) {
                    thing.doubts = [doubt.at(thing.source.range, ["words": thing.name])]
                }
                things.append(thing)
            }
            if !isFound, mayName(text.scalars, clause, verb) { overlooked.append(text.trim(clause)) }
        }
    }
    return (things, overlooked)
}

/// Why something may be no name, or another one.
private func nameDoubt(_ scalars: Scalars, _ name: FoundName, _ range: Range<Int>) -> DoubtCode? {
    if range.contains(where: { scalars[$0] == Sign.pauseMark || scalars[$0] == NameGrammar.particle }) {
        return .nameOfSeveral
    }
    let isQuoted = range.contains { scalars[$0].is(.unquote) }
    if isQuoted { return nil }
    guard let verb = name.verb else { return .nameWithoutVerb }
    let isSure = DoubtGrammar.sureMakers.contains(scalars, verb) && name.kind != NameGrammar.work && range.count > 4
    return isSure ? nil : .nameOfWork
}

/// May a clause name a thing in which none was found: something in quotation marks, or what a verb makes?
private func mayName(_ scalars: Scalars, _ clause: Range<Int>, _ known: FoundVerb?) -> Bool {
    guard clause.count >= NameGrammar.shortest else { return false }
    let whole = scalars[clause.upperBound - 1].is([.stop, .separator]) ? clause.dropLast() : clause
    if whole.contains(where: { scalars[$0].is(.unquote) }) { return true }
    if DoubtGrammar.mayEnd.suffix(of: scalars, whole) != nil { return true }
    let verb = known?.clause == whole ? known?.verb : lastVerb(scalars, whole)
    return verb.map { NameGrammar.makers.contains(scalars, $0) || DoubtGrammar.mayName.contains(scalars, $0) } ?? false
}

/// The verb of a clause, for who asks again.
private struct FoundVerb {
    let clause: Range<Int>
    let verb: Range<Int>?
}

private struct FoundName {
    let range: Range<Int>
    let kind: String
    let verb: Range<Int>?
}

/// The things of an enumeration one by one where each is one that stands somewhere; else the whole.
private func splitNames(_ text: RepairedText, _ name: FoundName) -> [FoundName] {
    let and = NameGrammar.and
    guard
        name.range.contains(where: { at in
            text[at] == Sign.pauseMark || and.match(in: text.scalars, at: at, before: name.range.upperBound) != nil
        })
    else { return [name] }
    let items = UnitListReader(scalars: text.scalars).split(name.range, at: { $0 == Sign.pauseMark })
        .flatMap { splitJoined(text.scalars, $0) }
    guard items.count > 1 else { return [name] }
    let named = items.compactMap { item -> FoundName? in
        if text[item.upperBound - 1].is(.unquote) { return FoundName(range: item, kind: name.kind, verb: name.verb) }
        guard item.count >= NameGrammar.shortest, let end = NameGrammar.ends.suffix(of: text.scalars, item) else {
            return nil
        }
        return FoundName(range: item, kind: NameGrammar.kind(end.index), verb: name.verb)
    }
    let isSolid = named.allSatisfy {
        NameGrammar.solidKinds.contains($0.kind) || items.count == 2 && $0.kind != NameGrammar.work
    }
    return named.count == items.count && isSolid ? named : [name]
}

/// Two things joined by and, where a word for a thing ends the first.
private func splitJoined(_ scalars: Scalars, _ range: Range<Int>) -> [Range<Int>] {
    for at in range.dropFirst(NameGrammar.shortest - 1) {
        guard let word = NameGrammar.and.match(in: scalars, at: at, before: range.upperBound) else { continue }
        let right = word.range.upperBound..<range.upperBound
        guard right.count >= NameGrammar.shortest - 1,
            NameGrammar.ends.suffix(of: scalars, range.lowerBound..<at) != nil || scalars[at - 1].is(.unquote)
        else { continue }
        return [range.lowerBound..<at] + splitJoined(scalars, right)
    }
    return [range]
}

/// What a clause makes, holds or joins. Behind a verb that makes, whatever is made is a thing; behind another verb only
/// what ends in the word for one.
private func findName(_ text: RepairedText, _ clause: Range<Int>, _ found: inout FoundVerb?) -> FoundName? {
    let scalars = text.scalars
    guard clause.count >= NameGrammar.shortest else { return nil }
    var stop = scalars[clause.upperBound - 1].is([.stop, .separator]) ? clause.upperBound - 1 : clause.upperBound
    if let open = openerOfLastBracket(scalars, clause.lowerBound..<stop) { stop = open }
    let end = nameEnd(scalars, clause.lowerBound..<stop)
    guard end - clause.lowerBound >= NameGrammar.shortest else { return nil }
    let verb = lastVerb(scalars, clause.lowerBound..<end)
    found = FoundVerb(clause: clause.lowerBound..<end, verb: verb)
    if verb == nil, NameGrammar.frames.prefix(of: scalars, clause) != nil {
        return quotedName(scalars, clause.lowerBound..<stop, verb)
    }
    var start = verb?.upperBound ?? clause.lowerBound
    while let next = nameHead(scalars, start..<end) { start = next }
    let cut = cutName(scalars, start..<end)
    guard let kind = nameKind(scalars, cut, verb) else { return quotedName(scalars, clause.lowerBound..<stop, verb) }
    if NameGrammar.generic.contains(scalars, cut) { return nil }
    return cut.count >= 2 ? FoundName(range: cut, kind: kind, verb: verb) : nil
}

/// Where the parenthesis opens with which a clause ends.
private func openerOfLastBracket(_ scalars: Scalars, _ clause: Range<Int>) -> Int? {
    guard let last = clause.last, scalars[last].is(.closer) else { return nil }
    let open = clause.last { scalars[$0].is(.opener) }
    return open.flatMap { $0 - clause.lowerBound > NameGrammar.shortest ? $0 : nil }
}

/// A name without the attribute before its particle and without what is done with the thing behind it.
private func cutName(_ scalars: Scalars, _ name: Range<Int>) -> Range<Int> {
    var (start, end) = (name.lowerBound, name.upperBound)
    let (serials, particle) = (NameGrammar.serials, NameGrammar.particle)
    for at in name.dropFirst(NameGrammar.shortest) {
        if serials.match(in: scalars, at: at, before: end) != nil,
            NameGrammar.ends.suffix(of: scalars, start..<at) != nil
        {
            end = at
            break
        }
    }
    var depth = 0
    for at in start..<end {
        if !scalars[at].isCommon {
            if scalars[at].is([.quote, .opener]), !scalars[at].is(.unquote) { depth += 1 }
            if scalars[at].is([.unquote, .closer]), !scalars[at].is(.quote) { depth -= 1 }
        } else if depth == 0, scalars[at] == particle, end - at > NameGrammar.shortest {
            start = at + 1
        }
    }
    if end - start > NameGrammar.longest, let comma = cut(scalars, (end - NameGrammar.longest)..<end) { start = comma }
    return start..<end
}

/// A name in quotation marks at the end of a clause that has no other.
private func quotedName(_ scalars: Scalars, _ clause: Range<Int>, _ verb: Range<Int>?) -> FoundName? {
    guard let close = clause.last(where: { scalars[$0].is(.unquote) && scalars[$0] != Sign.titleClose }),
        let open = (clause.lowerBound..<close).last(where: { scalars[$0].is(.quote) && !scalars[$0].is(.unquote) }),
        (4...22).contains(close - open)
    else { return nil }
    var rest = (close + 1)..<clause.upperBound
    if NameGrammar.ends.suffix(of: scalars, (open + 1)..<close) != nil {
        return FoundName(range: open..<(close + 1), kind: NameGrammar.other, verb: verb)
    }
    while !rest.isEmpty, let tail = NameGrammar.quotedTails.prefix(of: scalars, rest) {
        rest = tail.range.upperBound..<rest.upperBound
    }
    guard rest.count <= 2 else { return nil }
    return FoundName(range: open..<(close + 1), kind: NameGrammar.other, verb: verb)
}

/// The kind of a thing by the word in which its name ends; nil where it is none, or only work.
private func nameKind(_ scalars: Scalars, _ name: Range<Int>, _ verb: Range<Int>?) -> String? {
    guard !name.isEmpty else { return nil }
    if let verb, NameGrammar.counting.contains(scalars, verb) { return nil }
    if scalars[name.upperBound - 1].is(.unquote) { return NameGrammar.kind(0) }
    let isMade =
        verb.map { NameGrammar.makers.contains(scalars, $0) && !NameGrammar.weakMakers.contains(scalars, $0) } ?? false
    let known = NameGrammar.ends.suffix(of: scalars, name).map { NameGrammar.kind($0.index) }
    if verb == nil, let known, !NameGrammar.standing.contains(known) { return nil }
    if let verb, let known, NameGrammar.joiners.contains(scalars, verb), !NameGrammar.solidKinds.contains(known) {
        return nil
    }
    if let verb, name.count >= 6, NameGrammar.sharers.contains(scalars, verb),
        NameGrammar.shared.suffix(of: scalars, name) != nil
    {
        return NameGrammar.work
    }
    if let verb, name.count >= 6, NameGrammar.servers.contains(scalars, verb),
        NameGrammar.served.suffix(of: scalars, name) != nil
    {
        return NameGrammar.work
    }
    if let known, known != NameGrammar.work || NameGrammar.agreedWork.suffix(of: scalars, name) != nil { return known }
    if let verb, NameGrammar.builders.contains(scalars, verb), (4...NameGrammar.longestBuilt).contains(name.count),
        NameGrammar.building.match(in: scalars, at: name.upperBound, before: scalars.count) != nil
            || NameGrammar.building.suffix(of: scalars, name) != nil
    {
        return NameGrammar.other
    }
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
    return inner?.range ?? found ?? verbBehindWay(scalars, clause)
}

/// The verb behind words for the way in which something is done.
private func verbBehindWay(_ scalars: Scalars, _ clause: Range<Int>) -> Range<Int>? {
    guard NameGrammar.frames.prefix(of: scalars, clause) != nil else { return nil }
    let limit = clause.upperBound - NameGrammar.shortest
    return VerbGrammar.commitments.all(in: scalars, clause.lowerBound..<max(clause.lowerBound, limit)).first {
        NameGrammar.ways.suffix(of: scalars, clause.lowerBound..<$0.range.lowerBound) != nil
    }?.range
}
