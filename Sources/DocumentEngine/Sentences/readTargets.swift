// SPDX-License-Identifier: Apache-2.0
import Domain

/// The targets of a text: clauses with a frequency, phrases with a number of things to do, and deadlines. Numbers in
/// quotation marks belong to names. Besides, the clauses that perhaps set one all the same.
func readTargets(_ text: RepairedText, _ body: Body) -> (targets: [DraftTarget], overlooked: [Range<Int>]) {
    var targets: [DraftTarget] = []
    var overlooked: [Range<Int>] = []
    for clauses in body.clauses {
        for clause in clauses where clause.count >= 4 {
            let reader = TargetReader(text: text, clause: clause)
            let found = reader.read()
            targets += found
            if found.isEmpty, reader.mayBind { overlooked.append(text.trim(clause)) }
        }
    }
    return (targets, overlooked)
}

private struct TargetReader {
    let text: RepairedText
    let clause: Range<Int>
    /// A clause that is longer is cut around the number.
    private static let longestClause = 30

    private var scalars: Scalars { text.scalars }

    /// May the clause set a target in which none was found: does it hold a word of time that sets a term?
    var mayBind: Bool {
        DoubtGrammar.mayTarget.occurs(in: scalars, clause)
    }

    func read() -> [DraftTarget] {
        let frequency = findFrequency()
        let numbers = findNumbers()
        let deadline = findDeadline()
        if let frequency {
            // A frequency right before a number follows what is counted.
            let isBesideNumber = numbers.contains { $0.range.lowerBound == frequency.range.upperBound }
            let start =
                TargetGrammar.leading.contains(scalars, frequency.range) && !isBesideNumber
                ? frequency.range.lowerBound : bindingStart(frequency.range)
            return [target(start..<clauseEnd, numbers.first, TargetGrammar.frequency(frequency.index), deadline)]
        }
        if let deadline { return [target(clause.lowerBound..<clauseEnd, numbers.first, nil, deadline)] }
        if let season = findSeason() {
            return [target(clause.lowerBound..<clauseEnd, numbers.first, season.every, nil)]
        }
        return listedTargets(numbers) ?? numbers.map { target(around: $0) }
    }

    /// A time of the year at the beginning of the clause; its end comes every year.
    private func findSeason() -> (every: Frequency?, end: Int)? {
        if let season = TargetGrammar.seasons.prefix(of: scalars, clause) {
            let isYearly = TargetGrammar.yearly.contains(scalars, season.range)
            return (isYearly ? .year : nil, season.range.upperBound)
        }
        guard let (_, end) = scalars[clause.lowerBound].is(.digit) ? numeral(at: clause.lowerBound) : nil,
            let month = TargetGrammar.monthEnds.match(in: scalars, at: end, before: clause.upperBound)
        else { return nil }
        return (nil, month.range.upperBound)
    }

    /// Several things with a number each, one after the other.
    private func listedTargets(_ numbers: [Number]) -> [DraftTarget]? {
        guard numbers.count >= 2 else { return nil }
        let items = UnitListReader(scalars: scalars).split(clause.lowerBound..<clauseEnd, at: { $0 == Sign.pauseMark })
        guard items.count == numbers.count,
            zip(items, numbers).allSatisfy({ $0.contains($1.range.lowerBound) && $0.count >= 4 })
        else { return nil }
        return zip(items, numbers).map { target($0, $1, nil, nil) }
    }

    private var clauseEnd: Int {
        scalars[clause.upperBound - 1].is([.stop, .separator]) ? clause.upperBound - 1 : clause.upperBound
    }

    private func findFrequency() -> WordSet.Match? {
        guard let match = TargetGrammar.frequencies.first(in: scalars, clause), !isQuoted(match.range.lowerBound) else {
            return nil
        }
        let before = clause.lowerBound..<match.range.lowerBound
        if TargetGrammar.listed.suffix(of: scalars, before) != nil,
            TargetGrammar.yearlyDuties.suffix(of: scalars, clause.lowerBound..<clauseEnd) == nil
        {
            return nil
        }
        let isForeign =
            TargetGrammar.foreign.prefix(of: scalars, before) != nil
            && TargetGrammar.foreignEnds.suffix(of: scalars, clause.lowerBound..<clauseEnd) != nil
        return isForeign ? nil : match
    }

    private struct Number {
        let range: Range<Int>
        let value: Double
        let unit: Range<Int>
    }

    private func findNumbers() -> [Number] {
        var (numbers, at, depth): ([Number], Int, Int) = ([], clause.lowerBound, 0)
        let fixed = TargetGrammar.fixed
        while at < clause.upperBound {
            if !scalars[at].isCommon {
                if scalars[at].is(.quote), !scalars[at].is(.unquote) { depth += 1 }
                if scalars[at].is(.unquote), !scalars[at].is(.quote) { depth = max(0, depth - 1) }
            }
            if let term = fixed.match(in: scalars, at: at, before: clause.upperBound) {
                at = term.range.upperBound
                continue
            }
            guard depth == 0, scalars[at].is([.digit, .numeral]), let number = number(at: at) else {
                at += 1
                continue
            }
            numbers.append(number)
            at = number.unit.upperBound
        }
        return numbers
    }

