// SPDX-License-Identifier: Apache-2.0
import Domain

extension PlanReader {
    /// The safeguards of a chapter: its sections, or the chapter itself where it has none.
    func readSafeguards(_ chapter: Int) -> [DraftSafeguard] {
        // Articles need no title.
        let children = outline.children(of: chapter)
        let areSections = children.contains { title($0) != nil || node($0).marker.scheme == .article }
        let sections = children.filter { title($0) != nil || hasSentences(below($0)) }
        if !areSections { return [readSafeguard(chapter, path: ordinal(chapter))].compactMap(\.self) }
        return sections.compactMap { readSafeguard($0, path: path($0, below: prefix(chapter))) }
    }

    private func readSafeguard(_ index: Int, path: String) -> DraftSafeguard? {
        var body = body(index)
        var own = title(index)
        if body.range.isEmpty {
            body = headingAsBody(index)
            if hasSentences(body.range) { own = nil }
        }
        let title = own ?? node(index).marker.ordinal
        guard !body.range.isEmpty else { return nil }
        var safeguard = DraftSafeguard(
            ordinal: path, title: text.text(title), text: body.text(text, body.range), source: text.source(body.range))
        var doubts: [Diagnostic] = []
        safeguard.measures = readMeasures(body, of: safeguard.text)
        safeguard.responsible = readResponsibility(body, &doubts)
        let (targets, names, found) = (readTargets(text, body), readNames(text, body), readObligations(text, body))
        (safeguard.targets, safeguard.named, safeguard.obligations) = (
            targets.targets, names.things, found.obligations
        )
        addDoubts(about: index, title: own, isArea: false, to: &doubts)
        addDoubts(aboutTextOf: body, to: &doubts)
        doubtMeasures(
            &safeguard.measures,
            overlooked: targets.overlooked.map { (.targetNotRead, $0) }
                + found.overlooked.map { (.obligationNotRead, $0) })
        safeguard.doubts = doubts
        return safeguard
    }
}
