// SPDX-License-Identifier: Apache-2.0
import Domain

extension Explainer {
    /// What each line is, from the layout up to the words.
    mutating func explain(_ opened: OpenDocument) {
        explainParagraphs(opened)
        for plan in opened.plans { explainHeadings(plan) }
        explainAreas(opened.text)
        for safeguard in draft.safeguards {
            mark(.safeguardBody, safeguard.source.range, ["path": safeguard.ordinal])
            explainWords(
                safeguard.measures, safeguard.targets, safeguard.named, of: safeguard.ordinal, safeguard.obligations)
            explainLists(safeguard.responsible.sources, opened.text, of: safeguard.ordinal)
        }
        for chapter in draft.overall { add(.preface, at: chapter.source.range, ["title": chapter.title]) }
        explainHead(opened)
        explainRest(opened)
    }

    private mutating func explainParagraphs(_ opened: OpenDocument) {
        var starts: Set<Int> = []
        for paragraph in opened.paragraphs { starts.insert(opened.text.origin(paragraph.range.lowerBound)) }
        for index in lines.indices where lines[index].steps.isEmpty {
            let range = lines[index].range
            add(starts.contains(range.from) ? .paragraphStart : .paragraphGoesOn, at: range)
        }
    }

    private mutating func explainHeadings(_ plan: PlanReader) {
        let safeguards = Set(draft.safeguards.map(\.title))
        let paths = Dictionary(
            draft.areas.flatMap(\.tasks).compactMap { task in task.title.map { ($0, task.path) } },
            uniquingKeysWith: { first, _ in first })
        for (index, node) in plan.outline.nodes.enumerated() {
            let source = plan.text.source(plan.text.trim(node.marker.range)).range
            let level = String(node.level + 1)
            let printed = plan.text.text(plan.text.trim(node.marker.range))
            if let mended = node.marker.mended {
                add(
                    .headingMended, at: source,
                    ["level": level, "printed": printed, "expected": String(text: mended.prefix)])
            } else {
                add(.heading, at: source, ["level": level, "number": printed, "scheme": "\(node.marker.scheme)"])
            }
            guard let title = node.title.map(plan.text.trim), !title.isEmpty else {
                add(.noTitle, at: source)
                continue
            }
            add(node.titleRule.reading, at: plan.text.source(title).range, ["title": plan.text.text(title)])
            if safeguards.contains(plan.titleText(index)) { add(.safeguardHeading, at: source) }
            if let path = paths[plan.titleText(index)] { add(.taskHeading, at: source, ["path": path]) }
        }
    }

    private mutating func explainAreas(_ text: RepairedText) {
        for area in draft.areas {
            let national = area.nationalArea.map(String.init) ?? "–"
            add(.areaHeading, at: area.source.range, ["path": area.ordinal, "national": national])
            for task in area.tasks {
                mark(.taskBody, task.source.range, ["path": task.path])
                explainWords(task.measures, task.targets, task.named, of: task.path, [])
                explainLists(task.responsible.sources, text, of: task.path)
            }
        }
    }

    private mutating func explainWords(
        _ measures: [DraftMeasure], _ targets: [DraftTarget], _ named: [DraftNamedThing], of path: String,
        _ obligations: [DraftObligation]
    ) {
        for measure in measures {
            let number = ["path": path, "verb": measure.verb ?? "", "object": measure.object ?? ""]
            add(measure.verb == nil ? .measure : .commitment, at: measure.source.range, number)
        }
        for target in targets { add(target.reading, at: target.source.range, ["text": target.text]) }
        for thing in named {
            let arguments = ["name": thing.name, "kind": thing.kind ?? "", "verb": thing.verb ?? "–"]
            add(thing.reading, at: thing.source.range, arguments)
        }
        for obligation in obligations {
            add(
                .obligation, at: obligation.source.range, ["kind": obligation.kind.rawValue, "text": obligation.text])
        }
    }

