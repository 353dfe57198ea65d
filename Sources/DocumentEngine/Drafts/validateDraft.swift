// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What is wrong with a draft, given the text it was read from: sources that lie outside the text, elements that are
/// not what their source says, empty titles and texts, paths printed twice. Empty where all is well.
package func validate(_ draft: PlanDraft, against source: SourceText) -> [Diagnostic] {
    var check = DraftCheck(source, parts: draft.parts.map(\.source.range))
    for chapter in draft.overall { check.element(chapter.title, chapter.source, "overall " + chapter.ordinal) }
    for area in draft.areas {
        check.element(area.title, area.source, area.ordinal)
        for task in area.tasks { check.task(task) }
    }
    for safeguard in draft.safeguards { check.safeguard(safeguard) }
    for part in draft.parts where !check.isInside(part.source.range) {
        check.report("sourceOutside", part.source.range, part.title ?? part.kind.rawValue)
    }
    return check.findings
}

private struct DraftCheck {
    private let scalars: Scalars
    /// Page numbers and running heads, in order.
    private let furniture: [Range<Int>]
    private var paths: Set<String> = []
    private(set) var findings: [Diagnostic] = []

    /// Of a compilation; the numbers of each begin anew.
    private let parts: [TextRange]

    init(_ source: SourceText, parts: [TextRange]) {
        self.parts = parts
        scalars = Scalars(text: source.text)
        var lines = readLines(scalars)
        dropFurniture(&lines, in: scalars)
        furniture = lines.filter(\.isFurniture).map(\.range)
    }

    mutating func report(_ code: String, _ range: TextRange?, _ element: String) {
        findings.append(Diagnostic(code: code, arguments: ["element": element], source: range))
    }

    func isInside(_ range: TextRange) -> Bool { 0 <= range.from && range.from < range.to && range.to <= scalars.count }

    mutating func task(_ task: DraftTask) {
        // Lists that begin again in every group print a number more than once.
        let part = parts.firstIndex { $0.contains(task.source.range) } ?? 0
        let path = [String(part), task.group ?? "", task.path].joined(separator: Sign.paragraphBreak)
        if !paths.insert(path).inserted {
            report("pathDoubled", task.source.range, task.path)
        }
        if task.title?.isEmpty == true { report("titleEmpty", task.source.range, task.path) }
        if !(0...1).contains(task.confidence) { report("confidenceOutside", task.source.range, task.path) }
        let lists = task.responsible.sources.map(\.range)
        element(task.text, task.source, task.path, without: lists)
        parts(task.measures, task.targets, task.named, task.path, without: lists)
        units(task.responsible, task.path)
    }

    mutating func safeguard(_ safeguard: DraftSafeguard) {
        if safeguard.title.isEmpty { report("titleEmpty", safeguard.source.range, safeguard.ordinal) }
        let lists = safeguard.responsible.sources.map(\.range)
        element(safeguard.text, safeguard.source, safeguard.ordinal, without: lists)
        parts(safeguard.measures, safeguard.targets, safeguard.named, safeguard.ordinal, without: lists)
        for obligation in safeguard.obligations {
            element(obligation.text, obligation.source, safeguard.ordinal, without: lists)
        }
        units(safeguard.responsible, safeguard.ordinal)
    }

    private mutating func parts(
        _ measures: [DraftMeasure], _ targets: [DraftTarget], _ named: [DraftNamedThing], _ path: String,
        without lists: [TextRange]
    ) {
        for measure in measures { element(measure.text, measure.source, path, without: lists) }
        for target in targets { element(target.text, target.source, path, without: lists) }
        for thing in named { element(thing.name, thing.source, path, without: lists) }
    }

    private mutating func units(_ responsible: DraftResponsibility, _ path: String) {
        for source in responsible.sources where !isInside(source.range) { report("sourceOutside", source.range, path) }
        for unit in responsible.printed where unit.isEmpty {
            report("unitEmpty", responsible.sources.first?.range, path)
        }
    }

    /// Is the text what its source holds, without white space, page numbers, running heads and the given ranges?
    mutating func element(_ text: String, _ source: DraftSource, _ path: String, without lists: [TextRange] = []) {
        guard isInside(source.range) else { return report("sourceOutside", source.range, path) }
        let wanted = text.unicodeScalars.lazy.map(\.value).filter { !$0.is(.space) }
        if wanted.first(where: { _ in true }) == nil { return report("textEmpty", source.range, path) }
        if !printed(source.range, without: lists).elementsEqual(wanted) { report("sourceDiffers", source.range, path) }
    }

    private func printed(_ range: TextRange, without lists: [TextRange]) -> [UInt32] {
        let skipped = lists.filter { $0.to > range.from && $0.from < range.to }
        var hidden = firstFurniture(from: range.from)
        var printed: [UInt32] = []
        printed.reserveCapacity(range.count)
        for at in range.from..<range.to where !scalars[at].is(.space) {
            while hidden < furniture.count, furniture[hidden].upperBound <= at { hidden += 1 }
            if hidden < furniture.count, furniture[hidden].contains(at) { continue }
            if skipped.contains(where: { $0.from <= at && at < $0.to }) { continue }
            printed.append(scalars[at])
        }
        return printed
    }

    private func firstFurniture(from position: Int) -> Int {
        var (low, high) = (0, furniture.count)
        while low < high {
            let middle = (low + high) / 2
            if furniture[middle].upperBound <= position { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
