// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The table of a yearly list, in the form that the script of grids edits.
func renderItems(_ detail: YearPlanDetail, _ phrases: Phrases) -> HTML {
    var html = HTML()
    html.markup("<table class=\"grid\" role=\"grid\" aria-label=\"")
    html.text(phrases("work.items"))
    html.markup("\" aria-describedby=\"grid-help\"><thead><tr><th scope=\"col\">")
    html.text(phrases("work.light"))
    html.markup("</th>")
    for name in ItemFields.Name.columns {
        html.markup("<th scope=\"col\" data-field=\"")
        html.text(name.rawValue)
        html.markup("\" data-title=\"")
        html.text(name.title(detail.pairing, phrases))
        html.markup(name == .title ? "\" class=\"grid-first\">" : "\">")
        html.text(name.title(detail.pairing, phrases))
        html.markup("</th>")
    }
    html.markup("</tr></thead><tbody>")
    for line in detail.items { html.append(renderItem(line, mayPlan: detail.mayPlan, phrases)) }
    html.markup("</tbody></table>")
    guard detail.mayPlan else { return html }
    for name in ItemFields.Name.columns {
        html.markup("<template data-control=\"")
        html.text(name.rawValue)
        html.markup("\">")
        html.addControl(name, detail.specials, phrases)
        html.markup("</template>")
    }
    return html
}

/// One row.
func renderItem(_ line: ItemLine, mayPlan: Bool, _ phrases: Phrases) -> HTML {
    var html = HTML()
    let id = line.item.id.text
    html.markup("<tr data-entry=\"")
    html.text(id)
    html.markup("\" data-version=\"")
    html.number(line.item.revision)
    html.markup("\" data-save=\"")
    html.text(Address.changeItem.path(id))
    html.markup("\"><td>")
    html.add(LightView(line.light, phrases))
    html.markup("</td>")
    for name in ItemFields.Name.columns {
        let value = line.fields[name]
        html.markup(name == .title ? "<th scope=\"row\" role=\"rowheader\"" : "<td role=\"gridcell\"")
        html.markup(" tabindex=\"-1\" lang=\"zh-Hans\" data-field=\"")
        html.text(name.rawValue)
        html.markup("\" data-value=\"")
        html.text(value)
        html.markup("\"")
        if !mayPlan { html.markup(" aria-readonly=\"true\"") }
        html.markup(">")
        if name == .title {
            html.markup("<a tabindex=\"-1\" href=\"")
            html.text(Address.item.path(id))
            html.markup("\">")
        }
        if value.utf8.count > 60 { html.markup("<span class=\"grid-text\">") }
        html.text(name == .isJoint && !value.isEmpty ? phrases("work.yes") : value)
        if value.utf8.count > 60 { html.markup("</span>") }
        if name == .title { html.markup("</a>") }
        html.markup(name == .title ? "</th>" : "</td>")
    }
    html.markup("</tr>\n")
    return html
}

extension HTML {
    mutating func add(_ light: LightView) {
        markup("<span class=\"light ")
        text(light.style)
        markup("\" title=\"")
        text(light.why.isEmpty ? light.label : light.label + " \u{B7} " + light.why)
        markup("\"><span aria-hidden=\"true\">")
        text(light.letter)
        markup("</span><span class=\"visually-hidden\">")
        text(light.label)
        markup("</span></span>")
    }

    fileprivate mutating func addControl(_ name: ItemFields.Name, _ specials: [Special], _ phrases: Phrases) {
        switch name {
        case .isJoint:
            markup("<select><option value=\"\"></option><option value=\"1\">")
            text(phrases("work.yes"))
            markup("</option></select>")
        case .special:
            markup("<select><option value=\"\"></option>")
            for special in specials {
                markup("<option value=\"")
                text(special.title)
                markup("\">")
                text(special.title)
                markup("</option>")
            }
            markup("</select>")
        case .start, .due: markup("<input type=\"date\">")
        case .position, .weight: markup("<input inputmode=\"numeric\" maxlength=\"4\">")
        case .measures, .goal, .note, .q1, .q2, .q3, .q4, .oldAreaUnits, .easternUnits:
            markup("<textarea rows=\"4\" maxlength=\"")
            number(name.longest)
            markup("\"></textarea>")
        default:
            markup("<input maxlength=\"")
            number(name.longest)
            markup("\">")
        }
    }
}

extension ItemFields.Name {
    /// The columns of the table, of the workbook and of rows that are pasted: all in one order.
    static let columns = allCases

    /// The heading; the bodies of each city stand under its name.
    func title(_ pairing: Pairing, _ phrases: Phrases) -> String {
        switch self {
        case .oldAreaLead, .easternLead, .oldAreaUnits, .easternUnits:
            phrases(
                "item." + (self == .oldAreaLead || self == .easternLead ? "lead" : "units"),
                [
                    "party": pairing.party(
                        self == .oldAreaLead || self == .oldAreaUnits ? .oldArea : .eastern, in: phrases.language)
                ])
        default: phrases("item." + rawValue)
        }
    }
}
