// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The table of pairings and clauses. Written by hand, as the ledger is: it has a cell for each pairing and clause.
func renderMatrix(_ matrix: CrosswalkMatrix, _ phrases: Phrases) -> HTML {
    var html = HTML()
    let reference = matrix.reference?.reference.id.text ?? ""
    html.markup("<table class=\"matrix\" data-matrix><caption class=\"visually-hidden\">")
    html.text(phrases("crosswalk.title"))
    html.markup("</caption><thead><tr><th scope=\"col\" rowspan=\"2\" class=\"matrix-corner\">")
    html.text(phrases("tasks.pairing"))
    html.markup("</th>")
    var rest = matrix.clauses[...]
    while let first = rest.first {
        let area = rest.prefix { $0.area == first.area }
        rest = rest.dropFirst(area.count)
        html.markup("<th scope=\"colgroup\" class=\"matrix-area\" lang=\"zh-Hans\" colspan=\"")
        html.number(area.count)
        html.markup("\">")
        html.text(first.area)
        html.markup("</th>")
    }
    for key in ["crosswalk.leftOut.short", "crosswalk.beyond.short"] {
        html.markup("<th scope=\"col\" rowspan=\"2\" class=\"matrix-sum\">")
        html.text(phrases(key))
        html.markup("</th>")
    }
    html.markup("</tr><tr>")
    for clause in matrix.clauses { html.addHead(clause, reference, phrases) }
    html.markup("</tr></thead><tbody>")
    for row in matrix.rows { html.addRow(row, matrix, reference, phrases) }
    html.markup("</tbody></table>")
    return html
}

extension HTML {
    fileprivate mutating func addHead(_ clause: ReferenceClause, _ reference: String, _ phrases: Phrases) {
        markup("<th scope=\"col\"><a href=\"")
        text(Address.clause.path(reference, String(clause.number)))
        markup("\" title=\"")
        text(clause.id + " " + clause.text)
        markup("\" aria-label=\"")
        text(phrases("crosswalk.clauseNumber", ["number": String(clause.number), "clause": clause.id]))
        markup("\">")
        number(clause.number)
        markup("</a></th>")
    }

    fileprivate mutating func addRow(
        _ row: CrosswalkMatrix.Row, _ matrix: CrosswalkMatrix, _ reference: String, _ phrases: Phrases
    ) {
        let label = row.pairing.label(in: phrases.language)
        markup("<tr><th scope=\"row\"><a href=\"")
        text(Address.pairingCrosswalk.path(row.pairing.code) + "?reference=" + reference)
        markup("\">")
        text(label)
        markup("</a> <span class=\"matrix-tasks\">")
        text(
            row.tasks == 0
                ? phrases("crosswalk.noPlan") : phrases("crosswalk.taskCount", ["count": String(row.tasks)]))
        markup("</span></th>")
        for clause in matrix.clauses { addCell(row, clause, label, reference, phrases) }
        for sum in [row.leftOut, row.beyond] {
            markup("<td class=\"matrix-sum\">")
            if row.tasks > 0 { number(sum) }
            markup("</td>")
        }
        markup("</tr>")
    }

    private mutating func addCell(
        _ row: CrosswalkMatrix.Row, _ clause: ReferenceClause, _ label: String, _ reference: String,
        _ phrases: Phrases
    ) {
        guard let cell = row.cells[clause.number] else {
            markup(row.tasks == 0 ? "<td></td>" : "<td class=\"matrix-none\"><span aria-hidden=\"true\">·</span>")
            if row.tasks > 0 { markup("<span class=\"visually-hidden\">0</span></td>") }
            return
        }
        markup("<td class=\"matrix-")
        number(min(cell.tasks, 4))
        markup(cell.first == 0 ? " matrix-further\"><a href=\"" : "\"><a href=\"")
        text(Address.crosswalkCell.path(reference, String(clause.number), row.pairing.code))
        markup("\" aria-label=\"")
        text(
            phrases(
                "crosswalk.cellLabel",
                ["pairing": label, "clause": clause.id, "count": String(cell.tasks)]))
        markup("\">")
        number(cell.tasks)
        markup("</a></td>")
    }
}