    private mutating func explainLists(_ sources: [DraftSource], _ text: RepairedText, of path: String) {
        for source in sources {
            let range = text.repaired(source.range)
            guard let list = findUnitLists(text.scalars, range).first else {
                add(.unitsBySentence, at: source.range, ["path": path, "count": "0"])
                continue
            }
            let arguments = ["path": path, "count": String(list.items.count)]
            add(list.reading, at: source.range, arguments)
            if list.firstLeads { add(.unitsSetRule, at: source.range) }
        }
    }

    private mutating func explainHead(_ opened: OpenDocument) {
        let document = opened.document
        let text = opened.text
        let first = opened.plans.first?.outline.nodes.first?.paragraph ?? opened.paragraphs.count
        for paragraph in opened.paragraphs.prefix(first) {
            let (words, range) = (text.text(paragraph.range), text.source(paragraph.range).range)
            if let number = document.documentNumber, words.contains(number) {
                mark(.documentNumber, range, ["number": number])
            }
            if [document.title, document.noticeTitle].compactMap(\.self).contains(where: { $0.contains(words) }) {
                mark(.documentTitle, range, ["title": words])
            }
        }
        for span in opened.spans where opened.spans.count > 1 {
            guard let title = span.title.first else { continue }
            add(.partTitle, at: text.source(title).range, ["kind": span.kind.rawValue])
        }
    }

    /// What is left: the head, other parts of a compilation, what stands behind the plan's end, chapters without tasks.
    private mutating func explainRest(_ opened: OpenDocument) {
        let text = opened.text
        let first = opened.plans.first?.outline.nodes.first
        let start = first.map { text.origin($0.marker.range.lowerBound) } ?? scalars.count
        let last = opened.plans.last?.end ?? text.scalars.count
        let end = last < text.scalars.count ? text.origin(last) : scalars.count
        for index in isUnread {
            let range = lines[index].range
            if let part = otherPart(range) {
                add(.otherPart, at: range, ["kind": part.kind.rawValue])
                continue
            }
            let rule: ReadingRule =
                range.from >= end
                ? .afterEnd : range.from < start ? .head : isInPreface(range) ? .prefaceText : .dropped
            add(rule, at: range)
        }
    }

    /// The part of a compilation in which a range stands, unless it is the one that was read as the plan.
    private func otherPart(_ range: TextRange) -> DraftPart? {
        guard let first = draft.areas.first?.source.range else { return nil }
        return draft.parts.first { $0.source.range.contains(range) && !$0.source.range.contains(first) }
    }

    private func isInPreface(_ range: TextRange) -> Bool {
        guard let first = draft.areas.first else { return true }
        return range.to <= first.source.range.from
    }
}

extension TitleRule {
    var reading: ReadingRule {
        switch self {
        case .paragraph: .titleByParagraph
        case .sentence: .titleBySentence
        case .colon: .titleByColon
        case .list: .titleByList
        case .point: .titleByPoint
        case .gap: .titleByGap
        case .line: .titleByLine
        case .none: .noTitle
        }
    }
}

extension UnitList {
    var reading: ReadingRule {
        switch rule {
        case .label: .unitsByLabel
        case .verb: .unitsByVerb
        case .offices: .unitsByOffices
        case .sentence: .unitsBySentence
        }
    }
}

extension DraftTarget {
    fileprivate var reading: ReadingRule {
        if every != nil { return .targetByFrequency }
        if by != nil { return .targetByDeadline }
        return value != nil ? .targetByNumber : .targetBySeason
    }
}

extension DraftNamedThing {
    fileprivate var reading: ReadingRule {
        if name.unicodeScalars.contains(where: { $0.value.is(.unquote) }) { return .nameQuoted }
        if kind == NameGrammar.work { return .nameAgreed }
        return kind == NameGrammar.other ? .nameByVerb : .nameByEnd
    }
}
