// SPDX-License-Identifier: Apache-2.0
import Domain

extension PlanReader {
    /// Who must act by the sentences themselves, where a plan prints no list of units and most of its tasks say so.
    func readSubjects(ofTasks areas: inout [DraftArea]) {
        guard areas.allSatisfy({ $0.tasks.allSatisfy(\.responsible.printed.isEmpty) }) else { return }
        var found: [(area: Int, task: Int, lists: [UnitList])] = []
        for area in areas.indices {
            for task in areas[area].tasks.indices {
                let body = Body(text, text.repaired(areas[area].tasks[task].source.range), firstList: .some(nil))
                let lists = findSubjectLists(text.scalars, body.clauses)
                if !lists.isEmpty { found.append((area, task, lists)) }
            }
        }
        let count = areas.reduce(0) { $0 + $1.tasks.count }
        guard found.count * 3 >= count * 2, found.count > 1 else { return }
        for (area, task, lists) in found { set(lists, as: &areas[area].tasks[task]) }
    }

    private func set(_ lists: [UnitList], as task: inout DraftTask) {
        for list in lists {
            task.responsible.printed += list.items.map { expander.name($0.range) }
            task.responsible.expanded += expander.expand(list)
            task.doubts.append(
                DoubtCode.unitInSentence.at(text.source(list.range).range, ["units": text.text(list.range)]))
        }
        task.confidence = task.doubts.confidence
    }
}
