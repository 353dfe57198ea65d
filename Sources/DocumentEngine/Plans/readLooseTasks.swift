// SPDX-License-Identifier: Apache-2.0
import Domain

/// What stands before the first chapter of a text that begins in the middle of a document.
extension PlanReader {
    /// The topmost headings whose chapter, or area, has its heading on a page that is not there.
    struct LooseHeadings {
        /// Sections of a chapter.
        var areas: [Int] = []
        /// Tasks of an area.
        var tasks: [Int] = []
    }

    func looseHeadings() -> LooseHeadings {
        var loose = LooseHeadings()
        guard outline.beginsInside else { return loose }
        let top = outline.children(of: nil)
        guard let highest = top.map({ node($0).marker.scheme }).min() else { return loose }
        let lead = top.prefix { node($0).marker.scheme > highest || highest >= .parenthesis }
        let sections = lead.filter { node($0).marker.scheme == .parenthesis }
        // Without numbers below them, and with units of their own, sections are tasks.
        let areTasks = sections.allSatisfy { index in
            outline.children(of: index).isEmpty && title(index) != nil && bindsUnits(index)
        }
        for index in lead {
            if node(index).marker.scheme == .parenthesis, !areTasks {
                loose.areas.append(index)
            } else {
                loose.tasks.append(index)
            }
        }
        return loose
    }

    /// An area without a heading, named by the number of its first task: the rest of the task in whose midst the text
    /// begins, and those that follow it. nil where there is neither.
    func readLooseArea(_ headings: [Int], from start: Int, _ levels: TaskLevels) -> DraftArea? {
        let first = outline.nodes.first?.marker.range
        let rest = first.map { restOfTask(start..<$0.lowerBound) } ?? nil
        guard !headings.isEmpty || rest != nil, let first else { return nil }
        let named = text.trim(headings.first.map { node($0).marker.range } ?? first)
        var area = DraftArea(ordinal: "", title: text.text(named), source: text.source(named))
        area.tasks = [rest].compactMap(\.self) + readTasks(headings, below: "", group: nil, levels)
        let end = headings.last.map { node($0).end } ?? first.lowerBound
        area.nationalArea = AreaClassifier.classify(text.scalars, title: named, body: text.trim(start..<end))
        return area.tasks.isEmpty ? nil : area
    }

    /// The end of a task whose heading is not there: only its units tell that it is one.
    private func restOfTask(_ range: Range<Int>) -> DraftTask? {
        guard outline.beginsInside, !findUnitLists(text.scalars, range, atMost: 1).isEmpty else { return nil }
        let body = Body(text, text.trim(range))
        guard !body.range.isEmpty else { return nil }
        var doubts = [Diagnostic(code: "beginsInside", source: text.source(body.range).range)]
        var task = DraftTask(
            ordinal: nil, path: "", title: nil, text: body.text(text, body.range), source: text.source(body.range),
            confidence: 1)
        task.measures = readMeasures(body, of: task.text)
        task.responsible = readResponsibility(body, &doubts)
        let (targets, names) = (readTargets(text, body), readNames(text, body))
        (task.targets, task.named) = (targets.targets, names.things)
        doubtMeasures(
            &task.measures,
            overlooked: targets.overlooked.map { (.targetNotRead, $0) } + names.overlooked.map { (.thingNotRead, $0) })
        task.doubts = doubts
        task.confidence = doubts.confidence
        return task
    }
}
