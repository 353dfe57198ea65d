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
