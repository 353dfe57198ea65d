// SPDX-License-Identifier: Apache-2.0
import Domain

/// What the reader has to say about the document as a whole, and every doubt about a heading that is no task.
func addWarnings(to draft: inout PlanDraft, _ outlines: [Outline], _ text: RepairedText) {
    let tasks = draft.areas.flatMap(\.tasks)
    var warnings = draft.warnings
    if draft.document.title == nil { warnings.append(Diagnostic(code: "noTitle")) }
    if outlines.contains(where: \.beginsInside) { warnings.append(Diagnostic(code: "beginsInside")) }
    let nodes = outlines.flatMap(\.nodes)
    if nodes.isEmpty, tasks.isEmpty {
        warnings.append(Diagnostic(code: "noOutline"))
    } else if tasks.isEmpty {
        warnings.append(Diagnostic(code: "noTasks"))
    }
    if draft.safeguards.isEmpty, !tasks.isEmpty { warnings.append(Diagnostic(code: "noSafeguards")) }
    if draft.document.pairs.isEmpty, !tasks.isEmpty { warnings.append(Diagnostic(code: "noPair")) }
    noteMissingLists(&draft)
    let doubted = Set(
        (tasks.flatMap(\.doubts) + draft.areas.flatMap(\.doubts) + draft.safeguards.flatMap(\.doubts))
            .compactMap(\.source))
    for node in nodes {
        let source = text.source(node.marker.ordinal).range
        guard let doubt = node.doubt, !doubted.contains(source) else { continue }
        warnings.append(warning(doubt, node.marker.number, source))
    }
    warnings += draft.areas.flatMap(\.tasks).flatMap { task in
        task.doubts.map { doubt in
            var doubt = doubt
            doubt.arguments["path"] = task.path
            return doubt
        }
    }
    draft.warnings = warnings
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
    let tasks = draft.areas.flatMap(\.tasks)
    let bound = tasks.filter { !$0.responsible.printed.isEmpty }.count
    guard bound * 2 > tasks.count, bound < tasks.count else { return }
    for area in draft.areas.indices {
        for task in draft.areas[area].tasks.indices where draft.areas[area].tasks[task].responsible.printed.isEmpty {
            draft.areas[area].tasks[task].doubts.append(
                Diagnostic(code: "noUnitList", source: draft.areas[area].tasks[task].source.range))
            draft.areas[area].tasks[task].confidence = draft.areas[area].tasks[task].doubts.confidence
        }
    }
}
