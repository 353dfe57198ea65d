// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The lines of the ledger. Written by hand and not by a template: a template finds each value by reflection, which
/// for fifty lines with a dozen units each costs more than everything else on the page.
func renderTaskRows(_ tasks: [TaskListing], _ pairings: [Pairing], _ phrases: Phrases) -> HTML {
    let pairings = Dictionary(pairings.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let words = RowWords(phrases)
    var html = HTML()
    for task in tasks { html.addRow(task, pairings[task.pairingCode], words, phrases.language) }
    return html
}

/// The words that every line needs, looked up once.
private struct RowWords {
    let pairing: String
    let area: String
    let units: String
    let lead: String
    let cooperate: String
    let noTitle: String
    let neither: String

    init(_ phrases: Phrases) {
        (pairing, area, units) = (phrases("tasks.pairing"), phrases("tasks.area"), phrases("tasks.units"))
        (lead, cooperate) = (phrases("duty.lead"), phrases("duty.cooperate"))
        (noTitle, neither) = (phrases("tasks.noTitle"), phrases("side.neither"))
    }
}

extension HTML {
    fileprivate mutating func addRow(_ task: TaskListing, _ pairing: Pairing?, _ words: RowWords, _ language: Language)
    {
        markup("<tr><th scope=\"row\" class=\"cell-task\"><span class=\"ordinal\">")
        text(task.path)
        markup("</span> <a href=\"/tasks/")
        text(task.id.text)
        markup("\">")
        text(task.title ?? words.noTitle)
        markup("</a><p class=\"cell-text\">")
        text(String(task.text.prefix(90)))
        if task.text.utf8.count > 400 { markup("…") }
        markup("</p></th><td data-label=\"")
        text(words.area)
        markup("\">")
        text(task.area)
        markup("</td><td data-label=\"")
        text(words.units)
        markup("\">")
        for side in [Side.oldArea, .eastern, nil] { addUnits(task.responsibilities, side, pairing, words, language) }
        markup("</td><td data-label=\"")
        text(words.pairing)
        markup("\"><a href=\"/pairings/")
        text(task.pairingCode)
        markup("\">")
        text(pairing?.label(in: language) ?? task.pairingCode)
        markup("</a></td></tr>\n")
    }

    private mutating func addUnits(
        _ all: [Responsibility], _ side: Side?, _ pairing: Pairing?, _ words: RowWords, _ language: Language
    ) {
        var isFirst = true
        for unit in all where unit.side == side {
            if isFirst {
                markup("<div class=\"units\"><span class=\"units-city\">")
                text(side.flatMap { pairing?.party($0).label(in: language) } ?? words.neither)
                markup("</span> ")
                isFirst = false
            } else {
                markup("<span class=\"comma\">, </span>")
            }
            addUnit(unit, words)
        }
        if !isFirst { markup("</div>") }
    }

    private mutating func addUnit(_ unit: Responsibility, _ words: RowWords) {
        markup("<span class=\"unit\">")
        text(unit.unit)
        switch unit.role {
        case .lead?:
            markup(" <b class=\"duty duty-lead\">")
            text(words.lead)
            markup("</b>")
        case .cooperate?:
            markup(" <b class=\"duty\">")
            text(words.cooperate)
            markup("</b>")
        case nil: break
        }
        markup("</span>")
    }
}
