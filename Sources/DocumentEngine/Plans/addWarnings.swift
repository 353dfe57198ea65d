// SPDX-License-Identifier: Apache-2.0
import Domain

/// What the reader has to say about the document as a whole, and every doubt about a heading that is no task.
func addWarnings(to draft: inout PlanDraft, _ outlines: [Outline], _ text: RepairedText) {
    let hasTasks = draft.areas.contains { !$0.tasks.isEmpty }
    var warnings = draft.warnings
    if draft.document.title == nil { warnings.append(Diagnostic(code: "noTitle")) }
    if outlines.contains(where: \.beginsInside) { warnings.append(Diagnostic(code: "beginsInside")) }
    if outlines.allSatisfy(\.nodes.isEmpty), !hasTasks {
        warnings.append(Diagnostic(code: "noOutline"))
    } else if !hasTasks {
        warnings.append(Diagnostic(code: "noTasks"))
    }
    if draft.safeguards.isEmpty, hasTasks { warnings.append(Diagnostic(code: "noSafeguards")) }
    if draft.document.pairs.isEmpty, hasTasks { warnings.append(Diagnostic(code: "noPair")) }
    noteMissingLists(&draft)
    warnings += doubtfulNumbers(draft, outlines, text)
    var count = warnings.count
    forEachTask(of: draft) { area, task in count += draft.areas[area].tasks[task].doubts.count }
    warnings.reserveCapacity(count)
    forEachTask(of: draft) { area, task in
        for var doubt in draft.areas[area].tasks[task].doubts {
            doubt.arguments["path"] = draft.areas[area].tasks[task].path
            warnings.append(doubt)
        }
    }
    draft.warnings = warnings
}

/// The numbers of headings that are missing or stand twice, but those that are doubts of an element.
private func doubtfulNumbers(_ draft: PlanDraft, _ outlines: [Outline], _ text: RepairedText) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    for outline in outlines {
        for node in outline.nodes {
            guard let doubt = node.doubt else { continue }
            warnings.append(warning(doubt, node.marker.number, text.source(node.marker.ordinal).range))
        }
    }
    guard !warnings.isEmpty else { return [] }
    var doubted = Set((draft.areas.flatMap(\.doubts) + draft.safeguards.flatMap(\.doubts)).compactMap(\.source))
    forEachTask(of: draft) { area, task in
        for doubt in draft.areas[area].tasks[task].doubts { if let source = doubt.source { doubted.insert(source) } }
    }
    return warnings.filter { warning in warning.source.map { !doubted.contains($0) } ?? true }
}

/// Calls `body` with the places of each task. A task is looked at where it lies: it holds so much that copying all of
/// them would cost as much as reading their units.
private func forEachTask(of draft: PlanDraft, _ body: (_ area: Int, _ task: Int) -> Void) {
    for area in draft.areas.indices { for task in draft.areas[area].tasks.indices { body(area, task) } }
}

private func warning(_ doubt: OutlineScan.Doubt, _ number: Int, _ source: TextRange) -> Diagnostic {
    switch doubt {
    case .missing(let expected):
        Diagnostic(
            code: "numberMissing", arguments: ["expected": String(expected), "found": String(number)], source: source)
    case .doubled: Diagnostic(code: "numberDoubled", arguments: ["number": String(number)], source: source)
    }
}

/// Where most tasks name their units, a task that does not is doubtful.
private func noteMissingLists(_ draft: inout PlanDraft) {
    var (bound, all) = (0, 0)
    forEachTask(of: draft) { area, task in
        bound += draft.areas[area].tasks[task].responsible.printed.isEmpty ? 0 : 1
        all += 1
    }
    guard bound * 2 > all, bound < all else { return }
    for area in draft.areas.indices {
        for task in draft.areas[area].tasks.indices where draft.areas[area].tasks[task].responsible.printed.isEmpty {
            draft.areas[area].tasks[task].doubts.append(
                Diagnostic(code: "noUnitList", source: draft.areas[area].tasks[task].source.range))
            draft.areas[area].tasks[task].confidence = draft.areas[area].tasks[task].doubts.confidence
        }
    }
}
