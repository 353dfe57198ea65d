// SPDX-License-Identifier: Apache-2.0
import Domain

extension PlanReader {
    /// Where every area of several tasks names its units once, behind the last task, they are those of all its tasks.
    func shareLists(ofAreas areas: inout [DraftArea]) {
        let shared = areas.indices.filter { areas[$0].tasks.count > 1 }
        guard shared.count > 1, shared.allSatisfy({ isListedOnce(areas[$0].tasks) }) else { return }
        for area in shared {
            guard let last = areas[area].tasks.last?.responsible else { continue }
            for task in areas[area].tasks.indices.dropLast() {
                areas[area].tasks[task].responsible = last
                areas[area].tasks[task].doubts.append(
                    DoubtCode.unitsOfArea.at(areas[area].tasks[task].source.range, ["area": areas[area].title]))
                areas[area].tasks[task].confidence = areas[area].tasks[task].doubts.confidence
            }
        }
    }

    /// Does the last of the tasks name units, in one list that is a paragraph of its own, and no other task any?
    private func isListedOnce(_ tasks: [DraftTask]) -> Bool {
        guard let last = tasks.last, last.responsible.sources.count == 1,
            tasks.dropLast().allSatisfy(\.responsible.printed.isEmpty)
        else { return false }
        let start = text.repaired(last.responsible.sources[0].range).lowerBound
        return start > 0 && text[start - 1] == Sign.newline
    }
}
