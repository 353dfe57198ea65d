// SPDX-License-Identifier: Apache-2.0
import Domain

extension PlanReader {
    /// Which chapters stand before the tasks, hold them, or are about the cooperation itself.
    func assignChapters() -> Chapters {
        let loose = looseHeadings()
        let top = topHeadings().filter { !(loose.areas + loose.tasks).contains($0) }
        var kinds = top.map(kind)
        settleUnnamed(&kinds, top)
        settleOnlyArea(&kinds, top)
        var chapters = Chapters()
        if arePreface(loose, before: top, kinds) {
            chapters.overall = (loose.areas + loose.tasks).sorted()
        } else {
            chapters.loose = loose
        }
        for (index, kind) in zip(top, kinds) {
            switch kind {
            case .overall: chapters.overall.append(index)
            case .container: chapters.containers.append(index)
            case .area: chapters.areas.append(index)
            case .safeguard: chapters.safeguards.append(index)
            case .unnamed: break
            }
        }
        return chapters
    }

    private enum Kind { case overall, container, area, safeguard, unnamed }

    /// Whether headings without their chapter stand before the tasks: they bind no units, and later chapters do or are
    /// called tasks.
    private func arePreface(_ loose: LooseHeadings, before top: [Int], _ kinds: [Kind]) -> Bool {
        !(loose.areas + loose.tasks).contains(where: bindsUnits)
            && (kinds.contains(.container) || top.contains(where: bindsUnits))
    }

    /// The topmost headings; of a plan in a single chapter, the headings below it.
    private func topHeadings() -> [Int] {
        let top = outline.children(of: nil)
        guard top.count == 1, let only = top.first, kind(only) == .unnamed else { return top }
        let below = outline.children(of: only)
        return below.contains { kind($0) != .unnamed } ? below : top
    }

    private func kind(_ index: Int) -> Kind {
        guard let title = title(index), title.count <= 24 else { return .unnamed }
        let overall = HeadingGrammar.overall.first(in: text.scalars, title)
        let tasks = HeadingGrammar.tasks.first(in: text.scalars, title)
        let safeguard = HeadingGrammar.safeguards.first(in: text.scalars, title)
        if let safeguard, safeguard.range.upperBound == title.upperBound || title.count <= 12 {
            if tasks == nil
                || safeguard.range.upperBound == title.upperBound && tasks?.range.upperBound != title.upperBound
            {
                return overall == nil ? .safeguard : .overall
            }
        }
        if let tasks, tasks.range.upperBound == title.upperBound || title.count <= 10 { return .container }
        if overall != nil { return .overall }
        if tasks == nil, safeguard == nil, let damaged = damagedKind(title) { return damaged }
        if title.count <= 8, HeadingGrammar.overallEnds.suffix(of: text.scalars, title) != nil { return .overall }
        return HeadingGrammar.safeguardHint.occurs(in: text.scalars, title) && title.count <= 10 ? .safeguard : .unnamed
    }

    /// The kind of a short title in which scanning has changed one character.
    private func damagedKind(_ title: Range<Int>) -> Kind? {
        guard title.count <= 6 else { return nil }
        if HeadingGrammar.safeguards.nearlyContains(text.scalars, title) { return .safeguard }
        if HeadingGrammar.tasks.nearlyContains(text.scalars, title) { return .container }
        return HeadingGrammar.overall.nearlyContains(text.scalars, title) ? .overall : nil
    }

    /// Chapters without a telling name: those before the tasks say what the plan is about, others are areas.
    private func settleUnnamed(_ kinds: inout [Kind], _ top: [Int]) {
        let container = kinds.firstIndex(of: .container)
        let lastOverall = kinds.lastIndex(of: .overall)
        // What a plan wants stands before what it binds units to: the first chapter that does.
        let firstBinding = container == nil && kinds.contains(.unnamed) ? top.firstIndex(where: bindsUnits) : nil
        for index in kinds.indices {
            switch kinds[index] {
            case .unnamed:
                if let container, index < container {
                    kinds[index] = .overall
                } else if let lastOverall, index < lastOverall, lastOverall == kinds.firstIndex(of: .overall),
                    index == 0
                {
                    kinds[index] = .overall
                } else if let firstBinding, index < firstBinding {
                    kinds[index] = .overall
                } else {
                    kinds[index] = hasTasks(top[index]) || container == nil ? .area : .unnamed
                }
            case .overall:
                // A chapter of goals after the first task is no preface.
                if let container, index > container { kinds[index] = .unnamed }
            case .safeguard:
                // What a plan says of its organisation before the first task is a preface, unless tasks never follow.
                let followsTask = kinds[..<index].contains { $0 == .container || $0 == .area }
                if !followsTask, kinds[index...].contains(where: { $0 == .container || $0 == .unnamed }) {
                    kinds[index] = container == nil ? .area : .overall
                } else if followsTask, kinds[(index + 1)...].contains(.container) || goesOnWithTasks(index, kinds, top)
                {
                    kinds[index] = .area
                }
            case .container where outline.children(of: top[index]).isEmpty:
                kinds[index] = .area
            case .container, .area: break
            }
        }
    }

    /// Whether each section of a chapter binds units and its numbers go on from the tasks before it, while a later
    /// chapter is about the cooperation itself.
    private func goesOnWithTasks(_ index: Int, _ kinds: [Kind], _ top: [Int]) -> Bool {
        guard index > 0, kinds[index - 1] == .area, kinds[(index + 1)...].contains(.safeguard) else { return false }
        let sections = outline.children(of: top[index])
        guard let first = sections.first, let last = outline.children(of: top[index - 1]).last,
            node(first).marker.scheme == node(last).marker.scheme,
            node(first).marker.number == node(last).marker.number + 1
        else { return false }
        return sections.allSatisfy(bindsUnits)
    }

    /// The only chapter with tasks is their container, whatever it is called, where its sections hold them.
    private func settleOnlyArea(_ kinds: inout [Kind], _ top: [Int]) {
        let areas = kinds.indices.filter { kinds[$0] == .area }
        guard !kinds.contains(.container), areas.count == 1, let only = areas.first else { return }
        let sections = outline.children(of: top[only])
        let holdTasks = sections.allSatisfy { section in
            title(section) != nil && ownText(section).isEmpty && !outline.children(of: section).isEmpty
        }
        if sections.count >= 2, holdTasks { kinds[only] = .container }
    }

    /// After the chapter of tasks, a chapter holds further ones where it binds units; in a plan that binds none, where
    /// it has sections with text.
    private func hasTasks(_ index: Int) -> Bool {
        if bindsUnits(index) { return true }
        let sections = outline.children(of: index)
        guard sections.count >= 2, sections.allSatisfy({ title($0) != nil && hasSentences(wholeText($0)) }) else {
            return false
        }
        return !bindsAnyUnits
    }

    /// The chapters before the tasks, flat.
    func readOverall(_ chapter: Int) -> [DraftChapter] {
        var chapters: [DraftChapter] = []
        var prefixes: [(level: Int, prefix: String)] = []
        for index in chapter..<node(chapter).next {
            while let last = prefixes.last, last.level >= node(index).level { prefixes.removeLast() }
            let above = prefixes.map(\.prefix).joined()
            prefixes.append((node(index).level, prefix(index)))
            guard let title = title(index), !title.isEmpty, !PairGrammar.isPair(text.scalars, title) else { continue }
            chapters.append(
                DraftChapter(ordinal: path(index, below: above), title: text.text(title), source: text.source(title)))
        }
        return chapters
    }
}
