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
    private let plans: [PlanReader]

    /// Takes about as long as reading the document.
    package init(_ source: SourceText) { plans = openDocument(source)?.plans ?? [] }

    /// The plan of a compilation in which a place stands; the first where it stands in none.
    private func plan(at place: Int) -> PlanReader? {
        plans.last { plan in
            plan.part.first.map { plan.text.origin(plan.paragraphs[$0].range.lowerBound) <= place } ?? false
        } ?? plans.first
    }

    /// The clause that stands in a range of the source, with its lists of units; nil where nothing is printed there. In a
    /// safeguard, obligations may have been overlooked, in a task named things.
    package func clause(in range: TextRange, isSafeguard: Bool = false) -> DraftClause? {
        guard let plan = plan(at: range.from) else { return nil }
        let text = plan.text
        let words = text.repaired(range)
        let rows = plan.tableRows(in: words)
        let cells = plan.unitCells(rows).filter { words.overlaps($0.range) }
        let body = Body(text, plan.withoutOtherCells(words, rows), cells: cells)
        guard !body.range.isEmpty else { return nil }
        var doubts: [Diagnostic] = []
        let whole = body.text(text, body.range)
        var measures = plan.readMeasures(body, of: whole)
        let (targets, names, found) = (readTargets(text, body), readNames(text, body), readObligations(text, body))
        plan.doubtMeasures(
            &measures,
            overlooked: targets.overlooked.map { (.targetNotRead, $0) }
                + (isSafeguard
                    ? found.overlooked.map { (.obligationNotRead, $0) } : names.overlooked.map { (.thingNotRead, $0) }))
        return DraftClause(
            text: whole, source: text.source(body.range), measures: measures,
            responsible: plan.readResponsibility(body, cells: cells, &doubts),
            targets: targets.targets + plan.readTerms(rows, outside: body), named: names.things,
            obligations: found.obligations)
    }

    /// The clause that stands in a range of the source, with these words in the place of its own. What is read in them
    /// has its source where the same words stand, or the words that they replace.
    package func clause(_ words: String, in range: TextRange) -> DraftClause? {
        guard let plan = plan(at: range.from) else { return nil }
        let place = plan.text.repaired(range)
        let rows = plan.tableRows(in: place)
        let cells = plan.unitCells(rows).filter { place.overlaps($0.range) }
        let printed = Body(plan.text, plan.withoutOtherCells(place, rows), cells: cells)
        guard !printed.range.isEmpty else { return nil }
        let text = plan.text.corrected(printed, to: Scalars(text: words))
        let corrected = PlanReader(
            text: text, paragraphs: plan.paragraphs, outline: plan.outline, expander: plan.expander, start: plan.start,
            end: plan.end, part: plan.part, tables: [], title: plan.documentTitle, signs: plan.signs)
        let body = Body(text, text.all)
        guard !body.range.isEmpty else { return nil }
        var doubts: [Diagnostic] = []
        let whole = body.text(text, body.range)
        return DraftClause(
            text: whole, source: plan.text.source(printed.range), measures: corrected.readMeasures(body, of: whole),
            responsible: plan.readResponsibility(printed, cells: cells, &doubts),
            targets: readTargets(text, body).targets, named: readNames(text, body).things,
            obligations: readObligations(text, body).obligations)
    }

    /// The units of a list as it would be printed between its brackets. The sources stay empty.
    package func units(_ list: String) -> DraftResponsibility {
        var responsible = DraftResponsibility()
        var text = RepairedText()
        text.scalars = Scalars(text: list)
        let group = BracketGroup(range: text.all, content: text.all, isUnbalanced: false, next: text.all.upperBound)
        guard let plan = plans.first, let found = readUnitList(text.scalars, group, in: text.all) else {
            return responsible
        }
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
}