    private func number(at start: Int) -> Number? {
        guard
            start == clause.lowerBound
                || !scalars[start - 1].is([.latin, .digit, .numeral]) && scalars[start - 1] != TargetGrammar.ordinal
        else { return nil }
        guard let (value, end) = numeral(at: start), !isDone(start) else { return nil }
        if let months = TargetGrammar.months.match(in: scalars, at: end, before: clause.upperBound),
            TargetGrammar.durations.first(in: scalars, max(clause.lowerBound, start - 8)..<start) != nil
        {
            return Number(range: start..<end, value: value, unit: months.range)
        }
        if end < clause.upperBound, scalars[end] == MetadataGrammar.year,
            TargetGrammar.durations.first(in: scalars, max(clause.lowerBound, start - 8)..<start) != nil
        {
            return Number(range: start..<end, value: value, unit: end..<(end + 1))
        }
        if scalars[end - 1].is(.numeral), end < clause.upperBound, scalars[end] == MetadataGrammar.year {
            let term = TargetGrammar.termNouns.match(in: scalars, at: end + 1, before: clause.upperBound)
            return term == nil ? nil : Number(range: start..<end, value: value, unit: end..<(end + 1))
        }
        guard let unit = TargetGrammar.counters.match(in: scalars, at: end, before: clause.upperBound),
            TargetGrammar.grades.match(in: scalars, at: unit.range.upperBound, before: clause.upperBound) == nil,
            TargetGrammar.aspects.match(in: scalars, at: unit.range.upperBound, before: clause.upperBound) == nil,
            TargetGrammar.aspects.match(in: scalars, at: end, before: clause.upperBound) == nil
        else { return nil }
        return Number(range: start..<end, value: value, unit: unit.range)
    }

    /// Does a number count what there is already?
    private func isDone(_ number: Int) -> Bool {
        number > clause.lowerBound && scalars[number - 1] == NameGrammar.particle
            && TargetGrammar.done.occurs(in: scalars, clause.lowerBound..<number)
    }

    private func numeral(at start: Int) -> (value: Double, end: Int)? {
        var end = start
        if scalars[start].is(.digit) {
            while end < clause.upperBound, scalars[end].is(.digit) || scalars[end].folded == Sign.dot { end += 1 }
            let digits = (start..<end).map { Character(Unicode.Scalar(UInt8(truncatingIfNeeded: scalars[$0].folded))) }
            return Double(String(digits)).map { ($0, end) }
        }
        while end < clause.upperBound, end - start < 5, scalars[end].is(.numeral) { end += 1 }
        return NumeralGrammar.value(scalars, start..<end).map { (Double($0), end) }
    }

    private func findDeadline() -> DraftTarget.Deadline? {
        let dates = DateReader(scalars: scalars)
        for at in clause where scalars[at].is(.digit) {
            guard let year = dates.year(at: at, before: clause.upperBound),
                let end = TargetGrammar.deadlineEnds.match(in: scalars, at: year.end, before: clause.upperBound)
            else { continue }
            if let date = dates.date(at: at, before: clause.upperBound) { return .date(date.date) }
            let leads = TargetGrammar.deadlineLeads.suffix(of: scalars, clause.lowerBound..<at) != nil
            let isPast =
                TargetGrammar.past.match(in: scalars, at: end.range.upperBound, before: clause.upperBound) != nil
            let begins = at == clause.lowerBound && !isPast && end.range.upperBound + 3 < clauseEnd
            return leads || begins || end.range.count > 1 ? .year(year.value) : nil
        }
        return nil
    }

    /// Of a long clause, the verb that binds before a frequency.
    private func bindingStart(_ frequency: Range<Int>) -> Int {
        guard clause.count > Self.longestClause else { return clause.lowerBound }
        let verb = ObligationGrammar.bindingVerbs.all(in: scalars, clause.lowerBound..<frequency.lowerBound).last
        return verb?.range.lowerBound ?? clause.lowerBound
    }

    private func isQuoted(_ position: Int) -> Bool {
        var depth = 0
        for at in clause.lowerBound..<position {
            if scalars[at].is(.quote), !scalars[at].is(.unquote) { depth += 1 }
            if scalars[at].is(.unquote), !scalars[at].is(.quote) { depth -= 1 }
        }
        return depth > 0
    }

    private func target(_ range: Range<Int>, _ number: Number?, _ every: Frequency?, _ by: DraftTarget.Deadline?)
        -> DraftTarget
    {
        let range = text.trim(range)
        var target = DraftTarget(
            text: text.text(range), value: number?.value, unit: number.map { text.text($0.unit) }, every: every, by: by,
            source: text.source(range))
        // What a clause says of shares and terms is perhaps only how it is.
        if every == nil, by == nil, DoubtGrammar.mayState.occurs(in: scalars, clause) {
            target.doubts = [DoubtCode.targetGuessed.at(target.source.range, ["words": target.text])]
        }
        return target
    }

    /// A number and what it counts, with the words before it that belong to it.
    private func target(around number: Number) -> DraftTarget {
        var range = clause.lowerBound..<clauseEnd
        if range.count > Self.longestClause {
            let verb = VerbGrammar.commitments.prefix(of: scalars, range)
            let start = max(verb?.range.upperBound ?? range.lowerBound, number.range.lowerBound - 14)
            range = start..<min(clauseEnd, number.unit.upperBound + 8)
        }
        return target(range, number, nil, nil)
    }
}
