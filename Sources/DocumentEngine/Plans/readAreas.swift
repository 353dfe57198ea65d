// SPDX-License-Identifier: Apache-2.0
import Domain

extension PlanReader {
    /// The areas of a chapter of tasks: its sections. Sections that are tasks themselves make the chapter one area.
    func readContainer(_ chapter: Int, _ levels: TaskLevels) -> [DraftArea] {
        let sections = outline.children(of: chapter)
        // Items numbered 1. right below a chapter, with nothing below them, are tasks.
        let areItems = sections.allSatisfy { node($0).marker.scheme >= .point && node($0).next == $0 + 1 }
        guard !areItems, sections.contains(where: { title($0) != nil }) else {
            return readArea(chapter, prefix: "", levels)
        }
        return sections.flatMap { readArea($0, prefix: prefix(chapter), levels) }
    }

    /// The area of a heading; several where a table below it names areas of its own.
    func readArea(_ index: Int, prefix above: String, _ levels: TaskLevels) -> [DraftArea] {
        let title = title(index).map(withoutCount) ?? text.trim(node(index).marker.range)
        let path = path(index, below: above)
        var area = DraftArea(ordinal: path, title: text.text(title), source: text.source(title))
        area.nationalArea = nil
        let children = taskHeadings(index)
        let hasTable = !tableSections(under: index).isEmpty
        if children.isEmpty, hasTable {
            // What stands before the table leads to it.
        } else if children.isEmpty {
            let counted = readCountedTasks(index, below: above + prefix(index))
            area.tasks =
                counted.isEmpty ? [readTask(index, path: path, isArea: true, group: nil)].compactMap(\.self) : counted
        } else {
            area.tasks = readTasks(children, below: above + prefix(index), group: nil, levels)
        }
        area.nationalArea = AreaClassifier.classify(text.scalars, title: title, body: wholeText(index))
        area.doubts = headingDoubts(index, title: self.title(index))
        if area.nationalArea == nil { area.doubts.append(DoubtCode.areaUnknown.at(text.source(title).range)) }
        guard hasTable else { return [area] }
        return addTables(to: area, at: index, prefix: above + prefix(index), isSection: !above.isEmpty)
    }

    /// A title without the bracket behind it that counts what stands below.
    private func withoutCount(_ title: Range<Int>) -> Range<Int> {
        guard title.count > 4, text[title.upperBound - 1].is(.closer),
            let open = title.suffix(8).last(where: { text[$0].is(.opener) }), open > title.lowerBound + 1
        else { return title }
        let inside = (open + 1)..<(title.upperBound - 1)
        let number = inside.drop { text[$0] == HeadingGrammar.totalSign }.prefix { text[$0].is([.digit, .numeral]) }
        guard let last = number.last, HeadingGrammar.taskCounters.contains(text.scalars, (last + 1)..<inside.upperBound)
        else { return title }
        return text.trim(title.lowerBound..<open)
    }

    /// The headings below an area that are worded as tasks; a list of short items is part of the area's text.
    private func taskHeadings(_ index: Int) -> [Int] {
        let children = outline.children(of: index)
        let areTasks = children.contains { child in
            title(child) != nil && (hasSentences(wholeText(child)) || node(child).next > child + 1)
                || hasSentences(node(child).marker.range.upperBound..<node(child).end)
        }
        return areTasks ? children : []
    }

    func readTasks(_ headings: [Int], below prefix: String, group: String?, _ levels: TaskLevels) -> [DraftTask] {
        var tasks: [DraftTask] = []
        tasks.reserveCapacity(headings.count)
        for index in headings {
            if levels.isGroup(index) {
                tasks += readTasks(outline.children(of: index), below: prefix, group: titleText(index), levels)
            } else if let task = readTask(index, path: path(index, below: prefix), isArea: false, group: group) {
                tasks.append(task)
            }
        }
        return tasks
    }

    private func readTask(_ index: Int, path: String, isArea: Bool, group: String?) -> DraftTask? {
        var body = body(index)
        var title = isArea ? nil : title(index)
        var doubts: [Diagnostic] = []
        if body.range.isEmpty {
            body = headingAsBody(index)
            if hasSentences(body.range) { title = nil } else { doubts.append(Diagnostic(code: "taskWithoutText")) }
        }
        guard !body.range.isEmpty else { return nil }
        addDoubts(about: index, title: title, isArea: isArea, to: &doubts)
        var task = readTask(
            body, ordinal: isArea ? nil : ordinal(index), path: path, title: title.map(text.text), doubts)
        task.group = group
        return task
    }

    /// A task of its text; `doubts` are those about its heading.
    func readTask(
        _ body: Body, ordinal: String?, path: String, title: String?, _ about: [Diagnostic]
    ) -> DraftTask {
        var doubts = about
        var task = DraftTask(
            ordinal: ordinal, path: path, title: title, text: body.text(text, body.range),
            source: text.source(body.range), confidence: 1)
        task.measures = readMeasures(body, of: task.text)
        task.responsible = readResponsibility(body, &doubts)
        let (targets, names) = (readTargets(text, body), readNames(text, body))
        (task.targets, task.named) = (targets.targets, names.things)
        addDoubts(aboutTextOf: body, to: &doubts)
        doubtMeasures(
            &task.measures,
            overlooked: targets.overlooked.map { (.targetNotRead, $0) } + names.overlooked.map { (.thingNotRead, $0) })
        task.doubts = doubts
        task.confidence = doubts.confidence
        return task
    }

    func body(_ index: Int) -> Body {
        Body(text, below(index), firstList: takeFirstList(index))
    }

    /// Of a heading without text, what it names is the text.
    func headingAsBody(_ index: Int) -> Body {
        let start = node(index).marker.range.upperBound
        return Body(text, start..<max(start, node(index).end))
    }

    /// The sentences of a body; one that is all of it shares its text.
    func readMeasures(_ body: Body, of whole: String? = nil) -> [DraftMeasure] {
        body.sentences.map { sentence in
            let words = findCommitment(text.scalars, sentence)
            return DraftMeasure(
                text: (sentence == body.range ? whole : nil) ?? body.text(text, sentence),
                source: text.source(sentence),
                verb: words.verb.map(text.text),
                object: words.object.map { body.text(text, $0) })
        }
    }

    /// Who must act by the lists of the text and by those of the cells of a table, which are one list.
    func readResponsibility(_ body: Body, cells: [UnitList] = [], _ doubts: inout [Diagnostic]) -> DraftResponsibility {
        var responsible = DraftResponsibility()
        for list in body.printed + cells {
            let range = text.trim(list.range)
            responsible.printed += list.items.map { expander.name($0.range) }
            if !list.items.isEmpty { responsible.sources.append(text.source(range)) }
            doubts += listDoubts(list, range)
        }
        responsible.expanded = body.printed.flatMap(expander.expand)
        if var whole = cells.first {
            for list in cells.dropFirst() {
                whole.items += list.items
                whole.firstLeads = whole.firstLeads || list.firstLeads
            }
            responsible.expanded += expander.expand(whole)
        }
        // Where one list of a task says who leads, the units of its other lists cooperate.
        if responsible.expanded.contains(where: { $0.role == .lead }) {
            for index in responsible.expanded.indices where responsible.expanded[index].role == nil {
                responsible.expanded[index].role = .cooperate
            }
        }
        for unit in responsible.expanded where unit.isUncertain {
            let doubt = Diagnostic(
                code: "unitUncertain", arguments: ["unit": unit.unit], source: responsible.sources.first?.range)
            if !doubts.contains(doubt) { doubts.append(doubt) }
        }
        return responsible
    }
}
