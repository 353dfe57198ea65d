// SPDX-License-Identifier: Apache-2.0
import Domain
import UseCases

/// The rows of an import, each with its doubts and with fields in which it can be mended.
func renderImportRows(
    _ preview: TaskSheetPreview, _ wrong: [ValidationFailure] = [], _ phrases: Phrases
) -> HTML {
    var html = HTML()
    var failures: [String: [ValidationFailure]] = [:]
    for failure in wrong { failures[String(failure.field.prefix { $0 != "." }), default: []].append(failure) }
    for (number, line) in preview.lines.enumerated() {
        let own = (failures[String(number)] ?? []).map { failure in
            ValidationFailure(
                field: String(failure.field.drop { $0 != "." }.dropFirst()), message: failure.message,
                arguments: failure.arguments)
        }
        var writer = ImportRowWriter(
            number: number, line: line, failures: own.isEmpty ? line.failures : own, preview: preview,
            phrases: phrases)
        writer.write()
        html.append(writer.html)
    }
    return html
}

/// Writes one row.
private struct ImportRowWriter {
    let number: Int
    let line: TaskSheetLine
    let failures: [ValidationFailure]
    let preview: TaskSheetPreview
    let phrases: Phrases
    var html = HTML()

    private var name: String { "r\(number)" }

    mutating func write() {
        html.markup("<li class=\"importrow")
        if line.known != nil { html.markup(" importrow-known") }
        html.markup("\" id=\"")
        html.text(name)
        html.markup("\">")
        hidden("place", line.row.place)
        if line.known != nil { hidden("known", "1") }
        if line.doubts.contains(where: { $0.kind == .twice }) { hidden("twice", "1") }
        let carried = line.row.carriedDoubts
        if !carried.isEmpty { hidden("doubts", carried) }
        html.markup("<label class=\"radio\" for=\"")
        html.text(name + "-take")
        html.markup("\"><input type=\"checkbox\" value=\"1\" id=\"")
        html.text(name + "-take")
        html.markup("\" name=\"")
        html.text(name + ".take")
        html.markup(line.row.isTaken ? "\" checked> <span>" : "\"> <span>")
        html.text(phrases("taskSheet.row", ["place": line.row.place]))
        html.markup(" <b lang=\"zh-Hans\">")
        html.text(line.row.values["title"] ?? "")
        html.markup("</b></span></label>")
        summary()
        doubts()
        fields()
        html.markup("</li>\n")
    }

    /// Who does it until when, in a line.
    private mutating func summary() {
        let shown: [ItemFields.Name] = [.area, .oldAreaLead, .oldAreaUnits, .easternLead, .easternUnits, .due]
        let texts = shown.map { line.row.values[$0.rawValue] ?? "" }.filter { !$0.isEmpty }
        html.markup("<p class=\"row-note\" lang=\"zh-Hans\">")
        html.text(texts.joined(separator: " \u{B7} "))
        html.markup("</p>")
    }

    private mutating func doubts() {
        guard !line.doubts.isEmpty || !failures.isEmpty else { return }
        html.markup("<ul class=\"importdoubts\">")
        for failure in failures {
            html.markup("<li class=\"failure\">")
            if let field = ItemFields.Name(rawValue: failure.field) {
                html.text(field.title(preview.pairing, phrases) + phrases("taskSheet.colon"))
            }
            html.text(phrases(failure.message, failure.arguments))
            html.markup("</li>")
        }
        for doubt in line.doubts {
            html.markup("<li class=\"doubt\">")
            html.text(phrases("taskSheet.doubt." + doubt.kind.rawValue, doubt.arguments))
            html.markup("</li>")
        }
        html.markup("</ul>")
    }

    private mutating func fields() {
        html.markup("<details")
        if !failures.isEmpty { html.markup(" open") }
        html.markup("><summary>")
        html.text(phrases("taskSheet.mend"))
        html.markup("</summary><div class=\"fields\">")
        for name in ItemFields.Name.imported { field(name) }
        html.markup("</div></details>")
    }

    private mutating func field(_ field: ItemFields.Name) {
        let id = name + "-" + field.rawValue
        let value = line.row.values[field.rawValue] ?? ""
        html.markup("<div><label for=\"")
        html.text(id)
        html.markup("\">")
        html.text(field.title(preview.pairing, phrases))
        html.markup("</label>")
        switch field {
        case .measures, .goal, .note, .q1, .q2, .q3, .q4:
            open("textarea rows=\"2\"", field, id)
            html.markup(">")
            html.text(value)
            html.markup("</textarea>")
        case .special, .isJoint:
            open("select", field, id, isSelect: true)
            html.markup(">")
            let choices =
                field == .isJoint
                ? [("", phrases("work.no")), ("1", phrases("work.yes"))]
                : [("", "")] + preview.specials.map { ($0.title, $0.title) }
            for (value, label) in choices { option(value, label) }
            html.markup("</select>")
        default:
            open(field == .start || field == .due ? "input type=\"date\"" : "input", field, id)
            html.markup(" value=\"")
            html.text(value)
            html.markup("\">")
        }
        html.markup("</div>")
    }

    private mutating func option(_ value: String, _ label: String) {
        html.markup("<option value=\"")
        html.text(value)
        html.markup(isChosen(value) ? "\" selected>" : "\">")
        html.text(label)
        html.markup("</option>")
    }

    private func isChosen(_ value: String) -> Bool {
        !value.isEmpty && (line.row.values["special"] == value || value == "1" && isJoint)
    }

    private var isJoint: Bool { ItemFields(line.row.values).isOfBoth }

    private mutating func open(_ tag: StaticString, _ field: ItemFields.Name, _ id: String, isSelect: Bool = false) {
        html.markup("<")
        html.markup(tag)
        html.markup(
            isSelect ? " class=\"form-select form-select-sm\" id=\"" : " class=\"form-control form-control-sm\" id=\"")
        html.text(id)
        html.markup("\" name=\"")
        html.text(name + "." + field.rawValue)
        html.markup("\"")
        guard !isSelect else { return }
        html.markup(" maxlength=\"")
        html.number(field.longest)
        html.markup("\" autocomplete=\"off\"")
        if failures.contains(where: { $0.field == field.rawValue }) { html.markup(" aria-invalid=\"true\"") }
    }

    private mutating func hidden(_ field: String, _ value: String) {
        html.markup("<input type=\"hidden\" name=\"")
        html.text(name + "." + field)
        html.markup("\" value=\"")
        html.text(value)
        html.markup("\">")
    }
}
