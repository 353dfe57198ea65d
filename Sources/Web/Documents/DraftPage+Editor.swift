// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

extension DraftPage {
    /// The place whose forms are open, the bodies that its units can mean, and what was typed into its form where that
    /// was not taken.
    struct Editing {
        let place: DraftPlace
        let bodies: [Organisation]
        let typed: FormFields?

        fileprivate func words(_ name: String, or present: String) -> String {
            guard let typed, typed["kind"] == "edit", typed.holds(name) else { return present }
            return typed[name]
        }

        /// Whether a field was emptied without saying so.
        fileprivate func wasEmptied(_ name: String, _ present: String) -> Bool {
            !present.isEmpty && words(name, or: present).isEmpty
        }
    }
}

/// The words of one place.
private struct Words {
    let title: String
    var units: [DraftUnit]?
    var printed: [String] = []
    var text: String?
}

extension DraftPage.Editor {
    init(area index: Int, of plan: PlanDraft, _ editing: DraftPage.Editing?) {
        self.init(.area(index), Words(title: plan.areas[index].title), of: plan, editing, separator: "") { editor in
            editor.mayMerge = index + 1 < plan.areas.count
        }
    }

    init(task index: Int, area: Int, of plan: PlanDraft, _ editing: DraftPage.Editing?, _ phrases: Phrases) {
        let tasks = plan.areas[area].tasks
        let task = tasks[index]
        let others = plan.areas.indices.filter { $0 != area }
        let words = Words(
            title: task.title ?? "", units: task.responsible.expanded, printed: task.responsible.printed,
            text: task.text)
        self.init(
            .task(area: area, task: index), words, of: plan, editing, separator: phrases("draft.unitSeparator")
        ) { editor in
            editor.sentences = .init(task.measures)
            editor.hasDoubts = !task.everyDoubt.isEmpty
            editor.mayMerge = index + 1 < tasks.count
            editor.up = index > 0 ? target(area, index - 1) : nil
            editor.down = index + 1 < tasks.count ? target(area, index + 1) : nil
            editor.areas = others.map {
                Choice(
                    value: target($0, plan.areas[$0].tasks.count),
                    label: plan.areas[$0].ordinal + " " + plan.areas[$0].title, isChosen: false)
            }
        }
    }

    init(safeguard index: Int, of plan: PlanDraft, _ editing: DraftPage.Editing?, _ phrases: Phrases) {
        let safeguard = plan.safeguards[index]
        let words = Words(
            title: safeguard.title, units: safeguard.responsible.expanded, printed: safeguard.responsible.printed,
            text: safeguard.text)
        self.init(.safeguard(index), words, of: plan, editing, separator: phrases("draft.unitSeparator")) { editor in
            editor.sentences = .init(safeguard.measures)
            editor.mayMerge = index + 1 < plan.safeguards.count
        }
    }

    private init(
        _ place: DraftPlace, _ words: Words, of plan: PlanDraft, _ editing: DraftPage.Editing?, separator: String,
        _ fill: (inout Moves) -> Void
    ) {
        var moves = Moves()
        fill(&moves)
        let printed = words.printed.joined(separator: separator)
        let text = words.text ?? ""
        let isTask = if case .task = place { true } else { false }
        self.init(
            place: place.key, seen: plan.seen(place)?.text ?? "",
            title: editing?.words("title", or: words.title) ?? words.title, titleNow: words.title, unitsNow: printed,
            textNow: text, units: words.units.map { _ in editing?.words("units", or: printed) ?? printed },
            text: words.text.map { editing?.words("text", or: $0) ?? $0 },
            asksNoTitle: isTask && editing?.wasEmptied("title", words.title) == true,
            asksNoUnits: words.units != nil && editing?.wasEmptied("units", printed) == true,
            meanings: Self.meanings(words.units ?? [], editing),
            bodies: (words.units ?? []).isEmpty
                ? [] : editing?.bodies.map { Choice(value: $0.id.text, label: $0.name, isChosen: false) } ?? [],
            sentences: moves.sentences, hasDoubts: moves.hasDoubts, mayMerge: moves.mayMerge, up: moves.up,
            down: moves.down, areas: moves.areas)
    }

    /// What can be done with a place besides changing its words.
    private struct Moves {
        var sentences: [DraftPage.Sentence] = []
        var hasDoubts = true
        var mayMerge = false
        var up: String?
        var down: String?
        var areas: [Choice] = []
    }

    /// The single units with their cities, and the body that one means where a clerk said so.
    private static func meanings(_ units: [DraftUnit], _ editing: DraftPage.Editing?) -> [Choice] {
        let names = Dictionary(
            (editing?.bodies ?? []).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        var seen: Set<String> = []
        return units.compactMap { unit in
            guard case .unit(let city) = unit.bearer else { return nil }
            let value = (city ?? "") + "|" + unit.unit
            guard seen.insert(value).inserted else { return nil }
            let body = unit.organisation.flatMap { names[$0] }.map { " → " + $0 } ?? ""
            return Choice(
                value: value, label: unit.unit + (city.map { " · " + $0 } ?? "") + body, isChosen: false)
        }
    }
}

extension DraftPage.Offer {
    init(_ offer: SpreadOffer, _ phrases: Phrases) {
        let arguments = ["unit": offer.unit, "meaning": offer.meaning, "count": String(offer.count)]
        var fields: [DraftPage.HiddenField] = []
        switch offer.correction {
        case .mapUnit(_, let name, let body):
            fields = [
                .init(name: "kind", value: "mapUnit"), .init(name: "everywhere", value: "1"),
                .init(name: "unit", value: (name.city ?? "") + "|" + name.unit),
                .init(name: "organisation", value: body.text),
            ]
        case .replaceUnit(let unit, let other):
            fields = [
                .init(name: "kind", value: "replaceUnit"), .init(name: "unit", value: unit),
                .init(name: "with", value: other),
            ]
        default: break
        }
        self.init(
            text: phrases("draft.offer", arguments), submit: phrases("draft.offerSubmit", arguments), fields: fields)
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

private func target(_ area: Int, _ place: Int) -> String { String(area) + "-" + String(place) }
