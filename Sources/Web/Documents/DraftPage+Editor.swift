// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

extension DraftPage.Editor {
    init(area index: Int, of plan: PlanDraft) {
        self.init(
            place: DraftPlace.area(index).key, seen: plan.mark(.area(index)), title: plan.areas[index].title,
            units: nil, sentences: [],
            hasDoubts: true, mayMerge: index + 1 < plan.areas.count, up: nil, down: nil, areas: [])
    }

    init(task index: Int, area: Int, of plan: PlanDraft, _ phrases: Phrases) {
        let tasks = plan.areas[area].tasks
        let task = tasks[index]
        let others = plan.areas.indices.filter { $0 != area }
        self.init(
            place: DraftPlace.task(area: area, task: index).key,
            seen: plan.mark(.task(area: area, task: index)), title: task.title ?? "",
            units: task.responsible.printed.joined(separator: phrases("draft.unitSeparator")),
            sentences: .init(task.measures),
            hasDoubts: !task.everyDoubt.isEmpty, mayMerge: index + 1 < tasks.count,
            up: index > 0 ? target(area, index - 1) : nil,
            down: index + 1 < tasks.count ? target(area, index + 1) : nil,
            areas: others.map {
                Choice(
                    value: target($0, plan.areas[$0].tasks.count),
                    label: plan.areas[$0].ordinal + " " + plan.areas[$0].title, isChosen: false)
            })
    }

    init(safeguard index: Int, of plan: PlanDraft, _ phrases: Phrases) {
        let safeguard = plan.safeguards[index]
        self.init(
            place: DraftPlace.safeguard(index).key, seen: plan.mark(.safeguard(index)), title: safeguard.title,
            units: safeguard.responsible.printed.joined(separator: phrases("draft.unitSeparator")),
            sentences: .init(safeguard.measures),
            hasDoubts: true, mayMerge: index + 1 < plan.safeguards.count, up: nil, down: nil, areas: [])
    }
}

extension [DraftPage.Sentence] {
    /// The sentences before which a text can be cut; none where there is only one.
    fileprivate init(_ measures: [DraftMeasure]) {
        guard measures.count > 1 else {
            self = []
            return
        }
        self = measures.enumerated().map { .init(at: $1.source.range.from, text: $1.text, isFirst: $0 == 0) }
    }
}

extension PlanDraft {
    fileprivate func mark(_ place: DraftPlace) -> String { seen(place)?.text ?? "" }
}

private func target(_ area: Int, _ place: Int) -> String { String(area) + "-" + String(place) }
