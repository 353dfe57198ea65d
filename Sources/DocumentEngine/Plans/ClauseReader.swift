// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What the words of one clause say: everything of a task or safeguard but its heading.
package struct DraftClause: Hashable, Sendable {
    package var text: String
    package var source: DraftSource
    package var measures: [DraftMeasure]
    package var responsible: DraftResponsibility
    package var targets: [DraftTarget]
    package var named: [DraftNamedThing]
    package var obligations: [DraftObligation]
}

/// Units as they would be printed between brackets, of which `ClauseReader.units` reads the same units again.
package func joinedUnits(_ units: [String]) -> String { units.joined(separator: String(text: [Sign.pauseMark])) }

/// Reads single clauses of a document again, after a clerk has changed where they begin and end.
package struct ClauseReader {
    private let plan: PlanReader?

    /// Takes about as long as reading the document.
    package init(_ source: SourceText) { plan = openDocument(source)?.plan }

    /// The clause that stands in a range of the source, with its lists of units; nil where nothing is printed there.
    package func clause(in range: TextRange) -> DraftClause? {
        guard let plan else { return nil }
        let text = plan.text
        let body = Body(text, text.repaired(range))
        guard !body.range.isEmpty else { return nil }
        var doubts: [Diagnostic] = []
        let whole = body.text(text, body.range)
        return DraftClause(
            text: whole, source: text.source(body.range), measures: plan.readMeasures(body, of: whole),
            responsible: plan.readResponsibility(body, &doubts), targets: readTargets(text, body),
            named: readNames(text, body), obligations: readObligations(text, body))
    }

    /// The clause that stands in a range of the source, with these words in the place of its own. What is read in them
    /// has its source where the same words stand, or the words that they replace.
    package func clause(_ words: String, in range: TextRange) -> DraftClause? {
        guard let plan else { return nil }
        let printed = Body(plan.text, plan.text.repaired(range))
        guard !printed.range.isEmpty else { return nil }
        let text = plan.text.corrected(printed, to: Scalars(text: words))
        let corrected = PlanReader(
            text: text, paragraphs: plan.paragraphs, outline: plan.outline, expander: plan.expander, start: plan.start,
            end: plan.end)
        let body = Body(text, text.all)
        guard !body.range.isEmpty else { return nil }
        var doubts: [Diagnostic] = []
        let whole = body.text(text, body.range)
        return DraftClause(
            text: whole, source: plan.text.source(printed.range), measures: corrected.readMeasures(body, of: whole),
            responsible: plan.readResponsibility(printed, &doubts), targets: readTargets(text, body),
            named: readNames(text, body), obligations: readObligations(text, body))
    }

    /// The units of a list as it would be printed between its brackets. The sources stay empty.
    package func units(_ list: String) -> DraftResponsibility {
        var responsible = DraftResponsibility()
        var text = RepairedText()
        text.scalars = Scalars(text: list)
        let group = BracketGroup(range: text.all, content: text.all, isUnbalanced: false, next: text.all.upperBound)
        guard let plan, let found = readUnitList(text.scalars, group, in: text.all) else { return responsible }
        responsible.printed = found.items.map { text.text($0.range) }
        responsible.expanded = UnitExpander(text, plan.expander.context).expand(found)
        return responsible
    }
}

extension RepairedText {
    /// These words with the way back to the source of a body: what both have at their beginnings and ends stands where
    /// it stood, what is between them where the words stood that it replaces.
    fileprivate func corrected(_ body: Body, to words: Scalars) -> RepairedText {
        let old = body.range.filter { at in !body.lists.contains { $0.range.contains(at) } }
        let most = min(old.count, words.count)
        var start = 0
        while start < most, self[old[start]] == words[start] { start += 1 }
        var end = 0
        while end < most - start, self[old[old.count - 1 - end]] == words[words.count - 1 - end] { end += 1 }
        var text = RepairedText()
        (text.scalars, text.pages) = (words, pages)
        for at in words.indices {
            let place: Int
            if at < start {
                place = at
            } else if at >= words.count - end {
                place = old.count - (words.count - at)
            } else {
                place = min(at, max(start, old.count - end - 1))
            }
            let from = origin(old[min(max(0, place), old.count - 1)])
            if let last = text.runs.last, Int(last.from) + at - Int(last.at) == from { continue }
            text.runs.append(Run(at: Int32(at), from: Int32(from), followsBreak: false))
        }
        return text
    }

    /// What stands in a range of the source.
    fileprivate func repaired(_ range: TextRange) -> Range<Int> {
        let start = position(notBefore: range.from)
        return start..<max(start, position(notBefore: range.to))
    }

    /// The first scalar that stands at or behind a place in the source.
    private func position(notBefore place: Int) -> Int {
        var (low, high) = (0, scalars.count)
        while low < high {
            let middle = (low + high) / 2
            if origin(middle) < place { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
