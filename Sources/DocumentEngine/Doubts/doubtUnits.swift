// SPDX-License-Identifier: Apache-2.0
import Domain

extension PlanReader {
    /// What is odd about a list of units: its brackets, a page between its lines, units that read like none.
    func listDoubts(_ list: UnitList, _ range: Range<Int>) -> [Diagnostic] {
        let source = text.source(range).range
        var doubts: [Diagnostic] = []
        if list.isUnbalanced { doubts.append(DoubtCode.unitUnmatchedBracket.at(source)) }
        if text.isCut(range) { doubts.append(DoubtCode.unitListCut.at(source)) }
        let reader = UnitListReader(scalars: text.scalars)
        for item in list.items {
            let unit = text.trim(item.range)
            guard !unit.isEmpty else { continue }
            if !reader.looksLikeUnit(unit), DoubtGrammar.bodyEnds.suffix(of: text.scalars, unit) == nil {
                doubts.append(DoubtCode.unitUnknown.at(text.source(unit).range, ["unit": text.text(unit)]))
            }
            doubts += signDoubts(unit, isName: true).map { doubt in
                var doubt = doubt
                doubt.arguments["unit"] = text.text(unit)
                return doubt
            }
        }
        return doubts
    }

    /// Units that the document prints once, where it prints another one more often that differs in one character.
    func noteMisreadUnits(_ draft: inout PlanDraft) {
        var counts: [String: Int] = [:]
        for area in draft.areas {
            for task in area.tasks { for unit in task.responsible.printed { counts[unit, default: 0] += 1 } }
        }
        guard counts.count <= 400 else { return }
        let known = counts.filter { $0.value > 1 }.keys.sorted().map { (name: $0, scalars: Scalars(text: $0)) }
        for area in draft.areas.indices {
            for task in draft.areas[area].tasks.indices {
                for unit in draft.areas[area].tasks[task].responsible.printed where counts[unit] == 1 {
                    let scalars = Scalars(text: unit)
                    guard scalars.count >= 4, let other = known.first(where: { isMisread(scalars, for: $0.scalars) })
                    else { continue }
                    draft.areas[area].tasks[task].doubts.append(
                        DoubtCode.unitMisread.at(
                            draft.areas[area].tasks[task].responsible.sources.first?.range,
                            ["unit": unit, "expected": other.name]))
                    draft.areas[area].tasks[task].confidence = draft.areas[area].tasks[task].doubts.confidence
                }
            }
        }
    }

    /// Whether two names of one length differ in one character, and not in one by which offices differ.
    private func isMisread(_ unit: Scalars, for other: Scalars) -> Bool {
        guard unit.count == other.count else { return false }
        var at: Int?
        for index in unit.indices where unit[index] != other[index] {
            if at != nil { return false }
            at = index
        }
        guard let at, unit[at].is(.han), !DoubtGrammar.rankWords.contains(unit[at]),
            !DoubtGrammar.rankWords.contains(other[at])
        else { return false }
        let around = max(0, at - 1)..<min(unit.count, at + 2)
        return !DoubtGrammar.likeOffices.occurs(in: unit, around)
    }
}
