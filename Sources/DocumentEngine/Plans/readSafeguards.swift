// SPDX-License-Identifier: Apache-2.0
import Domain

extension PlanReader {
    /// The safeguards of a chapter: its sections, or the chapter itself where it has none.
    func readSafeguards(_ chapter: Int) -> [DraftSafeguard] {
        let sections = outline.children(of: chapter).filter { title($0) != nil }
        if sections.isEmpty { return [readSafeguard(chapter, path: ordinal(chapter))].compactMap(\.self) }
        return sections.compactMap { readSafeguard($0, path: prefix(chapter) + ordinal($0)) }
    }

    private func readSafeguard(_ index: Int, path: String) -> DraftSafeguard? {
        var body = body(index)
        if body.range.isEmpty { body = headingAsBody(index) }
        let own = title(index)
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
        addDoubts(about: index, body, title: own, isArea: false, to: &doubts)
        doubtMeasures(
            &safeguard.measures,
            overlooked: targets.overlooked.map { (.targetNotRead, $0) }
                + found.overlooked.map { (.obligationNotRead, $0) })
        safeguard.doubts = doubts
        return safeguard
    }
}
