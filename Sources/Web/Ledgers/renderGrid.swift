// SPDX-License-Identifier: Apache-2.0
import Domain

/// The table of a grid. Written by hand and not by a template: a template finds each value by reflection, which for
/// fifty rows with a dozen cells each costs more than everything else on the page.
func renderGrid(_ grid: Grid, _ phrases: Phrases) -> HTML {
    var html = HTML()
    html.markup("<table class=\"grid\" role=\"grid\" aria-label=\"")
    html.text(grid.caption)
    html.markup("\" aria-describedby=\"grid-help\"><thead><tr>")
    for (place, column) in grid.columns.enumerated() { html.addHead(column, isFirst: place == 0, grid, phrases) }
    if grid.showsPairing { html.addHead(phrases("tasks.pairing")) }
    html.addHead(phrases("entry.state"))
    html.markup("</tr></thead><tbody>")
    for row in grid.rows { html.append(renderGridRow(row, in: grid, phrases)) }
    html.markup("</tbody>")
    html.addFoot(grid, phrases)
    html.markup("</table>")
    for column in grid.columns where column.control != nil {
        html.markup("<template data-control=\"")
        html.text(column.key)
        html.markup("\">")
        html.append(column.control ?? HTML())
        html.markup("</template>")
    }
    return html
}

/// One row, with the line of its group before it.
func renderGridRow(_ row: GridRow, in grid: Grid, _ phrases: Phrases) -> HTML {
    var html = HTML()
    if let group = row.group {
        html.markup("<tr class=\"grid-group\"><th scope=\"rowgroup\" colspan=\"")
        html.number(grid.columns.count + (grid.showsPairing ? 2 : 1))
        html.markup("\">")
        html.text(group)
        html.markup("</th></tr>")
    }
    html.markup("<tr data-entry=\"")
    html.text(row.id)
    html.markup("\" data-version=\"")
    html.number(row.version)
    html.markup("\" data-save=\"")
    html.text(Address.changeCells.path(row.id))
    html.markup("\" data-cells=\"")
    html.text(Address.cell.path(row.id, ""))
    html.markup("\">")
    for (place, column) in grid.columns.enumerated() {
        html.addCell(row, column, isFirst: place == 0, grid, phrases)
    }
    html.addEnd(row, grid)
    html.markup("</tr>\n")
    return html
}

extension HTML {
    fileprivate mutating func addHead(_ column: GridColumn, isFirst: Bool, _ grid: Grid, _ phrases: Phrases) {
        markup("<th scope=\"col\" data-field=\"")
        text(column.key)
        markup("\" data-title=\"")
        text(column.title)
        markup(isFirst ? "\" class=\"grid-first\"" : column.isNumber ? "\" class=\"is-number\"" : "\"")
        if let order = column.order {
            markup(order == .ascending ? " aria-sort=\"ascending\"" : " aria-sort=\"descending\"")
        }
        markup(">")
        if isFirst && grid.hasChecks {
            markup("<input type=\"checkbox\" class=\"form-check-input needs-script\" data-all aria-label=\"")
            text(phrases("grid.all"))
            markup("\">")
        }
        if let path = column.sortPath {
            markup("<a href=\"")
            text(path)
            markup("\">")
            text(column.title)
            markup("</a>")
            switch column.order {
            case .ascending?: markup(" <span aria-hidden=\"true\">↑</span>")
            case .descending?: markup(" <span aria-hidden=\"true\">↓</span>")
            case nil: break
            }
        } else {
            text(column.title)
        }
        if let unit = column.unit {
            markup(" <span class=\"fine\" lang=\"zh-Hans\">")
            text(unit)
            markup("</span>")
        }
        markup("</th>")
    }

    fileprivate mutating func addHead(_ title: String) {
        markup("<th scope=\"col\">")
        text(title)
        markup("</th>")
    }

    fileprivate mutating func addCell(
        _ row: GridRow, _ column: GridColumn, isFirst: Bool, _ grid: Grid, _ phrases: Phrases
    ) {
        let cell = row.cells[column.key]
        markup(isFirst ? "<th scope=\"row\" role=\"rowheader\"" : "<td role=\"gridcell\"")
        markup(" tabindex=\"-1\" data-field=\"")
        text(column.key)
        markup("\" data-value=\"")
        text(cell?.form ?? "")
        markup("\"")
        if !row.isEditable || column.control == nil || cell?.isMasked == true { markup(" aria-readonly=\"true\"") }
        markup(" class=\"")
        if column.isNumber { markup("is-number ") }
        if column.isDay { markup("is-day ") }
        if cell?.isDoubtful == true { markup("is-doubtful ") }
        if cell?.isMasked == true { markup("masked ") }
        if cell?.hasComments == true { markup("mark-comment ") }
        markup("\">")
        if isFirst && grid.hasChecks { addCheck(row, cell?.text ?? "", phrases) }
        addValue(cell, of: row, isFirst: isFirst, phrases)
        markup(isFirst ? "</th>" : "</td>")
    }

    /// A row without a value in its first column still leads to its page.
    private mutating func addValue(_ cell: GridCell?, of row: GridRow, isFirst: Bool, _ phrases: Phrases) {
        let path = isFirst ? Address.entry.path(row.id) : cell?.path
        if let path {
            markup("<a tabindex=\"-1\" href=\"")
            text(path)
            markup("\">")
        }
        if let words = cell?.text, words.utf8.count > 60 {
            markup("<span class=\"grid-text\">")
            text(words)
            markup("</span>")
        } else {
            text(cell.map(\.text) ?? (isFirst ? phrases("grid.noName") : ""))
        }
        if path != nil { markup("</a>") }
        if let note = cell?.note {
            markup(" <span class=\"chip chip-warning\">")
            text(note)
            markup("</span>")
        }
    }

    private mutating func addCheck(_ row: GridRow, _ name: String, _ phrases: Phrases) {
        markup(
            "<input type=\"checkbox\" class=\"form-check-input\" form=\"bulk\" name=\"entry\" tabindex=\"-1\" value=\"")
        text(row.id)
        markup(":")
        number(row.version)
        markup("\" aria-label=\"")
        text(phrases("grid.select", ["name": name]))
        markup("\"")
        if row.isChosen { markup(" checked") }
        if !row.isEditable { markup(" disabled") }
        markup(">")
    }

    fileprivate mutating func addEnd(_ row: GridRow, _ grid: Grid) {
        if grid.showsPairing {
            markup("<td role=\"gridcell\">")
            text(row.pairing ?? "")
            markup("</td>")
        }
        markup("<td role=\"gridcell\"><span class=\"chip")
        switch row.state {
        case .confirmed: markup(" chip-good")
        case .disputed, .entered: markup(" chip-warning")
        case .removed: break
        }
        markup("\">")
        text(row.stateLabel)
        markup("</span></td>")
    }

    fileprivate mutating func addFoot(_ grid: Grid, _ phrases: Phrases) {
        guard !grid.totals.isEmpty else { return }
        markup("<tfoot><tr>")
        for (place, column) in grid.columns.enumerated() {
            markup(place == 0 ? "<th scope=\"row\">" : column.isNumber ? "<td class=\"is-number\">" : "<td>")
            text(place == 0 ? phrases("grid.totals") : grid.totals[column.key] ?? "")
            markup(place == 0 ? "</th>" : "</td>")
        }
        markup(grid.showsPairing ? "<td></td><td></td>" : "<td></td>")
        markup("</tr></tfoot>")
    }
}
